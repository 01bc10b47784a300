import { expect, test } from 'vitest';
import { groupedSkips } from '../../src/judge/grouped-skips.ts';

test('reasons of one file that differ in what is in brackets are one line with a count', () => {
  const skip = (file: string, source: string) => ({
    file,
    reason: `what this deploys is not analyzed (its source: ${source})`,
  });
  const plain = { file: 'a.yaml', reason: 'it is too large' };
  const all = [skip('a.yaml', 'web'), skip('b.yaml', 'web'), plain, plain, skip('a.yaml', 'db')];
  expect(groupedSkips(all)).toEqual([
    {
      file: 'a.yaml',
      reason: 'what this deploys is not analyzed (its source: web, and 1 more)',
    },
    skip('b.yaml', 'web'),
    plain,
    plain,
  ]);
});
