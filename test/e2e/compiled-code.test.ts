import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { CLI } from './built.ts';

const NAME = `podseal-${process.getuid?.()}`;

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-code-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** What is in the temporary folder after a run. */
function filesAfter(env: NodeJS.ProcessEnv = {}): string[] {
  const { NODE_DISABLE_COMPILE_CACHE: _, CI: __, ...rest } = process.env;
  const run = spawnSync(process.execPath, [CLI, 'completion', 'bash'], {
    env: { ...rest, TMPDIR: folder, ...env },
  });
  expect(run.status).toBe(0);
  return readdirSync(folder, { recursive: true, encoding: 'utf8' });
}

it('compiled code is kept in a folder of the user alone', () => {
  expect(filesAfter().length).toBeGreaterThan(2);
  expect(statSync(join(folder, NAME)).mode & 0o777).toBe(0o700);
});

it('nothing is kept in a folder that others may write to', () => {
  mkdirSync(join(folder, NAME));
  chmodSync(join(folder, NAME), 0o777);
  expect(filesAfter()).toEqual([NAME]);
});

it.each([{ CI: 'true' }, { NODE_DISABLE_COMPILE_CACHE: '1' }])('nothing is kept with %j', (env) => {
  expect(filesAfter(env)).toEqual([]);
});
