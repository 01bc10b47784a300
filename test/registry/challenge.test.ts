import { expect, it } from 'vitest';
import { readChallenge } from '../../src/registry/challenge.ts';

const BEARER =
  'Bearer realm="https://auth.example/token",service="registry",scope="repository:a:pull"';

it.each([
  [BEARER, 'bearer', ['https://auth.example/token', 'registry', 'repository:a:pull']],
  [
    `Basic realm="x, y", ${BEARER}`,
    'bearer',
    ['https://auth.example/token', 'registry', 'repository:a:pull'],
  ],
  ['bearer  realm = "a b" , Service=r', 'bearer', ['a b', 'r']],
  ['Negotiate abc==, Basic realm=x', 'basic', ['x']],
  ['Basic', 'basic', []],
  // A scheme inside a quoted text is none.
  [
    'Basic realm="x, Bearer realm=https://other.example"',
    'basic',
    ['x, Bearer realm=https://other.example'],
  ],
])('reads %s', (header, scheme, values) => {
  const challenge = readChallenge(header);
  expect(challenge?.scheme).toBe(scheme);
  expect([...(challenge?.parameters.values() ?? [])]).toEqual(values);
});

it.each(['', 'Digest realm="x"', ', ,', '"Bearer"', 'realm="x"'])('finds none in %j', (header) => {
  expect(readChallenge(header)).toBeUndefined();
});
