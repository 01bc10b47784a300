import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { expect, it } from 'vitest';
import { readCommit } from '../../src/cli/read-commit.ts';

const ONE = '1'.repeat(40);
const TWO = '2'.repeat(40);

it.each<[string, Record<string, string>, string | undefined]>([
  ['a released package', { 'package.json': `{"gitHead": "${ONE}"}`, '.git/HEAD': TWO }, ONE],
  ['a clone at a commit', { 'package.json': '{}', '.git/HEAD': `${TWO}\n` }, TWO],
  [
    'a clone at a branch',
    { '.git/HEAD': 'ref: refs/heads/main\n', '.git/refs/heads/main': `${ONE}\n` },
    ONE,
  ],
  [
    'a clone whose branches are packed',
    {
      '.git/HEAD': 'ref: refs/heads/main\n',
      '.git/packed-refs': `# pack\n${TWO} refs/heads/main\n`,
    },
    TWO,
  ],
  ['a copy of dist/', {}, undefined],
  [
    'what is no commit',
    { 'package.json': '{"gitHead": "../x"}', '.git/HEAD': 'ref: ../../etc' },
    undefined,
  ],
])('%s has its commit', (_, files, commit) => {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-commit-'));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  expect(readCommit(pathToFileURL(`${folder}/`))).toBe(commit);
  rmSync(folder, { recursive: true });
});
