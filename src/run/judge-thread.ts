import {
  type MessagePort,
  Worker,
  isMainThread,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { WorkDeadline } from '../engine/work-deadline.ts';
import { type JudgeTask, performTask } from './judge-task.ts';

/** What a thread says. */
type Message =
  | { readonly kind: 'file'; readonly path: string }
  | { readonly kind: 'done'; readonly result: unknown }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Tells our threads from those of others, such as a test runner's. */
const ROLE = 'podseal-judge';

/** Whether this file was started to judge what the main thread sends, and for nothing else. */
const isJudgeThread = !isMainThread && workerData === ROLE;

/** How much time and memory judging may take: time in which this process works. */
export interface JudgeLimits {
  /** For one file, in one of the steps that it goes through; from when it is first named. */
  readonly fileMs: number;
  /** For all files of a change together. */
  readonly totalMs: number;
  /** Of the thread's heap. */
  readonly heapMegabytes: number;
}

/** How a task ended. */
export type Outcome =
  | { readonly kind: 'done'; readonly result: unknown }
  /** It was ended: `path` is the file that was looked at. */
  | {
      readonly kind: 'over';
      readonly limit: 'time' | 'total time' | 'memory';
      readonly path: string | undefined;
    };

/**
 * As much stack as the main thread has, so that what is nested too deeply for one is for all: the
 * 984 kB that V8 gives, and 192 kB that Node keeps back in a thread (node/src/node_worker.h).
 */
const STACK_MEGABYTES = (984 + 192) / 1024;

/** A thread that judges one change after the other. It runs this program's file. */
export class JudgeThread {
  readonly #limits: JudgeLimits;
  readonly #program: URL | undefined;
  #worker: Worker | undefined;

  /** @param program what the thread runs, instead of this program's file */
  constructor(limits: JudgeLimits, program?: URL) {
    this.#limits = limits;
    this.#program = program;
  }

  /**
   * Does one task, and ends the thread where that takes too much. One at a time.
   *
   * @throws what the judge throws, which is a fault of ours
   */
  async run(task: JudgeTask): Promise<Outcome> {
    const worker = (this.#worker ??= this.#start());
    worker.ref();
    const outcome = await new Promise<Outcome>((resolve, reject) => {
      this.#follow(worker, resolve, reject);
      // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
      worker.postMessage(task);
    }).finally(() => {
      for (const event of ['message', 'error', 'exit']) worker.removeAllListeners(event);
    });
    worker.unref();
    // Not awaited: what can't be ended must not hold up the others.
    if (outcome.kind === 'over') void this.end();
    return outcome;
  }

  async end(): Promise<void> {
    const worker = this.#worker;
    this.#worker = undefined;
    await worker?.terminate();
  }

  #start(): Worker {
    return new Worker(this.#program ?? new URL(import.meta.url), {
      workerData: this.#program ? undefined : ROLE,
      resourceLimits: {
        maxOldGenerationSizeMb: this.#limits.heapMegabytes,
        stackSizeMb: STACK_MEGABYTES,
      },
    });
  }

  #follow(
    worker: Worker,
    resolve: (outcome: Outcome) => void,
    reject: (error: unknown) => void,
  ): void {
    const { fileMs, totalMs } = this.#limits;
    let path: string | undefined;
    const over = (limit: 'time' | 'total time' | 'memory'): void => {
      settle();
      resolve({ kind: 'over', limit, path });
    };
    const total = new WorkDeadline(totalMs, () => over('total time'));
    let deadline: WorkDeadline | undefined;
    const settle = (): void => {
      total.stop();
      deadline?.stop();
    };
    const fail = (error: unknown): void => {
      settle();
      this.#worker = undefined;
      reject(error);
    };
    worker.on('message', (message: Message) => {
      if (message.kind === 'file') {
        ({ path } = message);
        deadline?.stop();
        deadline = new WorkDeadline(fileMs, () => over('time'));
        return;
      }
      settle();
      if (message.kind === 'failed') reject(message.error);
      else resolve(message);
    });
    worker.on('error', (error) => (isOutOfMemory(error) ? over('memory') : fail(error)));
    worker.on('exit', (code) => fail(new Error(`The judging thread ended with ${code}.`)));
  }
}

function isOutOfMemory(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
}

/** What a thread does: it judges what it is sent, until it is ended. */
export function serveTasks(port: MessagePort, perform = performTask): void {
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
  const say = (message: Message): void => port.postMessage(message);
  port.on('message', (task: JudgeTask) => {
    try {
      const result = perform(task, (path) => say({ kind: 'file', path }));
      say({ kind: 'done', result });
    } catch (error) {
      say({ kind: 'failed', error });
    }
  });
}

// What a thread starts is the built file that this is in: it does nothing but this then.
if (isJudgeThread && parentPort) serveTasks(parentPort);
