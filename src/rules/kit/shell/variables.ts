import type { Assigned } from './shell.ts';

/** `$NAME`, `${NAME}`, and one with what stands for it where it is not set. */
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)(?::?-[^{}]*)?\}|([A-Za-z_]\w*))/g;

/** The variables of a shell, as far as they are known. */
export class Variables {
  readonly #given: (() => ReadonlyMap<string, string>) | undefined;
  #values: Map<string, string | undefined> | undefined;

  /** @param given those that the shell has when it starts; most commands ask for none */
  constructor(given?: () => ReadonlyMap<string, string>) {
    this.#given = given;
  }

  /** Undefined for one whose value is not known. */
  get #known(): Map<string, string | undefined> {
    return (this.#values ??= new Map(this.#given?.()));
  }

  /** A text with the values of variables in their places. */
  expand(text: string): string {
    if (!text.includes('$')) return text;
    return text.replaceAll(
      VARIABLE,
      (whole, inBraces?: string, plain?: string) =>
        this.#known.get(inBraces ?? plain ?? '') ?? whole,
    );
  }

  /** What has several values, such as one in each branch, is not known. */
  assign({ name, value: written }: Assigned): void {
    const value = written === undefined ? undefined : this.expand(written);
    const isPlain = value !== undefined && /^[\w./:@+-]+$/.test(value);
    const isOther = this.#known.has(name) && this.#known.get(name) !== value;
    this.#known.set(name, isPlain && !isOther ? value : undefined);
  }
}
