import { expect, test } from 'vitest';
import { groupedSkips } from '../../src/judge/grouped-skips.ts';

test('reasons of one file that differ in what is in brackets are one line with all of these', () => {
  const skip = (file: string, source: string) => ({
    file,
    reason: `what this deploys (its source is ${source})`,
  });
  const plain = { file: 'a.yaml', reason: 'it is too large' };
  const all = [skip('a.yaml', 'web'), skip('b.yaml', 'web'), plain, plain, skip('a.yaml', 'db')];
  expect(groupedSkips(all)).toEqual([
    {
      file: 'a.yaml',
      reason: 'what this deploys (its source is web; its source is db)',
    },
    skip('b.yaml', 'web'),
    plain,
    plain,
  ]);
});

test('or with the first and a count where they are many', () => {
  const skips = Array.from({ length: 14 }, (_, at) => ({
    file: 'Chart.yaml',
    reason: `it lacks charts (chart-${at})`,
  }));
  expect(groupedSkips(skips)).toEqual([
    { file: 'Chart.yaml', reason: 'it lacks charts (chart-0, and 13 more)' },
  ]);
});
