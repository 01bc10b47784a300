import { Redis } from 'ioredis';
import { type Pace, PACE_MS } from '../github/with-retry.ts';

/**
 * The next free moment of an installation, by the clock of Redis, which is one for all workers. A
 * reservation is kept no longer than it takes.
 */
const RESERVE = `
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local at = math.max(now, tonumber(redis.call('GET', KEYS[1]) or '0'))
redis.call('SET', KEYS[1], at + ARGV[1], 'PX', at + ARGV[1] - now)
return at - now`;

/** Keeps the requests of all workers together apart that write for an installation. */
export class RedisPace {
  readonly #redis: Redis;

  constructor(url: string) {
    this.#redis = new Redis(url, { maxRetriesPerRequest: null });
    // The queue tells of a Redis that is away; this waits for it.
    this.#redis.on('error', () => {});
  }

  of(installation: number): Pace {
    const key = `podseal:pace:${installation}`;
    return {
      reserve: async () => Number(await this.#redis.eval(RESERVE, 1, key, PACE_MS)),
    };
  }

  close(): void {
    this.#redis.disconnect();
  }
}
