import { expect, it } from 'vitest';
import { declaredVolumes } from '../../../src/rules/kit/read-only-root/inferred-writes.ts';
import { EMPTY_CONFIG } from '../../judging.ts';

it.each([
  ['/tmp', 'scratch'],
  ['/var/run', 'run'],
  ['/var/lib/mysql', 'data'],
  ['/etc/web.sock.d', 'data'],
])('a volume in %s is one for %s', (path, kind) => {
  expect(declaredVolumes({ ...EMPTY_CONFIG, volumes: [path] })).toMatchObject([{ path, kind }]);
});

it.each([
  ['the socket of a runtime', '/var/run/docker.sock'],
  ['a socket', '/run/mysqld/mysqld.socket/'],
  ['what the kernel provides', '/proc/sys'],
  ['a name that Linux refuses', `/data/${'x'.repeat(256)}`],
  ['a path that Linux refuses', '/data'.repeat(1000)],
  ['a path that leads up', '/data/../etc'],
])('%s is no place for a volume', (_, path) => {
  expect(declaredVolumes({ ...EMPTY_CONFIG, volumes: [path] })).toEqual([]);
});
