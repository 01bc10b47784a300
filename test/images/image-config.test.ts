import { expect, it } from 'vitest';
import { type ImageConfig, startUser } from '../../src/images/image-config.ts';

const CONFIG: ImageConfig = {
  user: '',
  volumes: [],
  workingDir: '',
  env: {},
  exposedPorts: [],
  entrypoint: [],
  cmd: [],
  digest: '',
  platform: 'linux/amd64',
};

it.each([
  ['', { declared: 'root' }],
  ['0:0', { declared: 'root' }],
  ['+0', { declared: 'root' }],
  ['-0', { declared: 'root' }],
  ['00', { declared: 'root' }],
  ['+101:101', { declared: 'numeric', uid: 101 }],
  ['-1', { declared: 'name', name: '-1' }],
  ['0x0', { declared: 'name', name: '0x0' }],
  ['2147483648', { declared: 'name', name: '2147483648' }],
])('USER %j is read as container runtimes read it', (user, expected) => {
  expect(startUser({ ...CONFIG, user })).toEqual(expected);
});
