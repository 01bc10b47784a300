import { execFileSync } from 'node:child_process';
import {
  appendFileSync,
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  unlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { readCheckouts } from '../../src/files/extended-files.ts';
import { withoutFilters } from '../../src/git/filters.ts';
import { readLocalChange } from '../../src/git/read-change.ts';
import { commit, makeRepository } from '../double/git-repository.ts';
import { deployment } from '../judging.ts';

let folder: string;
let program: string;
let ran: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-git-'));
  ran = join(folder, 'ran');
  program = join(folder, 'program');
  writeFileSync(program, `#!/bin/sh\necho "$0 $*" >> '${ran}'\ncat\n`);
  chmodSync(program, 0o755);
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

/** Every setting by which git starts a program while it compares, with the attributes that ask for it. */
function settings(): string {
  return [
    `[core]\n\tfsmonitor = ${program}\n\thooksPath = ${join(folder, 'hooks')}`,
    `\tsshCommand = ${program}\n\tpager = ${program}`,
    `[diff]\n\texternal = ${program}`,
    `[diff "x"]\n\tcommand = ${program}\n\ttextconv = ${program}`,
    `[filter "x"]\n\tclean = ${program}\n\tsmudge = ${program}\n\trequired = true`,
    `[filter "y.z"]\n\tprocess = ${program}`,
    `[alias]\n\tdiff = !${program}\n`,
  ].join('\n');
}

const ATTRIBUTES = '*.yaml filter=x diff=x\n*.yml filter=y.z diff=x\n';

/** A repository with changed files, which has such settings. */
function makeHostile(at: string): void {
  const text = deployment('web');
  makeRepository(at, [{ 'a.yaml': text, 'b.yml': text, '.gitattributes': ATTRIBUTES }]);
  writeFileSync(join(at, 'a.yaml'), text.replace('app:1', 'app:2'));
  writeFileSync(join(at, 'b.yml'), text.replace('app:1', 'app:2'));
  appendFileSync(join(at, '.git/config'), settings());
  mkdirSync(join(folder, 'hooks'), { recursive: true });
  for (const hook of ['post-index-change', 'reference-transaction', 'post-checkout']) {
    cpSync(program, join(folder, 'hooks', hook));
  }
}

async function changedPaths(at: string, base = 'HEAD'): Promise<string[]> {
  const settle = (): { files: string[] } => ({ files: ['**/*.yaml', '**/*.yml'] });
  const change = await readLocalChange({
    folder: at,
    base,
    head: undefined,
    worktree: true,
    settle,
    readElsewhere: readCheckouts(),
  });
  return change.files.map(({ path }) => path);
}

/** Proves that the programs would run, so that a test of none running says something. */
function expectGitToRunThem(at: string): void {
  execFileSync('git', ['diff', '--raw', 'HEAD', '--'], { cwd: at, stdio: 'ignore' });
  expect(existsSync(ran)).toBe(true);
  unlinkSync(ran);
}

describe('a review of the work tree starts no program', () => {
  it('of the configuration of the repository', async () => {
    const at = join(folder, 'repository');
    makeHostile(at);
    expectGitToRunThem(at);
    expect(await changedPaths(at)).toEqual(['a.yaml', 'b.yml']);
    expect(existsSync(ran)).toBe(false);
  });

  it('of an included file of configuration', async () => {
    const at = join(folder, 'repository');
    makeHostile(at);
    writeFileSync(join(folder, 'included'), settings());
    writeFileSync(
      join(at, '.git/config'),
      `[core]\n\trepositoryformatversion = 0\n[include]\n\tpath = ${join(folder, 'included')}\n`,
    );
    expectGitToRunThem(at);
    expect(await changedPaths(at)).toEqual(['a.yaml', 'b.yml']);
    expect(existsSync(ran)).toBe(false);
  });

  it('of a bare repository that is embedded in another', async () => {
    const at = join(folder, 'repository');
    makeHostile(join(folder, 'source'));
    makeRepository(at, [{ 'README.md': 'x\n' }]);
    const embedded = join(at, 'embedded');
    cpSync(join(folder, 'source/.git'), embedded, { recursive: true });
    appendFileSync(join(embedded, 'config'), '[core]\n\tbare = false\n\tworktree = .\n');
    for (const name of ['a.yaml', 'b.yml', '.gitattributes']) {
      cpSync(join(folder, 'source', name), join(embedded, name));
    }
    expectGitToRunThem(embedded);
    expect(await changedPaths(embedded)).toContain('a.yaml');
    expect(existsSync(ran)).toBe(false);
  });

  it('of a submodule', async () => {
    const at = join(folder, 'repository');
    const inner = join(at, 'inner');
    makeHostile(join(folder, 'source'));
    const [name = ''] = [
      execFileSync('git', ['rev-parse', 'HEAD'], { cwd: join(folder, 'source'), encoding: 'utf8' }),
    ].map((line) => line.trim());
    makeRepository(at, [{ 'a.yaml': deployment('web') }]);
    commit(at, { inner: { text: name, submodule: true } });
    cpSync(join(folder, 'source'), inner, { recursive: true });
    expectGitToRunThem(at);
    expect(await changedPaths(at)).toEqual([]);
    expect(existsSync(ran)).toBe(false);
  });
});

describe('filters', () => {
  it('are switched off by their names, of which git takes none with a sign of equality', () => {
    const names = 'core.bare\0filter.a.clean\0filter.a.clean\0filter.b c.process\0filter.clean\0';
    const off = withoutFilters(names).filter((part) => part !== '-c');
    expect(off).toHaveLength(8);
    expect(off).toContain('filter.a.clean=');
    expect(off).toContain('filter.b c.required=false');
    expect(() => withoutFilters('filter.a=b.clean\0')).toThrow('rename it without "="');
  });
});
