import { RequestError } from '@octokit/request-error';
import { describe, expect, it } from 'vitest';
import {
  Limited,
  MAX_TRIES,
  TransientError,
  isGone,
  isSuperseded,
  verdictOn,
} from '../../src/app/retry-policy.ts';
import { Superseded } from '../../src/app/guarded-fetch.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { MovedError } from '../../src/run/run-review.ts';

function answered(status: number): RequestError {
  const request = { method: 'GET', url: 'https://api.github.com/x', headers: {} } as const;
  const response = { status, url: request.url, headers: {}, data: {}, retryCount: 0 };
  return new RequestError(`status ${status}`, status, { request, response });
}

describe('a job that failed', () => {
  it.each([
    ['a limit', new Limited(90_000), { state: 'pause', afterMs: 90_000 }],
    ['a limit below', new Error('x', { cause: new Limited(5) }), { state: 'pause', afterMs: 5 }],
    ['what passes soon', new TransientError('x', 700), { state: 'later', afterMs: 700 }],
    ['a push in between', new MovedError('x'), { state: 'later', afterMs: 2000 }],
    ['a fault of ours', new TypeError('x'), { state: 'later', afterMs: 2000 }],
    ['GitHub is away', answered(502), { state: 'later', afterMs: 2000 }],
    ['a token too new', answered(401), { state: 'later', afterMs: 2000 }],
    ['a conflict', answered(409), { state: 'later', afterMs: 2000 }],
  ])('is tried again after %s', (_, error, verdict) => {
    expect(verdictOn(error, 1)).toEqual(verdict);
  });

  it.each([
    ['what a person has to change', new UserError('x')],
    ['what GitHub does not understand', answered(400)],
    ['what GitHub forbids', answered(403)],
    ['what is not there', answered(404)],
    ['what GitHub does not take', answered(422)],
  ])('is not tried again after %s', (_, error) => {
    expect(verdictOn(error, 1)).toMatchObject({ state: 'dead' });
  });

  it('waits longer each time, to a bound, and not for ever; limits count for nothing', () => {
    const waits = [1, 2, 3, 9].map((tries) => verdictOn(answered(500), tries));
    expect(waits.map((verdict) => 'afterMs' in verdict && verdict.afterMs)).toEqual([
      2000, 4000, 8000, 120_000,
    ]);
    expect(verdictOn(answered(500), MAX_TRIES).state).toBe('dead');
    expect(verdictOn(new TransientError('x', 1), MAX_TRIES).state).toBe('dead');
    expect(verdictOn(new Limited(1), MAX_TRIES).state).toBe('pause');
  });
});

it('a job that is given up says why: of a bug, that the log says more', () => {
  expect(verdictOn(new UserError('No permission.'), 1)).toEqual({
    state: 'dead',
    reason: 'No permission.',
  });
  expect(verdictOn(new TypeError('x is not a function'), MAX_TRIES)).toEqual({
    state: 'dead',
    reason: 'Podseal failed. Its log says more.',
  });
});

it('what is gone, and what a newer job took over, is told from other faults', () => {
  expect([404, 410, 451, 403, 500].map((status) => isGone(answered(status)))).toEqual([
    true,
    true,
    true,
    false,
    false,
  ]);
  const superseded = new Superseded();
  expect(
    [superseded, new Error('x', { cause: superseded }), new Error('x')].map(isSuperseded),
  ).toEqual([true, true, false]);
});
