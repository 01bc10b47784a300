import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readChart } from '../../src/cli/read-chart.ts';
import { writePatch } from '../../src/diff/patch.ts';
import { Engine } from '../../src/engine/engine.ts';
import type { ReadChart } from '../../src/run/judge-chart.ts';
import { type FixedChart, fixChart } from '../../src/run/fix-chart.ts';

const CHARTS = 'fixtures/charts';
const means = { engine: new Engine(), ruleSet: { profile: 'immutable' } } as const;

async function fix(read: ReadChart): Promise<FixedChart> {
  return fixChart(read, means, { unsafe: true, now: () => 0 });
}

const done = new Map<string, Promise<FixedChart>>();

/** A chart of the fixtures, fixed once for all tests. */
async function fixedOnce(name: string, read: ReadChart): Promise<FixedChart> {
  const known = done.get(name) ?? fix(read);
  done.set(name, known);
  return known;
}

function print({ files, notFixed }: FixedChart): string {
  const patches = files.map(({ path, before, after }) => writePatch(path, before, after));
  const reasons = notFixed.map(
    ({ finding: { file, line, rule }, reason }) => `${file}:${line} ${rule}: ${reason}\n`,
  );
  return [...patches, '\n', ...reasons].join('');
}

function edited({ chart, ...read }: ReadChart, { files }: FixedChart): ReadChart {
  const texts = files.map(({ path, after }) => [path.slice(chart.folder.length + 1), after]);
  return { ...read, chart: { ...chart, files: { ...chart.files, ...Object.fromEntries(texts) } } };
}

test.each(readdirSync(CHARTS))('%s is fixed at its source, once for all', async (name) => {
  const read = await readChart(`${CHARTS}/${name}/chart`);
  const fixed = await fixedOnce(name, read);
  await expect(print(fixed)).toMatchFileSnapshot(`../../${CHARTS}/${name}/fix.txt`);
  const again = await fix(edited(read, fixed));
  expect(again.files).toEqual([]);
  const fingerprints = (all: FixedChart['notFixed']): string[] =>
    all.map(({ finding }) => finding.fingerprint).toSorted();
  expect(fingerprints(again.notFixed)).toEqual(fingerprints(fixed.notFixed));
});

test('line breaks stay as they are', async () => {
  const read = await readChart(`${CHARTS}/fixes/chart`);
  const crlf = Object.entries(read.chart.files).map(([path, text]) => [
    path,
    text.replaceAll('\n', '\r\n'),
  ]);
  const chart = { ...read.chart, files: Object.fromEntries(crlf) as Record<string, string> };
  const [plain, dos] = [await fixedOnce('fixes', read), await fix({ chart })];
  expect(dos.files.map(({ path, after }) => [path, after])).toEqual(
    plain.files.map(({ path, after }) => [path, after.replaceAll('\n', '\r\n')]),
  );
});
