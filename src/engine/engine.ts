import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import type { ChartAnswer, ChartEngine, ChartRequest } from '../render/chart.ts';
import { type EngineOutcome, runInThread } from './engine-thread.ts';
import { limitMemory } from './limit-memory.ts';
import { readAnswer } from './protocol.ts';

/** How much one chart may take. */
export interface EngineLimits {
  readonly deadlineMs: number;
  readonly megabytes: number;
}

/** Ordinary charts take less than a second and 100 MB; a chart that makes keys takes some seconds. */
const LIMITS: EngineLimits = { deadlineMs: 60_000, megabytes: 384 };

/** Each takes a processor and its memory. */
const AT_ONCE = 2;

const PAGES_PER_MEGABYTE = 16;

/** In a bundle the engine is beside the program; the sources find the built one. */
const PLACES = ['engine.wasm.br', '../../dist/engine.wasm.br'];

const OVER = {
  time: 'takes too long to render',
  memory: 'takes too much memory to render',
  output: 'renders to too much text',
  depth: 'has templates that include themselves too deeply',
} as const;

/** Helm's own code in WebAssembly. It is read when the first chart is rendered. */
export class Engine implements ChartEngine {
  readonly #limits: EngineLimits;
  #module: Promise<WebAssembly.Module> | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];

  constructor(limits: EngineLimits = LIMITS) {
    this.#limits = limits;
  }

  async render(request: ChartRequest): Promise<ChartAnswer | { readonly reason: string }> {
    await this.#enter();
    try {
      const module = await (this.#module ??= loadModule(this.#limits.megabytes));
      const input = new TextEncoder().encode(JSON.stringify(request));
      const outcome = await runInThread(module, input, this.#limits.deadlineMs);
      return outcome.kind === 'done' ? readAnswer(outcome.output) : { reason: reasonFor(outcome) };
    } finally {
      this.#running--;
      this.#waiting.shift()?.();
    }
  }

  async #enter(): Promise<void> {
    while (this.#running >= AT_ONCE) {
      // oxlint-disable-next-line no-await-in-loop
      await new Promise<void>((resume) => {
        this.#waiting.push(resume);
      });
    }
    this.#running++;
  }
}

function reasonFor(outcome: Exclude<EngineOutcome, { kind: 'done' }>): string {
  return outcome.kind === 'over'
    ? `the chart ${OVER[outcome.limit]}`
    : `Helm broke off: ${outcome.why}`;
}

async function loadModule(megabytes: number): Promise<WebAssembly.Module> {
  const module = await promisify(brotliDecompress)(await readEngine());
  return WebAssembly.compile(limitMemory(module, megabytes * PAGES_PER_MEGABYTE));
}

async function readEngine(): Promise<Uint8Array> {
  for (const place of PLACES) {
    try {
      // oxlint-disable-next-line no-await-in-loop
      return await readFile(new URL(place, import.meta.url));
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'ENOENT')) throw error;
    }
  }
  throw new Error('engine.wasm.br is missing beside the program: npm run build:engine makes it.');
}
