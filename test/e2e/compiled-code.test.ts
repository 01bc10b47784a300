import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { BUILT, CLI } from './built.ts';
import { type Folder, makeFolder } from './run-cli.ts';

let at: Folder;

beforeEach(() => {
  at = makeFolder();
  at.write('clean.yaml', 'kind: Other\n');
});

afterEach(() => {
  at.remove();
});

/** What decides whether code is kept. */
const DECIDING = new Set(['CI', 'NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE']);

/** Checks a file, with a temporary folder of its own. */
function check(environment: Readonly<Record<string, string>> = {}, ...flags: string[]): void {
  const { status, stderr } = runCheck('clean.yaml', environment, flags);
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
}

function runCheck(
  path: string,
  environment: Readonly<Record<string, string>> = {},
  flags: readonly string[] = [],
): { status: number | null; stderr: string } {
  const others = Object.entries(process.env).filter(([name]) => !DECIDING.has(name));
  return spawnSync(process.execPath, [...flags, CLI, 'check', path], {
    stdio: ['ignore', 'ignore', 'pipe'],
    ...{ cwd: at.path, encoding: 'utf8' },
    env: { ...Object.fromEntries(others), TMPDIR: at.path, ...environment },
  });
}

/** Says which of the scripts of the program V8 does not take from what was kept of them. */
const REFUSED = `
  const { readFileSync, readdirSync } = require('node:fs');
  const [, folder, ...kept] = process.argv;
  for (const path of kept) {
    const name = readdirSync(folder).find((one) => path.includes('/' + one.replace('.script.js', '') + '-'));
    const source = readFileSync(folder + '/' + name, 'latin1');
    const cachedData = readFileSync(path).subarray(0, -4);
    if (new (require('node:vm').Script)(source, { cachedData }).cachedDataRejected) console.log(name);
  }
`;

function ownFolder(): string {
  return join(at.path, `podseal-${process.getuid?.()}`);
}

/** The files with the code of the program's scripts. */
function keptScripts(): string[] {
  return readdirSync(ownFolder(), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('-check'))
    .map((name) => join(ownFolder(), name));
}

describe.skipIf(process.platform === 'win32')('the compiled code', () => {
  it('is kept for the next run, in a folder of the user alone', () => {
    check();
    expect(statSync(ownFolder()).mode % 0o1000).toBe(0o700);
    const kept = keptScripts().find((name) => name.includes('command-line')) ?? '';
    expect(statSync(kept).mode % 0o1000).toBe(0o600);
    const { mtimeMs } = statSync(kept);
    check();
    // It was taken as it is.
    expect(statSync(kept).mtimeMs).toBe(mtimeMs);
  });

  it('is of use for the next run where a long check changed how memory grows', () => {
    const container = (name: number): string => `  - { name: web-${name}, image: nginx:1.27 }\n`;
    const containers = Array.from({ length: 50 }, (_, name) => container(name)).join('');
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers:\n${containers}`;
    for (let name = 0; name < 60; name++) at.write(`pods/${name}.yaml`, pod);
    expect(runCheck('pods').stderr).toBe('');
    const kept = keptScripts();
    expect(kept.length).toBeGreaterThan(2);
    const args = ['-e', REFUSED, join(BUILT, 'cli'), ...kept];
    const { stdout, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
    expect({ stdout, stderr }).toEqual({ stdout: '', stderr: '' });
  });

  it('is made anew where it is not what V8 wrote', () => {
    check();
    const before = keptScripts().map((path) => readFileSync(path).length);
    for (const path of keptScripts()) writeFileSync(path, 'no code');
    check();
    const after = keptScripts().map((path) => readFileSync(path).length);
    expect(after.every((length, index) => length > 0.9 * (before[index] ?? Infinity))).toBe(true);
    expect(after.length).toBeGreaterThan(0);
  });

  it('is made anew where it was damaged, which would crash V8', () => {
    check();
    const damaged = keptScripts().map((path) => {
      const code = readFileSync(path);
      code.fill(0xff, code.length / 2, code.length / 2 + 64);
      writeFileSync(path, code);
      return { path, code };
    });
    check();
    expect(damaged.length).toBeGreaterThan(0);
    for (const { path, code } of damaged) expect(readFileSync(path).equals(code)).toBe(false);
  });

  it('leaves nothing where it can not be written', () => {
    check();
    for (const path of keptScripts()) {
      rmSync(path);
      mkdirSync(path);
    }
    const before = readdirSync(ownFolder(), { encoding: 'utf8', recursive: true });
    check();
    const after = readdirSync(ownFolder(), { encoding: 'utf8', recursive: true });
    expect(after.filter((name) => !before.includes(name))).toEqual([]);
  });

  it.each(['CI', 'NODE_DISABLE_COMPILE_CACHE'])('is not kept where %s is set', (name) => {
    check({ [name]: '1' });
    expect(existsSync(ownFolder())).toBe(false);
  });

  it('is not kept in a folder that others may write to', () => {
    mkdirSync(ownFolder());
    chmodSync(ownFolder(), 0o777);
    check();
    expect(readdirSync(ownFolder())).toEqual([]);
  });

  it('is not kept by a Node that can not', () => {
    const without = 'import module from "node:module"; delete module.enableCompileCache;';
    check({}, '--import', `data:text/javascript,${encodeURIComponent(without)}`);
    expect(readdirSync(ownFolder())).toEqual([]);
  });
});
