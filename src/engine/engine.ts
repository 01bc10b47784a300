import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';
import { CHECK_BUILT, CHECK_RENDERED } from '../kubernetes/check-output.ts';
import type { ChartAnswer, ChartEngine, ChartRequest, Rendering } from '../render/chart.ts';
import type {
  KustomizationAnswer,
  KustomizationEngine,
  KustomizationRequest,
} from '../render/kustomization.ts';
import { postRender } from '../render/post-render.ts';
import { Batches } from './batches.ts';
import type { EngineOutcome } from './engine-thread.ts';
import { limitMemory } from './limit-memory.ts';
import { readAnswer, readBuilds } from './protocol.ts';

/** How much one chart or kustomization may take. */
export interface EngineLimits {
  /** Of processor time, as far as it is known. */
  readonly deadlineMs: number;
  readonly megabytes: number;
}

/** Ordinary charts take less than a second and 100 MB; a chart that makes keys takes some seconds. */
const LIMITS: EngineLimits = { deadlineMs: 60_000, megabytes: 384 };

/** Small kustomizations together take less than a second; what takes longer is built apart, with a whole deadline. */
const BATCH_MS = 10_000;

/** Each takes a processor and its memory. */
const AT_ONCE = 2;

const PAGES_PER_MEGABYTE = 16;

/** In what is built, the engine is beside the program or above its parts; the sources find the built one. */
const PLACES = ['engine.wasm.br', '../engine.wasm.br', '../../dist/engine.wasm.br'];

/** What a run is about, as its reasons say it. */
interface About {
  readonly what: string;
  readonly by: string;
  readonly deep: string;
  /** What to do instead. */
  readonly instead: string;
}

const CHART: About = {
  what: 'the chart',
  by: 'Helm',
  deep: 'has templates that include themselves too deeply',
  instead: CHECK_RENDERED,
};
const KUSTOMIZATION: About = {
  what: 'the kustomization',
  by: 'Kustomize',
  deep: 'is nested too deeply',
  instead: CHECK_BUILT,
};

/**
 * Helm's and Kustomize's own code in WebAssembly. It is read and compiled once, when the first chart or
 * kustomization is rendered. Each of them has an instance of its own, except for small kustomizations: most of
 * the time of those is the start of an instance, so that some share one. It keeps nothing of one for the next.
 */
export class Engine implements ChartEngine, KustomizationEngine {
  readonly #limits: EngineLimits;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #batches = new Batches(async (requests) => this.#buildAll(requests), AT_ONCE);

  constructor(limits: EngineLimits = LIMITS) {
    this.#limits = limits;
  }

