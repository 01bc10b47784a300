import type { Assigned } from './shell.ts';

/** `$NAME`, `${NAME}`, and one with what stands for it where it is not set. */
const VARIABLE = /\$(?:\{([A-Za-z_]\w*)(?::?-[^{}]*)?\}|([A-Za-z_]\w*))/g;

/** The variables of a shell, as far as they are known. */
export class Variables {
  /** Undefined for one whose value is not known. */
  readonly #values: Map<string, string | undefined>;

  constructor(values?: ReadonlyMap<string, string>) {
    this.#values = new Map(values);
  }

  /** A text with the values of variables in their places. */
  expand(text: string): string {
    return text.replaceAll(
      VARIABLE,
      (whole, inBraces?: string, plain?: string) =>
        this.#values.get(inBraces ?? plain ?? '') ?? whole,
    );
  }

  /** What has several values, such as one in each branch, is not known. */
  assign({ name, value: written }: Assigned): void {
    const value = written === undefined ? undefined : this.expand(written);
    const isPlain = value !== undefined && /^[\w./:@+-]+$/.test(value);
    const isOther = this.#values.has(name) && this.#values.get(name) !== value;
    this.#values.set(name, isPlain && !isOther ? value : undefined);
  }
}
