import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { UserError } from '../../src/config/user-error.ts';
import { registryOptions } from '../../src/registry/flags.ts';

it('reads what was said, and finds the configuration of Docker', () => {
  const flags = {
    registryAllow: ['registry.corp:5000'],
    registryMirror: ['docker.io=https://mirror.corp/a=b'],
    registryCache: '/tmp/cache',
  };
  expect(registryOptions(flags, { DOCKER_CONFIG: '/etc/docker' })).toEqual({
    allow: ['registry.corp:5000'],
    mirrors: { 'docker.io': 'https://mirror.corp/a=b' },
    cacheFolder: '/tmp/cache',
    dockerConfig: '/etc/docker/config.json',
  });
  expect(registryOptions({}, {}).dockerConfig).toBe(`${homedir()}/.docker/config.json`);
});

it.each(['https://mirror.corp', '=x', ''])('%j is no mirror', (text) => {
  expect(() => registryOptions({ registryMirror: [text] }, {})).toThrow(UserError);
});
