import { randomUUID } from 'node:crypto';
import type { Redis } from 'ioredis';
import { type Job, installationOf, jobId, queueKeyOf } from './job.ts';
import { MAX_DEAD, REMEMBERED_MS, type Verdict } from './queue.ts';

/** Begins with a letter of its own, beside BullMQ's keys. */
const PREFIX = 'podseal';

/**
 * Common to the scripts: a queue key's jobs by id, when each is due and how often it was begun, and of all
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

/** A job comes in, once for each delivery. An event that is older than the one that waits is none. */
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

/** A queue key's lease: the job that is due first, counted as begun, and who has the turn from now on. */
const TAKE = `${HEADER}
local holder, paused, now, me = KEYS[5], KEYS[6], ARGV[2], ARGV[3]
local wait = redis.call('GET', paused)
if wait then return { wait } end
local id = redis.call('ZRANGE', due, 0, 0)[1]
if not id or tonumber(redis.call('ZSCORE', due, id)) > tonumber(now) then return { note() } end
redis.call('SET', holder, me, 'PX', ${REMEMBERED_MS})
return { note(), id, redis.call('HGET', jobs, id), redis.call('HINCRBY', tries, id, 1) }
`;

/** The end of a lease. What was replaced meanwhile, or is in other hands, is left as it is. */
const SETTLE = `${HEADER}
local holder, paused, dead, seen = KEYS[5], KEYS[6], KEYS[7], KEYS[8]
local me, id, entry, state, at, wait, death = unpack(ARGV, 2, 8)
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
if state == 'dead' then
  redis.call('LPUSH', dead, death)
  redis.call('LTRIM', dead, 0, ${MAX_DEAD - 1})
  redis.call('DEL', seen)
end
return note()
`;

/** A job in a queue key of Redis. */
interface Entry {
  readonly job: Job;
  readonly delivery: string;
}

/** A job that was taken, with all that says whose turn it is. */
export interface Taken extends Entry {
  readonly key: string;
  readonly id: string;
  readonly tries: number;
  readonly holder: string;
  /** The entry as it is in Redis, byte for byte. */
  readonly raw: string;
}

/** The queue keys of jobs, in Redis. Each step is one script, so that no crash leaves half of it. */
export class RedisLeases {
  readonly #redis: Redis;

  constructor(redis: Redis) {
    this.#redis = redis;
  }

  /** @returns the queue key that has a job now, and whether the delivery was a new one */
  async put(job: Job, delivery: string): Promise<{ key: string; isNew: boolean }> {
    const key = queueKeyOf(job);
    const entry: Entry = { job, delivery };
    const keys = [...keysOf(key), seenKey(delivery)];
    const args = [key, Date.now(), REMEMBERED_MS, jobId(job), JSON.stringify(entry)];
    const added = await this.#redis.eval(PUT, keys.length, ...keys, ...args);
    return { key, isNew: added === 1 };
  }

  /** @returns the job whose turn it is, or when the next one is due, or nothing in an empty key */
  async take(key: string): Promise<Taken | { readonly due: number } | undefined> {
    const holder = randomUUID();
    const keys = [...keysOf(key), holderKey(key), pausedKey(key)];
    const found = await this.#redis.eval(TAKE, keys.length, ...keys, key, Date.now(), holder);
    const [due = '', id, raw, tries] = (Array.isArray(found) ? found : []).map(String);
    if (id === undefined || raw === undefined) return due === '' ? undefined : { due: Number(due) };
    const entry: Entry = JSON.parse(raw);
    return { ...entry, key, id, tries: Number(tries), holder, raw };
  }

  /** Whether what was taken is still ours to do. */
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

function pausedKey(key: string): string {
  return `${PREFIX}:paused:${installationOf(key)}`;
}

function seenKey(delivery: string): string {
  return `${PREFIX}:seen:${delivery}`;
}
