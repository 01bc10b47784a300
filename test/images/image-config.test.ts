import { expect, it } from 'vitest';
import { startUser } from '../../src/images/image-config.ts';
import { EMPTY_CONFIG } from '../judging.ts';

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
  expect(startUser({ ...EMPTY_CONFIG, user })).toEqual(expected);
});
