import { describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { readHosts, targetOf } from '../../src/registry/hosts.ts';

describe('targetOf', () => {
  const hosts = readHosts({
    allow: ['http://localhost:5000', 'registry.corp', '[::1]:5000'],
    mirrors: { 'quay.io': 'https://harbor.corp/proxy/quay', 'index.docker.io': 'http://hub.corp' },
  });
  const NONE = readHosts({});

  it.each([
    ['nginx', 'https://registry-1.docker.io', 'library/nginx', 'latest'],
    ['docker.io/nginx:1.27', 'https://registry-1.docker.io', 'library/nginx', '1.27'],
    [
      'index.docker.io/grafana/grafana',
      'https://registry-1.docker.io',
      'grafana/grafana',
      'latest',
    ],
    ['GHCR.io/a/b:c', 'https://ghcr.io', 'a/b', 'c'],
    ['localhost:5000/a', 'https://localhost:5000', 'a', 'latest'],
    [
      `ghcr.io/a/b:c@sha256:${'0'.repeat(64)}`,
      'https://ghcr.io',
      'a/b',
      `sha256:${'0'.repeat(64)}`,
    ],
  ])('%s', (reference, origin, repository, version) => {
    expect(targetOf(reference, NONE)).toMatchObject({ origin, repository, version });
  });

  it.each([
    ['localhost:5000/a', 'http://localhost:5000', 'localhost:5000', 'a'],
    ['localhost:5001/a', 'https://localhost:5001', 'localhost:5001', 'a'],
    ['registry.corp/a', 'https://registry.corp', 'registry.corp', 'a'],
    ['[::1]:5000/a', 'https://[::1]:5000', '[::1]:5000', 'a'],
    ['quay.io/a/b', 'https://harbor.corp', 'harbor.corp', 'proxy/quay/a/b'],
    ['nginx', 'http://hub.corp', 'hub.corp', 'library/nginx'],
  ])('%s, with what the user named', (reference, origin, registry, repository) => {
    expect(targetOf(reference, hosts)).toMatchObject({ origin, registry, repository });
  });

  it.each(['', 'A b', 'x@sha256:1', '../x', 'localhost:99999/a'])('%j is none', (reference) => {
    expect(() => targetOf(reference, NONE)).toThrow(/is no/);
  });
});

describe('readHosts', () => {
  it('refuses a path of an allowed host', () => {
    expect(() => readHosts({ allow: ['host/path'] })).toThrow('has a path');
  });

  it.each(['', 'a b', 'http://', 'u:p@host', 'ftp://host', 'host?x', 'host#x'])(
    '%j is refused',
    (text) => {
      expect(() => readHosts({ allow: [text] })).toThrow(UserError);
      expect(() => readHosts({ mirrors: { 'docker.io': text } })).toThrow(UserError);
    },
  );
});
