import { homedir } from 'node:os';
import { expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { registryOptions } from '../../src/registry/flags.ts';

it('reads what was said, and finds the configuration of Docker', () => {
  const flags = {
    registry: true,
    registryAllow: ['registry.corp:5000'],
    registryMirror: ['docker.io=https://mirror.corp/a=b'],
    registryCache: '/tmp/cache',
  };
  expect(registryOptions(flags, { DOCKER_CONFIG: '/etc/docker' })).toEqual({
    allow: ['registry.corp:5000'],
    mirrors: { 'docker.io': 'https://mirror.corp/a=b' },
    cacheFolder: '/tmp/cache',
    dockerConfig: '/etc/docker/config.json',
    layers: 'unknown',
  });
  expect(registryOptions({ registry: true }, {})?.dockerConfig).toBe(
    `${homedir()}/.docker/config.json`,
  );
});

it.each(['https://mirror.corp', '=x', ''])('%j is no mirror', (text) => {
  expect(() => registryOptions({ registry: true, registryMirror: [text] }, {})).toThrow(UserError);
});

it('asks nothing unless it is told to, and refuses what would do nothing', () => {
  const none = { registry: false, registryAllow: [], registryMirror: [] };
  expect(registryOptions(none, {})).toBeUndefined();
  const registry = false;
  for (const flags of [
    { registryAllow: ['registry.corp'] },
    { registryMirror: ['docker.io=https://mirror.corp'] },
    { registryCache: '/tmp/cache' },
  ]) {
    expect(() => registryOptions({ registry, ...flags }, {})).toThrow(
      'registry-allow, registry-mirror and registry-cache do nothing without registry',
    );
  }
});