  async render(request: ChartRequest): Promise<ChartAnswer | { readonly reason: string }> {
    const answer = await this.#renderOnce(request);
    if ('reason' in answer) return answer;
    const refused = refusedNamespaces(request, answer);
    if (refused.size === 0) return answer;
    const sets = request.sets.filter((_, index) => refused.has(index));
    const again = await this.#renderOnce({
      ...request,
      sets: sets.map((set) => ({ ...set, namespace: OTHER_NAMESPACE })),
    });
    if ('reason' in again) return answer;
    const others = [...again.sets];
    return {
      sets: answer.sets.map((set, at) => (refused.has(at) ? (others.shift() ?? set) : set)),
    };
  }

  /** What a chart becomes, with what its value sets change afterwards. */
  async #renderOnce(request: ChartRequest): Promise<ChartAnswer | { readonly reason: string }> {
    const answer = await this.#renderPlain(request);
    if ('reason' in answer || request.sets.every(({ post }) => post === undefined)) return answer;
    const sets: ChartAnswer['sets'][number][] = [];
    for (const [index, set] of answer.sets.entries()) {
      const { post } = request.sets[index] ?? {};
      // oxlint-disable-next-line no-await-in-loop
      sets.push('error' in set || !post ? set : await this.#postRendered(set, post));
    }
    return { sets };
  }

  async #postRendered(
    rendering: Rendering,
    post: readonly string[],
  ): Promise<ChartAnswer['sets'][number]> {
    const after = postRender(rendering, post);
    const build = await this.build(after.request);
    if ('text' in build) return after.patched(build);
    return { error: 'error' in build ? build.error : build.reason, by: 'post renderers' };
  }

  /** @param until when no more value sets are tried for themselves, as `performance.now` counts */
  async #renderPlain(
    request: ChartRequest,
    until = performance.now() + this.#limits.deadlineMs,
  ): Promise<ChartAnswer | { readonly reason: string }> {
    const outcome = await this.#run({ kind: 'chart', ...request });
    if (outcome.kind === 'done') return readAnswer(outcome.output);
    const { sets } = request;
    const isTooMuch = outcome.kind === 'over' && ['memory', 'output'].includes(outcome.limit);
    if (!isTooMuch || sets.length < 2 || performance.now() > until) {
      return reasonFor(outcome, CHART);
    }
    // What a chart becomes with some of its value sets takes less.
    const half = Math.ceil(sets.length / 2);
    const first = await this.#renderPlain({ ...request, sets: sets.slice(0, half) }, until);
    if ('reason' in first) return first;
    const second = await this.#renderPlain({ ...request, sets: sets.slice(half) }, until);
    return 'reason' in second ? second : { sets: [...first.sets, ...second.sets] };
  }

  async build(request: KustomizationRequest): Promise<KustomizationAnswer> {
    return this.#batches.add(request);
  }

  /** Builds kustomizations in one instance; where that comes to nothing, each in one of its own. */
  async #buildAll(requests: readonly KustomizationRequest[]): Promise<KustomizationAnswer[]> {
    const isBatch = requests.length > 1;
    const deadlineMs = Math.min(this.#limits.deadlineMs, isBatch ? BATCH_MS : Infinity);
    const outcome = await this.#run({ kind: 'kustomizations', roots: requests }, deadlineMs);
    if (outcome.kind === 'done') return readBuilds(outcome.output);
    if (!isBatch) return requests.map(() => reasonFor(outcome, KUSTOMIZATION));
    const apart = await Promise.all(requests.map(async (one) => this.#buildAll([one])));
    return apart.flat();
  }

  async #run(request: object, deadlineMs = this.#limits.deadlineMs): Promise<EngineOutcome> {
    await this.#enter();
    try {
      const module = await moduleWith(this.#limits.megabytes);
      const input = new TextEncoder().encode(JSON.stringify(request));
      // Most runs render nothing.
      const { runInThread } = await import('./engine-thread.ts');
      const threads = (): number => this.#running;
      return await runInThread(module, input, { deadlineMs, threads });
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

/** Some charts refuse to be installed into `default`, as nobody would. */
const OTHER_NAMESPACE = 'release-namespace';

/** The value sets with which a chart refuses its namespace, by their numbers. */
function refusedNamespaces({ sets }: ChartRequest, answer: ChartAnswer): Set<number> {
  const refused = answer.sets.flatMap((set, index) =>
    'error' in set && /namespace/i.test(set.error) && sets[index]?.namespace === 'default'
      ? [index]
      : [],
  );
  return new Set(refused);
}

function reasonFor(
  outcome: Exclude<EngineOutcome, { kind: 'done' }>,
  { what, by, deep, instead }: About,
): { readonly reason: string } {
  if (outcome.kind === 'failed') return { reason: `${by} broke off: ${outcome.why}` };
  const over = {
    time: `takes too long to render: ${instead}`,
    memory: `takes too much memory to render: ${instead}`,
    output: `renders to too much text: ${instead}`,
    depth: deep,
  };
  return { reason: `${what} ${over[outcome.limit]}` };
}

/** By the bound on their memory: a module is code, and keeps nothing of a run. */
const modules = new Map<number, Promise<WebAssembly.Module>>();

async function moduleWith(megabytes: number): Promise<WebAssembly.Module> {
  const found = modules.get(megabytes) ?? loadModule(megabytes);
  modules.set(megabytes, found);
  return found;
}

async function loadModule(megabytes: number): Promise<WebAssembly.Module> {
  const { brotliDecompress } = await import('node:zlib');
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
