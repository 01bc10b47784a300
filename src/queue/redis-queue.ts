import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from './job.ts';
import { BROKEN, type Counts, type Handler, type JobQueue, type Verdict } from './queue.ts';
import { Gate } from './gate.ts';
import { RedisLeases, type Taken, isAlone } from './redis-leases.ts';

export interface RedisQueueOptions {
  readonly url: string;
  /** How many jobs this process runs at a time. */
  readonly concurrency: number;
  /** For how long a worker may be silent before others take its jobs. */
  readonly stalledAfterMs: number;
  readonly onError: (error: Error) => void;
}

/** The data of a BullMQ job: it stands for the next job of a queue key. */
interface LeaseTicket {
  readonly key: string;
}

const NAME = 'podseal-keys';

/** How long a webhook waits for Redis before GitHub hears that it failed: GitHub waits 10 s. */
const ADD_TIMEOUT_MS = 5000;

/** How long each step of closing waits for Redis, besides the grace of jobs that run. */
const CLOSE_TIMEOUT_MS = 2000;

/**
 * A queue on Redis, for any number of processes. Our jobs are grouped by queue key. BullMQ's queue has at
 * most one waiting entry for each queue key, and gives the entries in order to free workers. A worker runs
 * the first job of its queue key, then adds the key at the end. If a worker dies, BullMQ's locks give its
 * entry to another worker, which finds the job where it was.
 */
export class RedisQueue implements JobQueue {
  readonly #options: RedisQueueOptions;
  readonly #redis: Redis;
  readonly #keys: RedisLeases;
  readonly #leases: Queue<LeaseTicket>;
  readonly #gate = new Gate();
  readonly #running = new Set<Taken>();
  #workerRedis: Redis | undefined;
  #isClosing = false;
  #worker: Worker<LeaseTicket> | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: RedisQueueOptions) {
    this.#options = options;
    this.#redis = connect(options);
    this.#keys = new RedisLeases(this.#redis);
    this.#leases = new Queue(NAME, {
      connection: this.#redis,
      streams: { events: { maxLen: 100 } },
    });
    this.#leases.on('error', options.onError);
  }

  async add(job: Job, delivery: string): Promise<boolean> {
    return within(ADD_TIMEOUT_MS, async () => {
      const { key, isNew } = await this.#keys.put(job, delivery);
      // Also for a known job: the process that added it may have died before this step.
      await this.#offer(key);
      return isNew;
    });
  }

  async work(handler: Handler): Promise<void> {
    const { concurrency, stalledAfterMs, onError } = this.#options;
    this.#workerRedis = connect(this.#options);
    this.#worker = new Worker<LeaseTicket>(
      NAME,
      async ({ name, data }) =>
        name === 'wake' ? this.#offer(data.key) : this.#attend(data.key, handler),
      {
        connection: this.#workerRedis,
        concurrency,
        lockDuration: stalledAfterMs,
        stalledInterval: stalledAfterMs,
        // A job that kills its workers is given up by its number of losses, not here.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
      },
    );
    this.#worker.on('error', onError);
    const sweep = (): void => void this.#offerOverdue().catch(onError);
    this.#sweep = setInterval(sweep, stalledAfterMs);
    sweep();
  }

  async counts(): Promise<Counts> {
    return within(ADD_TIMEOUT_MS, async () => {
      const [{ jobs, dead }, overdue, active] = await Promise.all([
        this.#keys.sizes(),
        this.#keys.overdue(),
        this.#leases.getActiveCount(),
      ]);
      const since = overdue.reduce((first, key) => Math.min(first, key.since), Date.now());
      return { waiting: Math.max(0, jobs - active), active, dead, overdueMs: Date.now() - since };
    });
  }

  async close(graceMs: number): Promise<void> {
    this.#isClosing = true;
    clearInterval(this.#sweep);
    const { onError } = this.#options;
    await within(graceMs, async () => this.#worker?.close(), 'jobs did not end').catch(onError);
    // Redis may be unreachable. Then no job is lost: other processes find the jobs in their queue keys.
    const release = async (): Promise<unknown> =>
      Promise.all([...this.#running].map(async (taken) => this.#keys.release(taken)));
    await within(CLOSE_TIMEOUT_MS, release).catch(onError);
    await within(CLOSE_TIMEOUT_MS, async () => this.#leases.close()).catch(onError);
    this.#workerRedis?.disconnect();
    this.#redis.disconnect();
  }

  /** Adds a queue key at the end of those that wait, unless it waits already. */
  async #offer(key: string, delay = 0): Promise<void> {
    const kept = { removeOnComplete: true, removeOnFail: true };
    if (delay > 0) {
      await this.#leases.add('wake', { key }, { ...kept, delay });
      return;
    }
    const deduplication = { id: key, keepLastIfActive: true };
    await this.#leases.add('turn', { key }, { ...kept, deduplication });
  }

  async #attend(key: string, handler: Handler): Promise<void> {
    const taken = await this.#keys.take(key);
    if (!taken) return;
    const due = 'due' in taken ? taken.due : await this.#do(taken, handler);
    if (due !== undefined) await this.#offer(key, due - Date.now());
  }

  async #do(taken: Taken, handler: Handler): Promise<number | undefined> {
    return this.#gate.run(isAlone(taken), async () => {
      // The queue key has waited for those before it; any process may take it now.
      if (this.#isClosing) return this.#keys.settle(taken, { state: 'later', afterMs: 0 });
      const tries = await this.#keys.begin(taken);
      if (tries === 0) return this.#keys.settle(taken, { state: 'done' });
      this.#running.add(taken);
      try {
        return await this.#keys.settle(taken, await this.#ask(handler, taken, tries));
      } finally {
        this.#running.delete(taken);
      }
    });
  }

  async #ask(handler: Handler, taken: Taken, tries: number): Promise<Verdict> {
    const { job, isInterrupted } = taken;
    const losses = isInterrupted ? taken.losses : 0;
    const isCurrent = async (): Promise<boolean> => this.#keys.isCurrent(taken);
    return handler({ job, tries, losses, isCurrent }).catch((error: unknown) => {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      return BROKEN;
    });
  }

  /** Adds queue keys whose job is overdue: the process that should have added them may have died. */
  async #offerOverdue(): Promise<void> {
    const limit = Date.now() - this.#options.stalledAfterMs;
    for (const { key, since } of await this.#keys.overdue()) {
      // oxlint-disable-next-line no-await-in-loop
      if (since < limit) await this.#offer(key);
    }
  }
}

function connect({ url, onError }: RedisQueueOptions): Redis {
  // BullMQ requires this: a command waits until Redis is reachable again, without a time limit.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  return redis;
}

/** @throws when it takes longer */
async function within<T>(
  limitMs: number,
  task: () => Promise<T>,
  fault = 'Redis gave no answer',
): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`${fault} within ${limitMs} ms`)), limitMs);
  });
  try {
    return await Promise.race([task(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
