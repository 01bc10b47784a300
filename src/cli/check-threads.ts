import { on } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import {
  type MessagePort,
  Worker,
  isMainThread,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { type ReportSetup, loadReports } from '../run/load-reports.ts';
import type { Found } from '../files/read.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import { type CheckPart, checkFiles } from './check-files.ts';
import { AttributeFiles } from '../files/attribute-files.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { imageInspector } from './inspect-images.ts';
import { ListedFindings } from './listed-findings.ts';
import { painter } from './terminal.ts';

/** Large enough that messages cost nothing, small enough that the threads end at about the same time. */
const BATCH_FILES = 16;

/** One that is being judged and one that waits, so that no thread does. */
const BATCHES_PER_THREAD = 2;

/** Batches that wait for one before them: where a thread takes long for its own, the others wait for it then. */
const MAX_UNDER_WAY = 16;

/**
 * As much stack as the main thread has, so that what is nested too deeply for one is for all: the
 * 984 kB that V8 gives, and 192 kB that Node keeps back in a thread (node/src/node_worker.h).
 */
const STACK_MEGABYTES = (984 + 192) / 1024;

/** Tells our threads from those of others, such as a test runner's. */
const ROLE = 'podseal-check';

/** Room for what a file leaves behind; with V8's own 48 MB, a thread took twice the memory in the same time. */
const YOUNG_MEGABYTES = 8;

/** What each thread of a check has to know; it can be sent. */
export interface ThreadSetup {
  readonly reports: ReportSetup;
  readonly ruleSet: RuleSet;
  readonly baseline: readonly BaselineEntry[];
  readonly root: string;
  readonly isColoured: boolean;
  /** The files of the whole check, which say where charts are. */
  readonly paths: readonly string[];
}

/** How a check is shared among threads. */
export interface Sharing {
  readonly setup: ThreadSetup;
  /** How many threads there are, the one that asks among them. */
  readonly count: number;
  /** Checks a batch in the thread that asks. */
  readonly checkHere: (files: readonly Found[]) => Promise<CheckPart>;
}

/** Checks files in several threads, of which this is one. The parts come in the order of the files. */
export async function* checkInThreads(
  files: readonly Found[],
  { setup, count, checkHere }: Sharing,
): AsyncGenerator<CheckPart, void, undefined> {
  const threads = Array.from({ length: count - 1 }, () => new CheckThread(setup));
  const underWay: Batch[] = [];
  let next = 0;
  const take = (): readonly Found[] => files.slice(next, (next += BATCH_FILES));
  try {
    while (next < files.length || underWay.length > 0) {
      for (const thread of threads) {
        while (thread.waiting < BATCHES_PER_THREAD && next < files.length) {
          underWay.push(batchOf(thread.check(take())));
        }
      }
      if (next < files.length && underWay.length < MAX_UNDER_WAY) {
        underWay.push(batchOf(checkHere(take())));
        // What the other threads have answered comes in.
        // oxlint-disable-next-line no-await-in-loop
        await setImmediate();
        if (underWay[0]?.isDone !== true) continue;
      }
      const oldest = underWay.shift();
      // oxlint-disable-next-line no-await-in-loop
      if (oldest) yield await oldest.part;
    }
  } finally {
    await Promise.all(threads.map(async (thread) => thread.end()));
  }
}

/** Some of the files, on their way. */
interface Batch {
  readonly part: Promise<CheckPart>;
  isDone: boolean;
}

function batchOf(part: Promise<CheckPart>): Batch {
  const batch: Batch = { part, isDone: false };
  // It is awaited in its turn: until then, that it failed is no unhandled rejection.
  part
    .catch(() => undefined)
    .finally(() => {
      batch.isDone = true;
    });
  return batch;
}

interface Waiting {
  readonly resolve: (part: CheckPart) => void;
  readonly reject: (error: unknown) => void;
}

/** What a thread is started with. */
interface ThreadTask extends ThreadSetup {
  readonly role: typeof ROLE;
}

function isTask(data: unknown): data is ThreadTask {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === ROLE;
}

/** A thread that runs this file and answers batches in the order in which it got them. */
class CheckThread {
  readonly #worker: Worker;
  readonly #waiting: Waiting[] = [];
  /** Why it answers no more. */
  #failure: unknown;

  constructor(setup: ThreadSetup) {
    const workerTask: ThreadTask = { ...setup, role: ROLE };
    this.#worker = new Worker(new URL(import.meta.url), {
      workerData: workerTask,
      resourceLimits: { stackSizeMb: STACK_MEGABYTES, maxYoungGenerationSizeMb: YOUNG_MEGABYTES },
    });
    this.#worker.on('message', (part: CheckPart) => this.#waiting.shift()?.resolve(part));
    this.#worker.on('error', (error) => this.#fail(error));
    this.#worker.on('exit', (code) => this.#fail(new Error(`A thread ended with ${code}.`)));
  }

  /** How many batches it has not answered. */
  get waiting(): number {
    return this.#waiting.length;
  }

  async check(files: readonly Found[]): Promise<CheckPart> {
    return new Promise((resolve, reject) => {
      if (this.#failure !== undefined) reject(this.#failure);
      else {
        this.#waiting.push({ resolve, reject });
        // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
        this.#worker.postMessage(files);
      }
    });
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  #fail(error: unknown): void {
    this.#failure ??= error;
    for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
  }
}

/** What a thread does: it checks batch after batch of files, until it is ended. */
async function serveChecks(port: MessagePort, setup: ThreadSetup): Promise<void> {
  const { ruleSet, root } = setup;
  const by = {
    ruleSet,
    listed: new ListedFindings(setup),
    attributes: new AttributeFiles(root),
    releases: new ReleaseSources(setup.paths),
    beside: new KustomizationsBeside(),
  };
  const reports = await loadReports(setup.reports, painter(setup.isColoured));
  const inspect = imageInspector({ registry: false }, root, ruleSet.images);
  for await (const [files] of on(port, 'message')) {
    // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
    port.postMessage(await checkFiles(files, reports, by, inspect));
  }
}

// What a thread starts is the built file that this is in: it does nothing but this then.
if (!isMainThread && parentPort && isTask(workerData)) await serveChecks(parentPort, workerData);
