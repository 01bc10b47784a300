import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type Job, installationOf, jobId, queueKeyOf } from './job.ts';
import { MAX_DEAD, REMEMBERED_MS, type Verdict } from './queue.ts';

/** Prefix of our keys in Redis, beside BullMQ's. */
const PREFIX = 'podseal';

/**
 * Common to the scripts: a queue key's jobs by id, when each is due, how often each was started, and for all
 * queue keys when their next job is due. KEYS: jobs, due, tries, queue keys; ARGV 1: the queue key.
 */
const HEADER = `
local jobs, due, tries, keys, key = KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1]
local function note()
  local first = redis.call('ZRANGE', due, 0, 0, 'WITHSCORES')
  if first[2] then redis.call('ZADD', keys, first[2], key) else redis.call('ZREM', keys, key) end
  return first[2] or ''
end
`;

/** Adds a job, once for each delivery. An event older than the waiting one is dropped. */
const PUT = `${HEADER}
local seen, now, ttl, id, entry = KEYS[5], ARGV[2], ARGV[3], ARGV[4], ARGV[5]
if not redis.call('SET', seen, 1, 'NX', 'PX', ttl) then return 0 end
local waiting = redis.call('HGET', jobs, id)
local at = waiting and cjson.decode(waiting).job.at
local newer = cjson.decode(entry).job.at
if at and newer and at > newer then return 1 end
redis.call('HSET', jobs, id, entry)
redis.call('HDEL', tries, id)
redis.call('ZADD', due, 'LT', now, id)
note()
return 1
`;

/**
 * Takes the lease of a queue key: its job that is due first. A job that is already marked as running was
 * interrupted: its process ended, or hung so that the lease went on. That does not count as a try, since
 * another job of that process may be the reason. If the job ran alone, it is the reason: that is counted as
 * a loss, and kept when a newer event replaces the job.
 */
const TAKE = `${HEADER}
local holder, paused, marks, losses = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local now, me = ARGV[2], ARGV[3]
local wait = redis.call('GET', paused)
if wait then return { wait } end
local id = redis.call('ZRANGE', due, 0, 0)[1]
if not id or tonumber(redis.call('ZSCORE', due, id)) > tonumber(now) then return { note() } end
redis.call('SET', holder, me, 'PX', ${REMEMBERED_MS})
local mark = redis.call('HGET', marks, id)
if mark and mark ~= 'interrupted' then
  if string.sub(mark, 1, 6) == 'alone ' then
    redis.call('HINCRBY', losses, id, 1)
    redis.call('PEXPIRE', losses, ${REMEMBERED_MS})
  end
  if tonumber(redis.call('HGET', tries, id) or 0) > 0 then redis.call('HINCRBY', tries, id, -1) end
  redis.call('HSET', marks, id, 'interrupted')
end
local lost = redis.call('HGET', losses, id) or 0
return { note(), id, redis.call('HGET', jobs, id), lost, mark and 1 or 0 }
`;

/** Starts a leased job: counts and marks it, unless it was replaced or its lease was lost. */
const BEGIN = `${HEADER}
local holder, marks = KEYS[5], KEYS[6]
local me, id, entry, mark = unpack(ARGV, 2, 5)
if redis.call('GET', holder) ~= me or redis.call('HGET', jobs, id) ~= entry then return 0 end
redis.call('HSET', marks, id, mark)
return redis.call('HINCRBY', tries, id, 1)
`;

/** Ends a lease. A job that was replaced meanwhile, or is leased by another process, is not changed. */
const SETTLE = `${HEADER}
local holder, paused, dead, seen, marks, losses = unpack(KEYS, 5, 10)
local me, id, entry, state, at, wait, death, mark = unpack(ARGV, 2, 9)
if redis.call('HGET', marks, id) == mark then redis.call('HDEL', marks, id) end
if state == 'pause' then redis.call('SET', paused, at, 'PX', wait) end
if redis.call('GET', holder) ~= me or redis.call('HGET', jobs, id) ~= entry then return note() end
if state == 'later' then
  redis.call('ZADD', due, at, id)
  return note()
end
if state == 'pause' then
  redis.call('HINCRBY', tries, id, -1)
  return at
end
redis.call('HDEL', jobs, id)
redis.call('HDEL', tries, id)
redis.call('ZREM', due, id)
if state == 'done' then redis.call('HDEL', losses, id) end
if state == 'dead' then
  redis.call('LPUSH', dead, death)
  redis.call('LTRIM', dead, 0, ${MAX_DEAD - 1})
  redis.call('DEL', seen)
end
return note()
`;

/** Marks a job whose process stops before the job's end for another reason than the job. */
const RELEASE = `
if redis.call('HGET', KEYS[1], ARGV[1]) == ARGV[2] then redis.call('HDEL', KEYS[1], ARGV[1]) end
`;

/** A job in a queue key of Redis. */
interface Entry {
  readonly job: Job;
  readonly delivery: string;
}

/** A leased job, with what identifies its lease. */
export interface Taken extends Entry {
  readonly key: string;
  readonly id: string;
  /** How often a process ended or hung that ran this job alone; kept when the pull request is pushed to. */
  readonly losses: number;
  /** Whether its last run ended so, alone or not. */
  readonly isInterrupted: boolean;
  readonly holder: string;
  /** The entry as it is in Redis, byte for byte. */
  readonly raw: string;
}

