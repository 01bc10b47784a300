import { RequestError } from '@octokit/request-error';
import { describe, expect, it } from 'vitest';
import {
  GraphQlError,
  type GraphQlFault,
  StopError,
  isBroken,
  isTooMuch,
  statusOf,
  stopOf,
} from '../../src/github/github-errors.ts';
import { limitWait } from '../../src/github/limits.ts';
import { describeObstacle, isForbidden, needs, obstacleOf } from '../../src/github/permissions.ts';
import { BrokenAnswer } from '../../src/github/shape.ts';
import { PACE_MS, type Sending, makePace, withRetry } from '../../src/github/with-retry.ts';

type Headers = Readonly<Record<string, string>>;

function answered(
  status: number,
  headers: Headers = {},
  data: unknown = {},
  message = `status ${status}`,
): RequestError {
  const request = { method: 'GET', url: 'https://api.github.com/x', headers: {} } as const;
  const response = { status, url: request.url, headers, data, retryCount: 0 };
  return new RequestError(message, status, { request, response });
}

/** A connection that broke: there is no answer. */
function unanswered(): RequestError {
  const request = { method: 'GET', url: 'https://api.github.com/x', headers: {} } as const;
  return new RequestError('fetch failed', 500, { request });
}

function graphQl(fault: Partial<GraphQlFault>, headers: Headers = {}): GraphQlError {
  return new GraphQlError([{ message: '', ...fault }], headers);
}

class Stop extends StopError {}

const READ: Sending = { name: 'GET /x', isWrite: false, isOnce: false };
const LIMITED = answered(429, { 'retry-after': '7' });

/** Sends a request whose tries end so, one after the other; an Error is thrown. */
function sender(policy: Partial<Parameters<typeof withRetry>[0]> = {}) {
  const slept: number[] = [];
  const logged: string[] = [];
  let now = 0;
  const clock = {
    now: () => now,
    sleep: async (time: number) => {
      slept.push(time);
      now += time;
    },
    log: (text: string) => {
      logged.push(text);
    },
  };
  const send = withRetry({
    clock,
    pace: { reserve: async () => 3 },
    pausesMs: [100, 200],
    maxWaitMs: 10_000,
    maxTotalWaitMs: 15_000,
    tooLong: (wait) => new Error(`too long: ${wait}`),
    ...policy,
  });
  return {
    slept,
    logged,
    send: async (ends: readonly unknown[], sending: Partial<Sending> = {}) => {
      const left = [...ends];
      return send({ ...READ, ...sending }, async () => {
        const end = left.shift();
        if (end instanceof Error) throw end;
        return end;
      });
    },
  };
}

