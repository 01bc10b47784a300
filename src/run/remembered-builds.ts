import { createHash } from 'node:crypto';
import type { KustomizationAnswer, KustomizationEngine } from '../render/kustomization.ts';

/** Builds that are needed twice: for the releases in them, and to be judged. */
export class RememberedBuilds {
  readonly #engine: KustomizationEngine;
  readonly #known = new Map<string, Promise<KustomizationAnswer>>();

  constructor(engine: KustomizationEngine) {
    this.#engine = engine;
  }

  /** Builds and remembers, each once. */
  get first(): KustomizationEngine {
    return {
      build: async (request) => {
        const key = keyOf(request);
        const answer = this.#known.get(key) ?? this.#engine.build(request);
        this.#known.set(key, answer);
        return answer;
      },
    };
  }

  /** Takes what is remembered, each once, and builds all else. */
  get second(): KustomizationEngine {
    return {
      build: async (request) => {
        const key = this.#known.size === 0 ? '' : keyOf(request);
        const answer = this.#known.get(key) ?? this.#engine.build(request);
        this.#known.delete(key);
        return answer;
      },
    };
  }
}

function keyOf(request: object): string {
  return createHash('sha256').update(JSON.stringify(request)).digest('base64');
}
