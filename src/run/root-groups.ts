import { groupBy } from '../judge/grouping.ts';
import type { BuiltRoot } from './build-roots.ts';

/**
 * Kustomizations put together that share a file, also by way of others: an edit for one group changes no build of
 * another.
 */
export function rootGroups(roots: readonly BuiltRoot[]): BuiltRoot[][] {
  const firsts = new Firsts();
  const owners = new Map<string, number>();
  for (const [index, { sources }] of roots.entries()) {
    for (const path of Object.keys(sources.files)) {
      const owner = owners.get(path);
      if (owner === undefined) owners.set(path, index);
      else firsts.join(owner, index);
    }
  }
  const numbered = roots.map((root, index) => ({ root, first: firsts.of(index) }));
  return groupBy(numbered, ({ first }) => first).map((group) => group.map(({ root }) => root));
}

/** The first of the numbers that each was joined with. */
class Firsts {
  readonly #before = new Map<number, number>();

  of(index: number): number {
    let first = index;
    for (let next = this.#before.get(first); next !== undefined; next = this.#before.get(first)) {
      first = next;
    }
    // What asks again need not go the whole way.
    if (first !== index) this.#before.set(index, first);
    return first;
  }

  join(one: number, other: number): void {
    const [a, b] = [this.of(one), this.of(other)];
    if (a !== b) this.#before.set(Math.max(a, b), Math.min(a, b));
  }
}