describe('a request', () => {
  it('is sent again after a pause where the answer got lost, so often and no more', async () => {
    const { send, slept } = sender();
    expect(await send([answered(502), unanswered(), 'there'])).toBe('there');
    expect(slept).toEqual([100, 200]);
    const last = answered(504);
    await expect(send([answered(502), answered(503), last, 'late'])).rejects.toBe(last);
  });

  it.each([
    ['that GitHub refuses', answered(404), {}],
    ['that must not be carried out twice', answered(502), { isOnce: true }],
  ])('%s is sent once', async (_, error, sending) => {
    const { send, slept } = sender();
    await expect(send([error, 'late'], sending)).rejects.toBe(error);
    expect(slept).toEqual([]);
  });

  it('waits for a limit, also where it must not be carried out twice, and says so', async () => {
    const { send, slept, logged } = sender();
    expect(await send([LIMITED, 'there'], { isOnce: true })).toBe('there');
    expect(slept).toEqual([7000]);
    expect(logged).toEqual(["GitHub's limit is reached: waiting 7 s before GET /x."]);
  });

  it('waits as long as it may, and no longer', async () => {
    const { send, slept } = sender();
    const ten = answered(429, { 'retry-after': '10' });
    expect(await send([ten, 'there'])).toBe('there');
    const five = answered(429, { 'retry-after': '5' });
    expect(await send([five, 'there'])).toBe('there');
    expect(slept).toEqual([10_000, 5000]);
    await expect(send([answered(429, { 'retry-after': '1' }), 'late'])).rejects.toThrow(
      'too long: 1000',
    );
    const other = sender();
    await expect(other.send([answered(429, { 'retry-after': '11' }), 'late'])).rejects.toThrow(
      'too long: 11000',
    );
    expect(other.slept).toEqual([]);
  });

  it('waits twice as long each time where GitHub does not say how long', async () => {
    const { send, slept } = sender({ maxWaitMs: 1e9, maxTotalWaitMs: 1e9 });
    await send([answered(429), answered(502), answered(429), 'there']);
    expect(slept).toEqual([60_000, 100, 120_000]);
  });

  it('is not sent once a limit lasts too long, or all was stopped', async () => {
    const limited = sender();
    const tooLong = answered(429, { 'retry-after': '60' });
    await expect(limited.send([tooLong])).rejects.toThrow('too long: 60000');
    await expect(limited.send(['there'])).rejects.toThrow('too long: 60000');
    const stopped = sender();
    const stop = new Stop('stop');
    await expect(stopped.send([new Error('failed', { cause: stop }), 'late'])).rejects.toBe(stop);
    await expect(stopped.send(['there'])).rejects.toBe(stop);
  });

  it('that writes keeps to the pace, each time that it is sent', async () => {
    const { send, slept } = sender();
    await send([answered(502), 'there'], { isWrite: true });
    expect(slept).toEqual([3, 100, 3]);
  });

  it('ends when its time is over', async () => {
    const { send, slept } = sender({ timeoutMs: 5, pausesMs: [] });
    expect(await send(['there'])).toBe('there');
    expect(slept).toEqual([]);
    const waiting = withRetry({
      clock: { now: () => 0, sleep: async () => {}, log: () => {} },
      pace: makePace({ now: () => 0 }),
      pausesMs: [],
      maxWaitMs: 0,
      maxTotalWaitMs: 0,
      tooLong: () => new Error('too long'),
      timeoutMs: 5,
    });
    const ended = waiting(READ, async (signal) => {
      await new Promise((resolve) => {
        signal.addEventListener('abort', resolve);
      });
      throw signal.reason;
    });
    await expect(ended).rejects.toThrow(/timeout/i);
  });
});

it('the pace of a process is a second between requests, and none for the first', async () => {
  let now = 5000;
  const pace = makePace({ now: () => now });
  expect([await pace.reserve(), await pace.reserve()]).toEqual([0, PACE_MS]);
  now += 500;
  expect(await pace.reserve()).toBe(2 * PACE_MS - 500);
  now += 10_000;
  expect(await pace.reserve()).toBe(0);
});

describe('a limit', () => {
  const NOW = 1_000_000_000;
  const reset = String(NOW / 1000 + 90);

  it.each([
    ['a time to wait', answered(403, { 'retry-after': '3' }), 3000],
    ['status 429', answered(429), 60_000],
    ['nothing left', answered(403, { 'x-ratelimit-remaining': '0' }), 60_000],
    [
      'nothing left until then',
      answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': reset }),
      90_000,
    ],
    [
      'nothing left until a moment ago',
      answered(403, { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(NOW / 1000 - 5) }),
      1000,
    ],
    [
      'a secondary limit',
      answered(
        403,
        { 'x-ratelimit-remaining': '9', 'x-ratelimit-reset': reset },
        {
          message: 'You have exceeded a secondary rate limit.',
        },
      ),
      60_000,
    ],
    ['abuse', answered(422, {}, { errors: [{ code: 'x' }, { code: 'abuse' }] }), 60_000],
    ['a type of GraphQL', graphQl({ type: 'RATE_LIMITED' }), 60_000],
    ['words of GraphQL', graphQl({ message: 'You have exceeded a secondary rate limit' }), 60_000],
    ['a time of GraphQL', graphQl({}, { 'retry-after': '2' }), 2000],
  ])('is told by %s', (_, error, wait) => {
    expect(limitWait(error, NOW, 0)).toBe(wait);
  });

  it.each([
    ['a permission that is missing', answered(403, { 'x-ratelimit-remaining': '9' })],
    ['what is not there', answered(404, { 'retry-after': '3' })],
    ['a fault of GitHub', answered(502, { 'x-ratelimit-remaining': '0' })],
    ['what is not valid', answered(422, {}, { errors: [{ code: 'invalid' }] })],
    ['what is not valid at all', answered(422, {}, 'abuse')],
    ['errors that are no list', answered(422, {}, { errors: 'abuse' })],
    ['nothing', answered(422, {}, null)],
    ['a connection that broke', unanswered()],
    ['a fault of GraphQL', graphQl({ type: 'NOT_FOUND', message: 'no limit' })],
    ['another error', new Error('rate limit')],
  ])('is not told by %s', (_, error) => {
    expect(limitWait(error, NOW, 0)).toBeUndefined();
  });
});

