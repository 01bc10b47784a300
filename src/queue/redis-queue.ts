import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from './job.ts';
import { BROKEN, type Counts, type Handler, type JobQueue } from './queue.ts';
import { RedisLeases, type Taken } from './redis-leases.ts';

export interface RedisQueueOptions {
  readonly url: string;
  /** How many jobs this process does at a time. */
  readonly concurrency: number;
  /** For how long a worker may be silent before others take its jobs. */
  readonly stalledAfterMs: number;
  readonly onError: (error: Error) => void;
}

/** What waits in BullMQ: the turn of a queue key. */
interface LeaseTicket {
  readonly key: string;
}

const NAME = 'podseal-keys';

/** How long a webhook waits for Redis before GitHub hears that it failed: GitHub waits 10 s. */
const ADD_TIMEOUT_MS = 5000;

/**
 * A queue on Redis, for any number of processes. The jobs are in queue keys; BullMQ holds at most one
 * waiting turn of each queue key, and hands out turns in order, to whoever is free. Who has a queue key's turn
 * does its first job, and puts the queue key back at the end. BullMQ's locks give the turn of a worker that
 * died to another, which finds the job where it was.
 */
export class RedisQueue implements JobQueue {
  readonly #options: RedisQueueOptions;
  readonly #redis: Redis;
  readonly #keys: RedisLeases;
  readonly #leases: Queue<LeaseTicket>;
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
      // Also when it is known: who took it in may have died before this.
      await this.#offer(key);
      return isNew;
    });
  }

  async work(handler: Handler): Promise<void> {
    const { concurrency, stalledAfterMs, onError } = this.#options;
    this.#worker = new Worker<LeaseTicket>(
      NAME,
      async ({ name, data }) =>
        name === 'wake' ? this.#offer(data.key) : this.#attend(data.key, handler),
      {
        connection: connect(this.#options),
        concurrency,
        lockDuration: stalledAfterMs,
        stalledInterval: stalledAfterMs,
        // A job that kills its worker dies by the number of its tries, not here.
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
    clearInterval(this.#sweep);
    const worker = this.#worker;
    if (worker) await within(graceMs, async () => worker.close()).catch(() => worker.close(true));
    await this.#leases.close();
    this.#redis.disconnect();
  }

  /** Puts a queue key at the end of those that wait for their lease, unless it waits already. */
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
    const { job, tries } = taken;
    const isCurrent = async (): Promise<boolean> => this.#keys.isCurrent(taken);
    const verdict = await handler({ job, tries, isCurrent }).catch((error: unknown) => {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      return BROKEN;
    });
    return this.#keys.settle(taken, verdict);
  }

  /** Gives a turn to queue keys that should have had theirs: who was to offer it may have died. */
  async #offerOverdue(): Promise<void> {
    const limit = Date.now() - this.#options.stalledAfterMs;
    for (const { key, since } of await this.#keys.overdue()) {
      // oxlint-disable-next-line no-await-in-loop
      if (since < limit) await this.#offer(key);
    }
  }
}

function connect({ url, onError }: RedisQueueOptions): Redis {
  // BullMQ asks for it: a command waits for Redis to come back, however long.
  const redis = new Redis(url, { maxRetriesPerRequest: null });
  redis.on('error', onError);
  return redis;
}

/** @throws when it takes longer */
async function within<T>(limitMs: number, task: () => Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`Redis gave no answer within ${limitMs} ms`)),
      limitMs,
    );
  });
  try {
    return await Promise.race([task(), timeout]);
  } finally {
    clearTimeout(timer);
  }
}
