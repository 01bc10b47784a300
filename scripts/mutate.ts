/**
 * `npm run mutate [count] [path …]`: puts one small fault after the other into a copy of the code, and
 * counts how many of them the tests notice. It tries a sample of all faults, the same one each time,
 * or only those in files whose paths start so.
 */
import { spawnSync } from 'node:child_process';
import {
  cpSync,
  globSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Mutation, applyMutation, mutationsOf } from './mutations.ts';

/** The code that is tried, with the tests that are about it. */
const SUBJECTS: readonly (readonly [files: string, ...tests: string[]])[] = [
  ['src/review/*.ts', 'test/review/', 'test/github/life'],
  ['src/github/*.ts', 'test/github/'],
  ['src/chat/*.ts', 'test/chat/'],
  ['src/app/*.ts', 'test/app/'],
  ['src/kubernetes/prefilter.ts', 'test/kubernetes/', 'test/properties/prefilter'],
];

/** What the tests read. */
const COPIED = ['src', 'test', 'scripts', 'fixtures', 'data', 'docs'].concat([
  'vitest.config.ts',
  'tsconfig.json',
  'package.json',
  'action.yml',
]);

/** A fault that keeps the tests busy so long is noticed, too. */
const DEADLINE_MS = 300_000;
const SEED = 20_261_124;

const folder = mkdtempSync(join(tmpdir(), 'podseal-mutate-'));

/** Whether the tests are green on the copy. */
function isGreen(tests: readonly string[]): boolean {
  const args = ['run', '--project', 'source', '--bail', '1', '--reporter', 'dot', ...tests];
  const { status } = spawnSync(resolve('node_modules/.bin/vitest'), args, {
    cwd: folder,
    stdio: 'ignore',
    timeout: DEADLINE_MS,
    killSignal: 'SIGKILL',
  });
  return status === 0;
}

function survives(mutation: Mutation, tests: readonly string[]): boolean {
  writeFileSync(join(folder, mutation.file), applyMutation(mutation));
  const survived = isGreen(tests);
  writeFileSync(join(folder, mutation.file), mutation.text);
  return survived;
}

/** A sample that is the same each time. */
function sample(all: readonly Mutation[], count: number): ReadonlySet<Mutation> {
  let state = SEED;
  const drawn = all.map((mutation) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return { mutation, order: state };
  });
  drawn.sort((one, other) => one.order - other.order);
  return new Set(drawn.slice(0, count).map(({ mutation }) => mutation));
}

function describe({ file, text, line, start, end, replacement }: Mutation): string {
  const before = text.slice(start, end).trim().replace(/\s+/g, ' ');
  return `${file}:${line}: ${before.slice(0, 80)} → ${replacement.trim() || '(nothing)'}`;
}

function main(count: number, wanted: readonly string[]): void {
  const subjects = SUBJECTS.map(([files, ...tests]) => ({
    tests,
    mutations: globSync(files)
      .filter((file) => wanted.length === 0 || wanted.some((path) => file.startsWith(path)))
      .toSorted()
      .flatMap((file) => mutationsOf(file, readFileSync(file, 'utf8'))),
  }));
  const all = subjects.flatMap(({ mutations }) => mutations);
  const chosen = sample(all, count);
  let survived = 0;
  for (const { tests, mutations } of subjects) {
    const tried = mutations.filter((mutation) => chosen.has(mutation));
    if (tried.length > 0 && !isGreen(tests)) throw new Error(`Red as it is: ${tests.join(' ')}`);
    for (const mutation of tried.filter((one) => survives(one, tests))) {
      survived += 1;
      process.stdout.write(`survived ${describe(mutation)}\n`);
    }
  }
  const killed = chosen.size - survived;
  process.stdout.write(`${killed} of ${chosen.size} tried were noticed; ${all.length} in all.\n`);
}

const [count = '150', ...wanted] = process.argv.slice(2);
try {
  for (const path of COPIED) cpSync(path, join(folder, path), { recursive: true });
  symlinkSync(resolve('node_modules'), join(folder, 'node_modules'));
  main(Number(count), wanted);
} finally {
  rmSync(folder, { recursive: true });
}
