import type { Layer } from './layer.ts';

type Named = Pick<Layer, 'name' | 'path'>;

/** Names objects that deploy folders, so that no two of them have the same name. */
export class LayerNames {
  readonly #shared: ReadonlySet<string>;
  readonly #taken = new Map<string, string>();

  /** @param all those that are known: a name that several have is told with its file */
  constructor(all: readonly Named[]) {
    const paths = new Map<string, string>();
    const shared = new Set<string>();
    for (const { name, path } of all) {
      if ((paths.get(name) ?? path) !== path) shared.add(name);
      paths.set(name, path);
    }
    this.#shared = shared;
  }

  /** @param key the same for what is the same object */
  of({ name, path }: Named, key: string): string {
    const first = this.#shared.has(name) ? `${name} in ${path}` : name;
    for (let count = 1; ; count++) {
      const found = count === 1 ? first : `${first} (${count})`;
      const taken = this.#taken.get(found) ?? key;
      this.#taken.set(found, taken);
      if (taken === key) return found;
    }
  }
}
