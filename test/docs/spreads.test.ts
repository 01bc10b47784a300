import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

/** Spreads into the arguments of a call that takes any number of them. */
const SPREAD =
  /(?:\.(?:push|unshift|splice|concat)|Math\.(?:max|min)|fromC\w+)\((?:[^()]|\([^()]*\))*(?<![{[] ?)\.\.\.\(?([\w.]*)/g;

/** Their lists are bounded where they are made: a page or a batch of GitHub's, or the parts of one path. */
const BOUNDED = [
  'data',
  'reviewThreads.nodes.flatMap',
  'await',
  'parts.toReversed',
  'mount.value.path',
  'each.piped',
  'pair',
];

it('no list of any length is spread into the arguments of a call, which overflows the stack', () => {
  const found = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .flatMap((name) =>
      [...readFileSync(join('src', name), 'utf8').matchAll(SPREAD)]
        .filter(([, list = '']) => !BOUNDED.includes(list))
        .map(([text]) => `${name}: ${text}`),
    );
  expect(found).toEqual([]);
});