/** The queue keys and their jobs in Redis. Each step is one script, so that a crash can't leave half of it. */
export class RedisLeases {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** @returns the queue key of the job, and whether the delivery was new */
  async put(job: Job, delivery: string): Promise<{ key: string; isNew: boolean }> {
    const key = queueKeyOf(job);
    const entry: Entry = { job, delivery };
    const keys = [...keysOf(key), seenKey(delivery)];
    const args = [key, Date.now(), REMEMBERED_MS, jobId(job), JSON.stringify(entry)];
    const added = await this.#redis.eval(PUT, keys.length, ...keys, ...args);
    return { key, isNew: added === 1 };
  }

  /** @returns the leased job, or when the next one is due, or nothing if the key is empty */
  async take(key: string): Promise<Taken | { readonly due: number } | undefined> {
    const holder = randomUUID();
    const keys = [
      ...keysOf(key),
      ...[holderKey(key), pausedKey(key), marksKey(key), lossesKey(key)],
    ];
    const found = await this.#redis.eval(TAKE, keys.length, ...keys, key, Date.now(), holder);
    const [due = '', id, raw, losses, mark] = (Array.isArray(found) ? found : []).map(String);
    if (id === undefined || raw === undefined) return due === '' ? undefined : { due: Number(due) };
    const entry: Entry = JSON.parse(raw);
    return { ...entry, key, id, losses: Number(losses), isInterrupted: mark === '1', holder, raw };
  }

  /** @returns how often the job was started, this time included; 0 if the lease was lost */
  async begin({ key, id, holder, raw, ...taken }: Taken): Promise<number> {
    const keys = [...keysOf(key), holderKey(key), marksKey(key)];
    const args = [key, holder, id, raw, markOf({ ...taken, holder })];
    return Number(await this.#redis.eval(BEGIN, keys.length, ...keys, ...args));
  }

  /** Notes that the process ends before the job does, and that the job is not the reason. */
  async release(taken: Taken): Promise<void> {
    await this.#redis.eval(RELEASE, 1, marksKey(taken.key), taken.id, markOf(taken));
  }

  /** Whether this process still has the lease. */
  async isCurrent({ key, id, holder, raw }: Taken): Promise<boolean> {
    const [jobs] = keysOf(key);
    const [now, waiting] = await Promise.all([
      this.#redis.get(holderKey(key)),
      this.#redis.hget(jobs, id),
    ]);
    return now === holder && waiting === raw;
  }

  /** @returns when the queue key's next job is due; undefined when there is none */
  async settle(taken: Taken, verdict: Verdict): Promise<number | undefined> {
    const { key, id, holder, raw, job, delivery } = taken;
    const keys = [
      ...keysOf(key),
      ...[holderKey(key), pausedKey(key), `${PREFIX}:dead`, seenKey(delivery)],
      ...[marksKey(key), lossesKey(key)],
    ];
    const at = new Date().toISOString();
    const death = verdict.state === 'dead' ? { at, reason: verdict.reason, job } : {};
    const wait = 'afterMs' in verdict ? Math.ceil(verdict.afterMs) : 1;
    const due = await this.#redis.eval(
      SETTLE,
      keys.length,
      ...keys,
      ...[key, holder, id, raw, verdict.state],
      String(Date.now() + wait),
      String(wait),
      JSON.stringify(death),
      markOf(taken),
    );
    return due === '' ? undefined : Number(due);
  }

  /** The queue keys that have a job which is due, with the time since when. */
  async overdue(): Promise<{ key: string; since: number }[]> {
    const found = await this.#redis.zrangebyscore(allKeys, 0, Date.now(), 'WITHSCORES');
    return found.flatMap((key, at) =>
      at % 2 === 0 ? [{ key, since: Number(found[at + 1]) }] : [],
    );
  }

  /** How many jobs are in all queue keys, and how many have died. */
  async sizes(): Promise<{ jobs: number; dead: number }> {
    const keys = await this.#redis.zrangebyscore(allKeys, '-inf', '+inf');
    const sizes = await Promise.all(keys.map(async (key) => this.#redis.hlen(keysOf(key)[0])));
    const dead = await this.#redis.llen(`${PREFIX}:dead`);
    return { jobs: sizes.reduce((sum, size) => sum + size, 0), dead };
  }
}

const allKeys = `${PREFIX}:keys`;

function keysOf(key: string): [jobs: string, due: string, tries: string, keys: string] {
  const prefix = `${PREFIX}:key:${key}`;
  return [`${prefix}:jobs`, `${prefix}:due`, `${prefix}:tries`, allKeys];
}

function holderKey(key: string): string {
  return `${PREFIX}:key:${key}:holder`;
}

/** The jobs of a queue key that are running, or were when their process ended. */
function marksKey(key: string): string {
  return `${PREFIX}:key:${key}:marks`;
}

function lossesKey(key: string): string {
  return `${PREFIX}:key:${key}:losses`;
}

/**
 * Whether a job has to run alone: after an interruption, to find out which of the jobs that ran together is
 * the reason.
 */
export function isAlone({
  losses,
  isInterrupted,
}: Pick<Taken, 'losses' | 'isInterrupted'>): boolean {
  return isInterrupted || losses > 0;
}

/** The mark of a running job: by whom and how. TAKE reads its first word. */
function markOf(taken: Pick<Taken, 'losses' | 'isInterrupted' | 'holder'>): string {
  return `${isAlone(taken) ? 'alone' : 'beside'} ${taken.holder}`;
}

function pausedKey(key: string): string {
  return `${PREFIX}:paused:${installationOf(key)}`;
}

function seenKey(delivery: string): string {
  return `${PREFIX}:seen:${delivery}`;
}
