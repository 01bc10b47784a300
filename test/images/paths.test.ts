import { expect, test } from 'vitest';
import { covers } from '../../src/images/paths.ts';

test.each([
  ['/tmp', '/tmp', true],
  ['/tmp/', '/tmp', true],
  ['/var', '/var/cache/nginx', true],
  ['/run', '/var/run', true],
  ['/var/run', '/run/mysqld', true],
  ['/run', '/var/lock/apache2', true],
  ['/var/lock', '/run/lock/apache2', true],
  ['/', '/anything', true],
  ['//data/./', '/data/db', true],
  ['/tmp', '/tmpfile', false],
  ['/var/cache/nginx', '/var/cache', false],
  ['/var/running', '/run', false],
  ['/data', '/var/data', false],
])('a volume on %s makes %s writable: %s', (mount, path, isCovered) => {
  expect(covers(mount, path)).toBe(isCovered);
});
