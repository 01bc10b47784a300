import { mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { type SourceFile, readManifest } from '../src/manifest/manifest.ts';
import { judge } from '../src/rules/judge.ts';
import { makeFiles } from './manifests.ts';

/** Odd, so that the median is a measurement. The first round warms up and does not count. */
const ROUNDS = 5;
const SEED = 1;

function main(count: number): void {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-bench-'));
  try {
    for (const [index, text] of makeFiles(count, SEED).entries()) {
      writeFileSync(join(folder, `${String(index).padStart(6, '0')}.yaml`), text);
    }
    measure(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function measure(folder: string): void {
  const files = readAll(folder);
  const bytes = files.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
  let findings = 0;
  const [read, check, checkAll, parse] = medians([
    () => readAll(folder),
    () => {
      findings = judgeAll(files, false);
    },
    () => judgeAll(files, true),
    () => {
      for (const { text } of files) parseAllDocuments(text, { logLevel: 'silent' });
    },
  ]) as [number, number, number, number];
  const megabytes = (bytes / 1e6).toFixed(1);
  console.log(`${files.length} files, ${megabytes} MB, ${findings} findings; medians of ${ROUNDS}`);
  const rows: [string, number][] = [
    ['read the files', read],
    ['check: judge all', check],
    ['check without the prefilter', checkAll],
    ['parse all, judge none', parse],
  ];
  for (const [what, time] of rows) console.log(`${what.padEnd(28)} ${time.toFixed(0)} ms`);
  console.log(`check / read                 ${(check / read).toFixed(1)}`);
  console.log(`parse / check                ${(parse / check).toFixed(1)}`);
  console.log(`prefilter off / on           ${(checkAll / check).toFixed(1)}`);
}

function readAll(folder: string): SourceFile[] {
  return readdirSync(folder).map((path) => ({
    path,
    text: readFileSync(join(folder, path), 'utf8'),
  }));
}

function judgeAll(files: readonly SourceFile[], parseAll: boolean): number {
  return files.reduce((sum, file) => {
    const { findings } = judge(readManifest(file, { parseAll }), { profile: 'immutable' });
    return sum + findings.length;
  }, 0);
}

/** The median time of each piece of work; they take turns, so that a slow moment hits all. */
function medians(works: readonly (() => unknown)[]): number[] {
  const times = works.map((): number[] => []);
  for (let round = 0; round <= ROUNDS; round++) {
    for (const [index, work] of works.entries()) {
      const start = performance.now();
      work();
      if (round > 0) times[index]?.push(performance.now() - start);
    }
  }
  return times.map((some) => some.toSorted((a, b) => a - b)[Math.floor(ROUNDS / 2)] ?? Number.NaN);
}

const count = Number(process.argv[2] ?? 2000);
if (!Number.isInteger(count) || count < 1) {
  console.error('Give the number of files as a whole number: node bench/check.ts 2000');
  process.exitCode = 2;
} else main(count);
