import { expect, test } from 'vitest';
import { groupedSkips } from '../../src/judge/grouped-skips.ts';
import { listedSkips, moreFiles } from '../../src/judge/listed-skips.ts';

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

test('a reason that many files have is one line of a list, wherever it is in them', () => {
  const skip = (file: string, line: number, reason = 'a template') => ({
    file,
    reason: `line ${line}, column 1: ${reason}`,
  });
  const other = skip('b.yaml', 1, 'it is too large');
  const three = [skip('a.yaml', 1), other, skip('c.yaml', 2), skip('c.yaml', 9), skip('d.yaml', 3)];
  expect(listedSkips(three)).toEqual(three.map((one) => ({ ...one, more: 0 })));
  const listed = listedSkips([...three, skip('e.yaml', 4)]);
  expect(listed).toEqual([
    { file: 'a.yaml', reason: 'a template', more: 3 },
    { ...other, more: 0 },
  ]);
  expect(listed.map(moreFiles)).toEqual([' and 3 more files', '']);
});

test('many lines of a file for which the same is said are one', () => {
  const skip = (line: number, name: string, file = 'kustomization.yaml') => ({
    file,
    reason: `line ${line}: ${name} does not exist`,
  });
  const three = [skip(4, 'a.yaml'), skip(5, 'b.yaml'), skip(9, 'c.yaml')];
  const other = skip(4, 'a.yaml', 'base/kustomization.yaml');
  expect(groupedSkips([...three, other])).toEqual([...three, other]);
  expect(groupedSkips([...three, other, skip(12, 'd.yaml')])).toEqual([
    {
      file: 'kustomization.yaml',
      reason: 'line 4: a.yaml does not exist (3 more like it, up to line 12)',
    },
    other,
  ]);
});
