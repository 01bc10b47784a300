import type { KustomizationAnswer, KustomizationRequest } from '../render/kustomization.ts';

/** The texts of most kustomizations have less than 100,000 characters. */
const SMALL = 300_000;
/** What one instance builds needs little memory, and what is built together is late together. */
const MAX_SIZE = 600_000;
const MAX_ROOTS = 16;

/** Builds some kustomizations, and answers in their order. */
type BuildAll = (
  requests: readonly KustomizationRequest[],
) => Promise<readonly KustomizationAnswer[]>;

/** A kustomization that waits to be built. */
interface Waiting {
  readonly request: KustomizationRequest;
  readonly size: number;
  readonly done: (answer: KustomizationAnswer) => void;
  readonly failed: (error: unknown) => void;
}

/** Puts small kustomizations together that are asked for at the same time; larger ones are alone. */
export class Batches {
  readonly #buildAll: BuildAll;
  readonly #atOnce: number;
  readonly #waiting: Waiting[] = [];
  #running = 0;

  /** @param atOnce how many batches are built at a time */
  constructor(buildAll: BuildAll, atOnce: number) {
    this.#buildAll = buildAll;
    this.#atOnce = atOnce;
  }

  async add(request: KustomizationRequest): Promise<KustomizationAnswer> {
    const { files, binaries } = request;
    const texts = [...Object.values(files), ...Object.values(binaries)];
    const size = texts.reduce((sum, { length }) => sum + length, 0);
    return new Promise((done, failed) => {
      this.#waiting.push({ request, size, done, failed });
      // Others are asked for in the same turn.
      setTimeout(() => this.#start(), 0);
    });
  }

  #start(): void {
    while (this.#running < this.#atOnce && this.#waiting.length > 0) {
      this.#running++;
      void this.#build(this.#next());
    }
  }

  /** The next ones; others have a share, too. */
  #next(): Waiting[] {
    const free = this.#atOnce - this.#running + 1;
    const count = Math.min(MAX_ROOTS, Math.ceil(this.#waiting.length / free));
    const [first, ...others] = this.#waiting.slice(0, count);
    const batch = first ? [first] : [];
    let size = first?.size ?? 0;
    for (const one of others) {
      size += one.size;
      if (Math.max(one.size, batch[0]?.size ?? 0) > SMALL || size > MAX_SIZE) break;
      batch.push(one);
    }
    this.#waiting.splice(0, batch.length);
    return batch;
  }

  async #build(batch: readonly Waiting[]): Promise<void> {
    try {
      const answers = await this.#buildAll(batch.map(({ request }) => request));
      for (const [index, { done, failed }] of batch.entries()) {
        const answer = answers[index];
        if (answer) done(answer);
        else failed(new Error('The engine wrote no answer for a kustomization.'));
      }
    } catch (error) {
      for (const { failed } of batch) failed(error);
    } finally {
      this.#running--;
      this.#start();
    }
  }
}
