interface Waiting {
  readonly isAlone: boolean;
  readonly start: () => void;
}

/** Runs tasks concurrently, or one alone, in the order in which they were added. */
export class Gate {
  readonly #waiting: Waiting[] = [];
  #running = 0;
  #isAlone = false;

  async run<Result>(isAlone: boolean, task: () => Promise<Result>): Promise<Result> {
    await new Promise<void>((start) => {
      this.#waiting.push({ isAlone, start });
      this.#admit();
    });
    try {
      return await task();
    } finally {
      this.#running--;
      this.#isAlone = false;
      this.#admit();
    }
  }

  #admit(): void {
    for (;;) {
      const [next] = this.#waiting;
      if (!next || this.#isAlone || (next.isAlone && this.#running > 0)) return;
      this.#waiting.shift();
      this.#running++;
      this.#isAlone = next.isAlone;
      next.start();
    }
  }
}
