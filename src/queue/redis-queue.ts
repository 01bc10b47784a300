import { Queue, Worker } from 'bullmq';
import { Redis } from 'ioredis';
import type { Job } from './job.ts';
import { BROKEN, type Counts, type Handler, type JobQueue } from './queue.ts';
import { RedisLanes, type Taken } from './redis-lanes.ts';

export interface RedisQueueOptions {
  readonly url: string;
  /** How many jobs this process does at a time. */
  readonly concurrency: number;
  /** For how long a worker may be silent before others take its jobs. */
  readonly silenceMs: number;
  readonly onError: (error: Error) => void;
}

/** What waits in BullMQ: the turn of a lane. */
interface LaneTurn {
  readonly lane: string;
}

const NAME = 'podseal-lanes';

/** How long a webhook waits for Redis before GitHub hears that it failed: GitHub waits 10 s. */
const ADD_TIMEOUT_MS = 5000;

/**
 * A queue on Redis, for any number of processes. The jobs are in lanes; BullMQ holds at most one
 * waiting turn of each lane, and hands out turns in order, to whoever is free. Who has a lane's turn
 * does its first job, and puts the lane back at the end. BullMQ's locks give the turn of a worker that
 * died to another, which finds the job where it was.
 */
export class RedisQueue implements JobQueue {
  readonly #options: RedisQueueOptions;
  readonly #redis: Redis;
  readonly #lanes: RedisLanes;
  readonly #turns: Queue<LaneTurn>;
  #worker: Worker<LaneTurn> | undefined;
  #sweep: NodeJS.Timeout | undefined;

  constructor(options: RedisQueueOptions) {
    this.#options = options;
    this.#redis = connect(options);
    this.#lanes = new RedisLanes(this.#redis);
    this.#turns = new Queue(NAME, {
      connection: this.#redis,
      streams: { events: { maxLen: 100 } },
    });
    this.#turns.on('error', options.onError);
  }

  async add(job: Job, delivery: string): Promise<boolean> {
    return within(ADD_TIMEOUT_MS, async () => {
      const { lane, isNew } = await this.#lanes.put(job, delivery);
      // Also when it is known: who took it in may have died before this.
      await this.#offer(lane);
      return isNew;
    });
  }

  async work(handler: Handler): Promise<void> {
    const { concurrency, silenceMs, onError } = this.#options;
    this.#worker = new Worker<LaneTurn>(
      NAME,
      async ({ name, data }) =>
        name === 'wake' ? this.#offer(data.lane) : this.#attend(data.lane, handler),
      {
        connection: connect(this.#options),
        concurrency,
        lockDuration: silenceMs,
        stalledInterval: silenceMs,
        // A job that kills its worker dies by the number of its tries, not here.
        maxStalledCount: Number.MAX_SAFE_INTEGER,
      },
    );
    this.#worker.on('error', onError);
    const sweep = (): void => void this.#offerOverdue().catch(onError);
    this.#sweep = setInterval(sweep, silenceMs);
    sweep();
  }

  async counts(): Promise<Counts> {
    return within(ADD_TIMEOUT_MS, async () => {
      const [{ jobs, dead }, overdue, active] = await Promise.all([
        this.#lanes.sizes(),
        this.#lanes.overdue(),
        this.#turns.getActiveCount(),
      ]);
      const since = Math.min(Date.now(), ...overdue.map((lane) => lane.since));
      return { waiting: Math.max(0, jobs - active), active, dead, overdueMs: Date.now() - since };
    });
  }

  async close(graceMs: number): Promise<void> {
    clearInterval(this.#sweep);
    const worker = this.#worker;
    if (worker) await within(graceMs, async () => worker.close()).catch(() => worker.close(true));
    await this.#turns.close();
    this.#redis.disconnect();
  }

  /** Puts a lane at the end of those that wait for their turn, unless it waits already. */
  async #offer(lane: string, delay = 0): Promise<void> {
    const kept = { removeOnComplete: true, removeOnFail: true };
    if (delay > 0) {
      await this.#turns.add('wake', { lane }, { ...kept, delay });
      return;
    }
    const deduplication = { id: lane, keepLastIfActive: true };
    await this.#turns.add('turn', { lane }, { ...kept, deduplication });
  }

  async #attend(lane: string, handler: Handler): Promise<void> {
    const taken = await this.#lanes.take(lane);
    if (!taken) return;
    const due = 'due' in taken ? taken.due : await this.#do(taken, handler);
    if (due !== undefined) await this.#offer(lane, due - Date.now());
  }

  async #do(taken: Taken, handler: Handler): Promise<number | undefined> {
    const { job, tries } = taken;
    const isCurrent = async (): Promise<boolean> => this.#lanes.isCurrent(taken);
    const verdict = await handler({ job, tries, isCurrent }).catch((error: unknown) => {
      this.#options.onError(error instanceof Error ? error : new Error(String(error)));
      return BROKEN;
    });
    return this.#lanes.settle(taken, verdict);
  }

  /** Gives a turn to lanes that should have had theirs: who was to offer it may have died. */
  async #offerOverdue(): Promise<void> {
    const limit = Date.now() - this.#options.silenceMs;
    for (const { lane, since } of await this.#lanes.overdue()) {
      // oxlint-disable-next-line no-await-in-loop
      if (since < limit) await this.#offer(lane);
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
