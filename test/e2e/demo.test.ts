import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { BUILT } from './built.ts';

const ROOT = join(import.meta.dirname, '../..');

it('the demo reviews a change of a repository that it makes', () => {
  const { status, stdout } = spawnSync(process.execPath, ['scripts/demo.ts'], {
    cwd: ROOT,
    encoding: 'utf8',
    env: { ...process.env, PODSEAL_DIST: BUILT },
  });
  expect(status).toBe(0);
  const places = stdout.split('\n').filter((line) => /^shop\/\w+\.yaml, line/.test(line));
  expect(places).toEqual(['shop/backup.yaml, line 21', 'shop/storefront.yaml, lines 15 to 21']);
  expect(stdout).toContain('Check: failure - 2 new errors, 2 new warnings and 3 new notices');
});
