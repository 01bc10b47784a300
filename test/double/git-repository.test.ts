import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { commit, fileIn, makeRepository } from './git-repository.ts';
import { history, readCommit, writeCommit } from './git/commits.ts';
import { cleanEnvironment } from './github/git-environment.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-repository-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

function git(...args: string[]): string {
  const options = { cwd: folder, encoding: 'utf8', env: cleanEnvironment() } as const;
  return execFileSync('git', args, options).trim();
}

/** What git sees in the objects, the index and the working tree. */
function checked(): string {
  return [git('fsck', '--strict', '--no-dangling'), git('status', '--porcelain=v1')].join('');
}

const OTHER = '1'.repeat(40);
const FILES = {
  'a.yaml': 'a\n',
  'a b/ä.yaml': 'b',
  'a-b': '',
  'a/deep/file': 'c\r\n',
  'a.b': new Uint8Array([0, 255]),
  run: { text: '#!/bin/sh\n', executable: true },
  link: { text: 'a/deep', symlink: true },
  inner: { text: OTHER, submodule: true },
};

it('git finds nothing wrong with a repository, nor a change in its working tree', () => {
  const names = makeRepository(folder, [{}, FILES]);
  expect(checked()).toBe('');
  expect(git('log', '--format=%H %P %an %ae %ct %s')).toBe(
    `${names[1]} ${names[0]} Tester tester@example.com 1767225600 A change\n` +
      `${names[0]}  Tester tester@example.com 1767225600 A change`,
  );
  expect(
    git(
      '-c',
      'core.quotePath=false',
      'ls-tree',
      '-r',
      '--format=%(objectmode) %(path)',
      'main',
    ).split('\n'),
  ).toEqual([
    ...['100644 a b/ä.yaml', '100644 a-b', '100644 a.b', '100644 a.yaml', '100644 a/deep/file'],
    ...['160000 inner', '120000 link', '100755 run'],
  ]);
});

it('a commit takes files and folders away, and puts a file in the place of a folder', () => {
  makeRepository(folder, [FILES]);
  commit(folder, { a: 'no folder any more', 'a b': null, link: 'no link', 'run/x': 'x' });
  expect(checked()).toBe('');
  expect(git('ls-files').split('\n')).toEqual([
    'a',
    'a-b',
    'a.b',
    'a.yaml',
    'inner',
    'link',
    'run/x',
  ]);
  expect(git('symbolic-ref', 'HEAD')).toBe('refs/heads/main');
});

it('a commit on another one is on no branch', () => {
  const [first = '', second = ''] = makeRepository(folder, [FILES, { 'a.yaml': 'second\n' }]);
  const third = commit(folder, { 'b.yaml': 'third\n' }, { parent: first, message: 'A third\n' });
  expect(checked()).toBe('');
  expect([git('rev-parse', 'HEAD'), git('rev-parse', 'main')]).toEqual([third, second]);
  expect(git('rev-parse', 'HEAD^')).toBe(first);
  expect(fileIn(folder, second, 'a.yaml').toString()).toBe(git('show', 'main:a.yaml') + '\n');
});

it('the history of a merge is in the order of git', () => {
  const [first = '', one = ''] = makeRepository(folder, [{ a: '1' }, { a: '2' }]);
  const { tree = '', author } = readCommit(folder, first) ?? {};
  const who = (later: number) => ({ name: 'Ann', email: 'a@b', time: (author?.time ?? 0) + later });
  const add = (parents: string[], later: number): string => {
    const person = who(later);
    return writeCommit(folder, {
      tree,
      parents,
      author: person,
      committer: person,
      message: 'x\n',
    });
  };
  const other = add([add([first], 30)], 10);
  const merge = add([one, other], 40);
  expect(history(folder, merge)).toEqual(git('rev-list', merge).split('\n'));
});

it.each(['../out', '.git/config', 'a//b', '/a'])('%s is no path of a file', (path) => {
  expect(() => makeRepository(folder, [{ [path]: 'x' }])).toThrow(
    `no file with the path "${path}"`,
  );
});
