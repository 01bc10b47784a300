import { describe, expect, test } from 'vitest';
import type { Container } from '../../../src/kubernetes/pod.ts';
import {
  areSeen,
  findSign,
  movedTo,
  programOf,
} from '../../../src/rules/kit/container-settings.ts';
import { judgeText } from '../../judging.ts';

/** A container with these settings, as rules see it. */
function containerWith(settings: object): Container {
  const container = { name: 'app', image: 'example/app:1', ...settings };
  const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'web' } };
  const text = JSON.stringify({ ...pod, spec: { containers: [container] } });
  const found = judgeText(text).findings.find(({ subject }) => subject.container)?.subject
    .container;
  if (!found) throw new Error('No rule has a finding about the container.');
  return found;
}

describe('a sign among the settings', () => {
  test.each([
    [{ options: ['--optimized'] }, { args: ['start', '--optimized'] }, '--optimized'],
    [{ options: ['--db=dev-file'] }, { args: ['--db', 'dev-file'] }, '--db'],
    [{ options: ['--db=dev-file'] }, { command: ['kc.sh', '--db=dev-file'] }, '--db'],
    [{ options: ['--save='] }, { args: ['--save', ''] }, '--save'],
    [{ options: ['--save='] }, { args: ['--save='] }, '--save'],
    [{ options: ['start-dev'] }, { args: ['start-dev'] }, 'start-dev'],
    [
      { options: ['--certificatesresolvers.*.acme.*'] },
      { args: ['--certificatesResolvers.le.acme.email=a@b.c'] },
      '--certificatesResolvers.le.acme.email',
    ],
    [{ env: ['HOME=/tmp'] }, { env: [{ name: 'HOME', value: '/tmp' }] }, 'HOME'],
    [{ env: ['GF_*_MODE'] }, { env: [{ name: 'GF_LOG_MODE', value: 'file' }] }, 'GF_LOG_MODE'],
    [{ programs: ['argocd-server'] }, { args: ['/usr/bin/argocd-server', '-v'] }, 'argocd-server'],
    [{ mounts: ['/conf/zoo.cfg'] }, { volumeMounts: [{ name: 'c', mountPath: '/conf' }] }, '/conf'],
  ])('%j is found in %j', (signs, settings, sign) => {
    expect(findSign(containerWith(settings), signs)).toBe(sign);
  });

  test.each([
    [{ options: ['--optimized'] }, { args: ['--optimize', '--not--optimized'] }],
    [{ options: ['--save='] }, { args: ['--save', '60 1'] }],
    [{ options: ['--a.*.c'] }, { args: ['--a.c'] }],
    [{ env: ['HOME=/tmp'] }, { env: [{ name: 'HOME', value: '/tmp/a' }] }],
    [{ env: ['HOME'] }, { env: [{ name: 'HOMES', value: '' }] }],
    [{ programs: ['npm'] }, { command: ['node', 'npm'] }],
    [{ mounts: ['/conf/zoo.cfg'] }, { volumeMounts: [{ name: 'c', mountPath: '/config' }] }],
  ])('%j is not found in %j', (signs, settings) => {
    expect(findSign(containerWith(settings), signs)).toBeUndefined();
  });

  test('is seen to be absent only where its settings are in the manifest', () => {
    const envFrom = [{ configMapRef: { name: 'settings' } }];
    expect(areSeen(containerWith({}), { env: ['A'] })).toBe(true);
    expect(areSeen(containerWith({ envFrom }), { env: ['A'] })).toBe(false);
    expect(areSeen(containerWith({ envFrom }), { mounts: ['/a'] })).toBe(true);
    // Without a command or arguments the image says what it starts.
    expect(areSeen(containerWith({}), { programs: ['npm'] })).toBe(false);
    expect(areSeen(containerWith({ args: ['npm'] }), { programs: ['npm'] })).toBe(true);
  });
});

describe('a path that settings move', () => {
  const data = { env: ['DATA'], options: ['--data-dir', 'server'] };

  test.each([
    [{ env: [{ name: 'DATA', value: '/a/b/' }] }, { by: 'DATA', path: '/a/b' }],
    [{ args: ['--data-dir=/a'] }, { by: '--data-dir', path: '/a' }],
    [{ args: ['--data-dir', '/a'] }, { by: '--data-dir', path: '/a' }],
    [{ args: ['server', '/a', '/b'] }, { by: 'server', path: '/a' }],
    [
      { args: ['--data-dir=$(DIR)/x'], env: [{ name: 'DIR', value: '/a' }] },
      { by: '--data-dir', path: '/a/x' },
    ],
    // What the value is, is not in the manifest.
    [{ args: ['--data-dir=$(DIR)/x'] }, { by: '--data-dir', path: undefined }],
    [{ args: ['--data-dir=data'] }, { by: '--data-dir', path: undefined }],
    [{ env: [{ name: 'DATA', valueFrom: {} }] }, { by: 'DATA', path: undefined }],
    [{ args: ['server', 'http://store/data'] }, { by: 'server', path: undefined }],
  ])('is where %j says', (settings, expected) => {
    expect(movedTo(containerWith(settings), data)).toEqual(expected);
  });

  test('is the folder of a file that a setting names', () => {
    const container = containerWith({ args: ['--store=/a/b/acme.json'] });
    expect(movedTo(container, { options: ['--store'], file: true })?.path).toBe('/a/b');
    expect(movedTo(container, { options: ['--other'] })).toBeUndefined();
  });

  test.each(['/acme.json', '/etc/acme.json', '/proc/1/acme.json'])(
    'is no place for a volume where the setting says %s',
    (file) => {
      const container = containerWith({ args: [`--store=${file}`] });
      const moved = { options: ['--store'], file: true } as const;
      expect(movedTo(container, moved)).toEqual({ by: '--store', path: undefined });
    },
  );
});

test.each([
  [{ command: ['/usr/bin/node', 'a.js'] }, 'node'],
  [{ args: ['/bin/server'] }, 'server'],
  [{ args: ['--port=80'] }, undefined],
  [{}, undefined],
])('the program of %j is %s', (settings, program) => {
  expect(programOf(containerWith(settings))).toBe(program);
});
