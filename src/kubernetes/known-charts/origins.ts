import type { Path } from '../../yaml/value.ts';

/** Where a container that is made is written. */
export interface ContainerOrigin {
  readonly kind: 'container';
  /** The container in the values. */
  readonly path: Path;
  readonly controller: string;
  readonly name: string;
  /** How its variables are written; undefined where it has none of its own. */
  readonly env: 'mapping' | 'list' | 'defaults' | undefined;
  /** Where its image is written. */
  readonly image: Path;
}

/** How a part of an object that is made is changed where it is written. */
export type Origin =
  /** It is written there, as it is. */
  | { readonly kind: 'at'; readonly path: Path }
  /**
   * It is a default that others use too, so that a change goes to a copy, or where defaults are merged to
   * what is set beside them.
   */
  | { readonly kind: 'default'; readonly from: Path; readonly to: Path; readonly isMerged: boolean }
  | ContainerOrigin
  | {
      readonly kind: 'pod';
      /** The controller in the values. */
      readonly path: Path;
      readonly controller: string;
      /** Where options of the pod are written. */
      readonly options: Path;
      /** Whether all of the release is one container. */
      readonly isOnly: boolean;
    }
  | { readonly kind: 'fixed'; readonly why: string };

/** Where the parts of objects that are made are written. */
export class Origins {
  readonly #all = new Map<string, Origin>();
  /** Who takes a default, by where it is written. */
  readonly #takers = new Map<string, Set<string>>();

  set(path: Path, origin: Origin): void {
    this.#all.set(JSON.stringify(path), origin);
    if (origin.kind !== 'default') return;
    const key = JSON.stringify(origin.from);
    const takers = this.#takers.get(key) ?? new Set();
    this.#takers.set(key, takers.add(JSON.stringify(origin.to)));
  }

  /** How many objects take a default. */
  takersOf(from: Path): number {
    return this.#takers.get(JSON.stringify(from))?.size ?? 0;
  }

  /** The origin of the innermost part around a path that has one, with the rest of the path. */
  of(path: Path): { readonly origin: Origin; readonly rest: Path } | undefined {
    for (let length = path.length; length >= 0; length--) {
      const origin = this.#all.get(JSON.stringify(path.slice(0, length)));
      if (origin) return { origin, rest: path.slice(length) };
    }
    return undefined;
  }
}