describe('an error', () => {
  it('is broken where what was asked for may be done or not', () => {
    const timeout = new Error('x');
    timeout.name = 'TimeoutError';
    const broken = [
      ...[answered(500), answered(503), unanswered(), timeout, new BrokenAnswer('x')],
      graphQl({ message: 'Something went wrong while executing your query.' }),
      graphQl({ message: 'timed out' }),
    ];
    expect(broken.map(isBroken)).toEqual(broken.map(() => true));
    const whole = [
      ...[answered(499), new Error('TimeoutError'), 'text', new Stop('x')],
      new BrokenAnswer('x', { cause: new Stop('x') }),
      graphQl({ type: 'X', message: 'Something went wrong' }),
      graphQl({ message: 'Field does not exist' }),
    ];
    expect(whole.map(isBroken)).toEqual(whole.map(() => false));
  });

  it('has a status where GitHub answered, and what stopped all is found in its causes', () => {
    expect([answered(404), unanswered(), new Error('x')].map(statusOf)).toEqual([
      404,
      undefined,
      undefined,
    ]);
    const stop = new Stop('x');
    expect(stopOf(new Error('a', { cause: new Error('b', { cause: stop }) }))).toBe(stop);
    expect([new Error('a'), 'text', undefined].map(stopOf)).toEqual(Array(3).fill(undefined));
  });

  it('asks for less where a query is too much', () => {
    const types = ['RESOURCE_LIMITS_EXCEEDED', 'MAX_NODE_LIMIT_EXCEEDED', 'NOT_FOUND', undefined];
    expect(types.map((type) => isTooMuch(graphQl({ type })))).toEqual([true, true, false, false]);
    expect(isTooMuch(answered(403))).toBe(false);
  });
});

describe('what GitHub refuses', () => {
  it('is a permission that is missing, or a lock; never a limit', () => {
    const refused = [answered(403), answered(404), graphQl({ type: 'FORBIDDEN' })];
    expect(refused.map(isForbidden)).toEqual([true, true, true]);
    const others = [answered(403, { 'retry-after': '1' }), answered(401), answered(422)];
    expect([...others, graphQl({ type: 'X' }), new Error('x')].map(isForbidden)).toEqual(
      Array(5).fill(false),
    );
    const obstacle = (message: string): unknown =>
      obstacleOf(answered(403, {}, {}, message), 'checks: write');
    expect(obstacle('Repository was archived so is read-only.')).toBe('archived');
    expect(obstacle('Unable to create comment because issue is locked.')).toBe('locked');
    expect(obstacle('Resource not accessible, blocked')).toBe('checks: write');
    expect(obstacleOf(answered(422), 'checks: write')).toBeUndefined();
  });

  it('tells a person what to do', () => {
    expect(describeObstacle('archived')).toContain('archived');
    expect(describeObstacle('locked')).toContain('unlock');
    expect(describeObstacle('checks: write')).toContain('Add `checks: write` under');
  });

  it('names the permission of what can not be done without', async () => {
    expect(await needs('contents: read', async () => 'there')).toBe('there');
    const refused = needs('contents: read', async () => {
      throw answered(403, {}, {}, 'Resource not accessible');
    });
    await expect(refused).rejects.toThrow(
      'The token may not read this (Resource not accessible). Add `contents: read`',
    );
    const failed = answered(502);
    const lost = needs('contents: read', async () => {
      throw failed;
    });
    await expect(lost).rejects.toBe(failed);
  });
});
