import {
  type MessagePort,
  Worker,
  isMainThread,
  parentPort,
  workerData,
} from 'node:worker_threads';
import { TooMuchOutput, runModule } from './wasi.ts';
import { WorkDeadline } from './work-deadline.ts';

/** What a thread is given. */
interface Task {
  readonly role: typeof ROLE;
  readonly module: WebAssembly.Module;
  readonly input: Uint8Array;
}

/** How a run ended. */
export type EngineOutcome =
  | { readonly kind: 'done'; readonly output: Uint8Array }
  | { readonly kind: 'over'; readonly limit: 'time' | 'memory' | 'output' | 'depth' }
  | { readonly kind: 'failed'; readonly why: string };

/** Tells our threads from those of others, such as a test runner's. */
const ROLE = 'podseal-engine';

/** Whether this file was started to run the engine once, and for nothing else. */
const isEngineThread = !isMainThread && isTask(workerData);

function isTask(data: unknown): data is Task {
  return typeof data === 'object' && data !== null && 'role' in data && data.role === ROLE;
}

/** Go's calls are V8's: Helm's bound on includes within includes (1,000) needs more than the usual 4 MB. */
const STACK_MEGABYTES = 32;
/** For the answer's bytes; the module's own memory is not on this heap. */
const HEAP_MEGABYTES = 256;

/** How long a run may take. */
interface EngineDeadline {
  readonly deadlineMs: number;
  /** How many run at the moment. */
  readonly threads: () => number;
}

/** Runs the engine once, in a thread of its own that ends with it, or at the deadline. */
export async function runInThread(
  module: WebAssembly.Module,
  input: Uint8Array,
  { deadlineMs, threads }: EngineDeadline,
): Promise<EngineOutcome> {
  const workerTask: Task = { role: ROLE, module, input };
  const worker = new Worker(new URL(import.meta.url), {
    workerData: workerTask,
    resourceLimits: { maxOldGenerationSizeMb: HEAP_MEGABYTES, stackSizeMb: STACK_MEGABYTES },
  });
  let deadline: WorkDeadline | undefined;
  const outcome = await new Promise<EngineOutcome>((resolve) => {
    const over = { kind: 'over', limit: 'time' } as const;
    deadline = new WorkDeadline(deadlineMs, () => resolve(over), threads);
    worker.on('message', resolve);
    worker.on('error', (error) => resolve(failureOf(error)));
    worker.on('exit', (code) => resolve({ kind: 'failed', why: `its thread ended with ${code}` }));
  });
  deadline?.stop();
  await worker.terminate();
  return outcome;
}

function failureOf(error: unknown): EngineOutcome {
  if (error instanceof TooMuchOutput) return { kind: 'over', limit: 'output' };
  if (error instanceof RangeError && /call stack/.test(error.message)) {
    return { kind: 'over', limit: 'depth' };
  }
  const isMemory =
    error instanceof Error && 'code' in error && error.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return isMemory ? { kind: 'over', limit: 'memory' } : { kind: 'failed', why: String(error) };
}

/** What Go says when the bound on its memory is met. */
const OUT_OF_MEMORY = /out of memory|cannot allocate memory/;
/** What it says when it calls too deeply: a gigabyte of stack is more than its memory. */
const TOO_DEEP = /stack overflow|stack exceeds/;

async function run({ module, input }: Task): Promise<EngineOutcome> {
  try {
    const { code, output, errors } = await runModule(module, input);
    if (code === 0) return { kind: 'done', output };
    if (OUT_OF_MEMORY.test(errors)) return { kind: 'over', limit: 'memory' };
    if (TOO_DEEP.test(errors)) return { kind: 'over', limit: 'depth' };
    return { kind: 'failed', why: errors.split('\n', 1)[0] ?? '' };
  } catch (error) {
    return failureOf(error);
  }
}

/** What a thread does: it runs the engine, and answers. */
async function serveEngine(port: MessagePort): Promise<void> {
  if (!isTask(workerData)) throw new Error('This thread has no task.');
  // oxlint-disable-next-line unicorn/require-post-message-target-origin -- A thread has no origin.
  port.postMessage(await run(workerData));
}

// What a thread starts is the built file that this is in: it does nothing but this then.
if (isEngineThread && parentPort) await serveEngine(parentPort);
