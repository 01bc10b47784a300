/** What was found out about objects, each kept as long as its object is. */
export interface Kept<Key extends object, Result> {
  get(key: Key): Result | undefined;
  has(key: Key): boolean;
  set(key: Key, result: Result): void;
}

/** Made of an object, it is that object: a class that extends this one adds its private field to it. */
// oxlint-disable-next-line typescript/no-extraneous-class
class Itself {
  constructor(object: object) {
    // oxlint-disable-next-line no-constructor-return
    return object;
  }
}

/**
 * Keeps results in a private field of their objects. In a `WeakMap`, what is kept of a document keeps that
 * document until all garbage is collected, since the quick collection of what is new takes all values of an old map
 * for used. Without, a check with fixes took a tenth less processor time and memory.
 */
export function kept<Key extends object, Result>(): Kept<Key, Result> {
  class Holder extends Itself {
    #result: Result;

    constructor(key: Key, result: Result) {
      super(key);
      this.#result = result;
    }

    static get(key: Key): Result | undefined {
      return #result in key ? key.#result : undefined;
    }

    static has(key: Key): boolean {
      return #result in key;
    }

    static set(key: Key, result: Result): void {
      // A field is added once.
      if (#result in key) key.#result = result;
      else void new Holder(key, result);
    }
  }
  return Holder;
}
