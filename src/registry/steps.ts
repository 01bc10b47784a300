import { RegistryError } from './failure.ts';

/**
 * Ten for each of the million files that an image may have. Laying a million files over a million
 * others takes two million; following links takes the rest.
 */
const MAX_STEPS = 10_000_000;
/** How often the clock is looked at: some milliseconds of work. */
const STEPS_PER_LOOK = 10_000;

/** How much work the files of one image may take. No timer ends what never waits, so the work asks. */
export class Steps {
  readonly #endsAt: number;
  #left: number;
  #untilLook = STEPS_PER_LOOK;

  /** @param endsAt by `performance.now()` */
  constructor(endsAt: number, left = MAX_STEPS) {
    this.#endsAt = endsAt;
    this.#left = left;
  }

  /** @throws RegistryError when all steps are taken, and when the time is over */
  take(count = 1): void {
    this.#left -= count;
    this.#untilLook -= count;
    if (this.#left < 0) {
      throw new RegistryError('too-large', 'its layers take too many steps to lay over each other');
    }
    if (this.#untilLook > 0) return;
    this.#untilLook = STEPS_PER_LOOK;
    if (performance.now() > this.#endsAt) {
      throw new RegistryError('timeout', 'its layers took too long to lay over each other');
    }
  }
}
