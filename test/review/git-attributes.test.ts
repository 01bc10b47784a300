import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Attribute } from '../../src/kubernetes/made-elsewhere.ts';
import { readAttributes } from '../../src/review/git-attributes.ts';
import { makeRepository } from '../double/git-repository.ts';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-attributes-'));
});

afterEach(() => {
  rmSync(folder, { recursive: true });
});

const PATHS = [
  ...['a.yaml', 'b.yml', 'ab.yaml', 'a b.yaml', 'ä.yaml', '!a.yaml', '#a.yaml', 'a[1].yaml'],
  ...['k8s/a.yaml', 'k8s/b.yaml', 'k8s/gen/a.yaml', 'k8s/gen/deep/a.yaml', 'k8s/gen/deep/b.yaml'],
  ...['gen/a.yaml', 'gen/b/c/d.yaml', 'other/gen/a.yaml', 'vendor/x/a.yaml', 'x-gen.yaml'],
];

/** What git itself says, in short: `+` set, `-` unset, a value, or nothing. */
function askGit(files: Readonly<Record<string, string>>): string[] {
  makeRepository(folder, [{ ...files, 'README.md': '' }]);
  const names = ['linguist-generated', 'linguist-vendored'];
  const out = execFileSync('git', ['check-attr', '-z', '--stdin', ...names], {
    cwd: folder,
    input: PATHS.map((path) => `${path}\0`).join(''),
    encoding: 'utf8',
    env: { ...process.env, GIT_CONFIG_GLOBAL: '/dev/null', GIT_CONFIG_NOSYSTEM: '1' },
  }).split('\0');
  return PATHS.map((path, at) => {
    const [generated = '', vendored = ''] = [out[at * 6 + 2], out[at * 6 + 5]];
    return told(path, shorten(generated), shorten(vendored));
  });
}

/** Linguist takes all values but `false` for true. */
function shorten(value: string): string {
  if (value === 'unspecified') return '';
  return ['unset', 'false'].includes(value) ? 'no' : 'yes';
}

function askUs(files: Readonly<Record<string, string>>): string[] {
  const of = readAttributes(Object.entries(files).map(([path, text]) => ({ path, text })));
  const word = (one?: Attribute): string => (one === undefined ? '' : one.value ? 'yes' : 'no');
  return PATHS.map((path) => told(path, word(of(path)?.generated), word(of(path)?.vendored)));
}

function told(path: string, generated: string, vendored: string): string {
  return `${path} generated=${generated} vendored=${vendored}`;
}

const G = 'linguist-generated';
const V = 'linguist-vendored';

const CASES: Record<string, Readonly<Record<string, string>>> = {
  'names, whatever the folder': { '.gitattributes': `a.yaml ${G}\n*.yml ${V}=true\n` },
  'paths from the folder': { '.gitattributes': `k8s/*.yaml ${G}\n/a.yaml ${V}\ngen/ ${G}\n` },
  'folders at any depth': {
    '.gitattributes': `**/gen/** ${G}\nvendor/** ${V}\ngen/**/d.yaml -${G}\n`,
  },
  'stars that are no folders': {
    '.gitattributes': `k8s/gen** ${G}\nk**/a.yaml ${V}\nk8s/a.yaml** ${V}\n`,
  },
  'more stars than two': { '.gitattributes': `k8s/***/b.yaml ${G}\nvendor/*** ${V}\n` },
  'letters in brackets': {
    '.gitattributes': `[ab].y* ${G}\n[!a].yml ${V}\n[[:alpha:]][a-c].yaml ${V}\na[[]1].yaml ${G}\n`,
  },
  'an open bracket, and an open backslash': {
    '.gitattributes': `[a.yaml ${G}\na.yaml\\ ${V}\nb.yml ${V}\n`,
  },
  'question marks and backslashes': {
    '.gitattributes': `?.yaml ${G}\n\\a.yaml ${V}\nk8s?a.yaml ${V}`,
  },
  'the last line that matches': {
    '.gitattributes': `*.yaml ${G} ${V}\nk8s/** -${G}\nb.yaml ${G}=false\nk8s/gen/*.yaml !${V}\n`,
  },
  'the innermost file': {
    '.gitattributes': `*.yaml ${G}\n`,
    'k8s/.gitattributes': `* -${G}\n`,
    'k8s/gen/.gitattributes': `/deep/** ${G}\n`,
  },
  'values and the last word of a line': {
    '.gitattributes': `a.yaml ${G}=false ${G}\nb.yml ${G} -${G}\nab.yaml ${G}=1\n`,
  },
  'comments, other attributes and lines that are too long': {
    '.gitattributes': `# a.yaml ${G}\n\n  *.yaml text eol=lf\n  b.yml ${G}\t${V}\r\na.yaml ${' '.repeat(2048)}${G}\n`,
  },
  quotes: {
    '.gitattributes': `"a b.yaml" ${G}\n"\\303\\244.yaml" ${V}\n"\\141.yaml" ${V}\n"open.yaml ${G}\n`,
  },
  'what begins with a sign': {
    '.gitattributes': `!a.yaml ${G}\n\\!a.yaml ${V}\n\\#a.yaml ${G}\n"#a.yaml" ${V}\n`,
  },
  macros: {
    '.gitattributes': `[attr]made ${G} -${V}\n[attr]all made\n*.yaml all\nk8s/** -made\nb.yml made ${V}\n`,
    'gen/.gitattributes': `[attr]inner ${G}\n* inner\n`,
  },
  'a mark at the start': { '.gitattributes': `\uFEFFa.yaml ${G}\n` },
};

describe('.gitattributes', () => {
  it.each(Object.entries(CASES))('are read as git does: %s', (_, files) => {
    const said = askGit(files);
    expect(said.some((line) => line.includes('yes'))).toBe(true);
    expect(askUs(files)).toEqual(said);
  });

  it('tell which file says so', () => {
    const of = readAttributes([
      { path: 'k8s/.gitattributes', text: `a.yaml ${V}` },
      { path: '.gitattributes', text: `*.yaml ${G}` },
    ]);
    expect(of('k8s/a.yaml')).toEqual({
      generated: { value: true, source: '.gitattributes' },
      vendored: { value: true, source: 'k8s/.gitattributes' },
    });
    expect(of('README.md')).toEqual({ generated: undefined, vendored: undefined });
  });

  it('that are too large say nothing', () => {
    const text = `*.yaml ${G}\n${'# more\n'.repeat(72_000)}`;
    expect(readAttributes([{ path: '.gitattributes', text }])('a.yaml')).toBeUndefined();
  });

  it('with a pattern that has many ways to match take no longer for it', () => {
    const text = `${'*a'.repeat(500)}b ${G}\n${'**/'.repeat(300)}x ${G}`;
    const of = readAttributes([{ path: '.gitattributes', text }]);
    expect(of(`${'a/'.repeat(500)}${'a'.repeat(1000)}`)?.generated).toBeUndefined();
  });
});
