import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { knownImage } from '../../src/images/known-image.ts';
import { canonicalReference } from '../../src/images/reference.ts';
import { isInRange, versionOf, wordsOf } from '../../src/images/version.ts';
import { runs } from '../properties/runs.ts';

const HASH = 'a1'.repeat(32);
const DIGEST = `sha256:${HASH}`;

describe('the canonical name of an image', () => {
  test.each([
    ['nginx', 'docker.io/library/nginx'],
    ['nginx:1.27', 'docker.io/library/nginx', '1.27'],
    ['library/nginx', 'docker.io/library/nginx'],
    ['docker.io/nginx', 'docker.io/library/nginx'],
    ['docker.io/library/nginx:1.27-alpine', 'docker.io/library/nginx', '1.27-alpine'],
    ['index.docker.io/nginx', 'docker.io/library/nginx'],
    ['index.docker.io/library/nginx', 'docker.io/library/nginx'],
    ['registry-1.docker.io/library/nginx', 'docker.io/library/nginx'],
    ['mirror.gcr.io/library/nginx', 'docker.io/library/nginx'],
    ['mirror.gcr.io/nginx', 'docker.io/library/nginx'],
    ['mirror.gcr.io/grafana/grafana:11.0.0', 'docker.io/grafana/grafana', '11.0.0'],
    ['mirror.gcr.io/bitnamilegacy/redis', 'docker.io/bitnami/redis'],
    ['public.ecr.aws/docker/library/redis:7', 'docker.io/library/redis', '7'],
    ['public.ecr.aws/bitnami/redis', 'docker.io/bitnami/redis'],
    ['public.ecr.aws/nginx/nginx', 'public.ecr.aws/nginx/nginx'],
    ['bitnamilegacy/redis', 'docker.io/bitnami/redis'],
    ['docker.io/bitnamilegacy/redis:7.2.4', 'docker.io/bitnami/redis', '7.2.4'],
    ['grafana/loki', 'docker.io/grafana/loki'],
    ['k8s.gcr.io/pause:3.1', 'registry.k8s.io/pause', '3.1'],
    ['gcr.io/google_containers/nginx-slim:0.8', 'registry.k8s.io/nginx-slim', '0.8'],
    ['gcr.io/google-containers/pause', 'registry.k8s.io/pause'],
    ['gcr.io/google-samples/hello-app', 'gcr.io/google-samples/hello-app'],
    ['registry.k8s.io/coredns/coredns:v1.11.1', 'registry.k8s.io/coredns/coredns', 'v1.11.1'],
    ['quay.io/argoproj/argocd', 'quay.io/argoproj/argocd'],
    ['localhost/web', 'localhost/web'],
    ['localhost:5000/web:1', 'localhost:5000/web', '1'],
    ['registry.example.com:5000/a/b/c:x', 'registry.example.com:5000/a/b/c', 'x'],
    ['registry.example.com/nginx', 'registry.example.com/nginx'],
    ['docker.io.example.com/nginx', 'docker.io.example.com/nginx'],
    ['notmirror.gcr.io/nginx', 'notmirror.gcr.io/nginx'],
    ['a/b/c', 'docker.io/a/b/c'],
    ['my_org/my.app--x', 'docker.io/my_org/my.app--x'],
    [
      'nginx:RELEASE.2024-01-01T00-00-00Z',
      'docker.io/library/nginx',
      'RELEASE.2024-01-01T00-00-00Z',
    ],
  ])('%s', (image, name, tag?: string) => {
    expect(canonicalReference(image)).toMatchObject({ name, tag, digest: undefined });
  });

  test.each([
    [`nginx@${DIGEST}`, undefined],
    [`nginx:1.27@${DIGEST}`, '1.27'],
    [`docker.io/library/nginx:1.27@${DIGEST}`, '1.27'],
  ])('with a digest: %s', (image, tag) => {
    expect(canonicalReference(image)).toEqual({
      name: 'docker.io/library/nginx',
      tag,
      digest: DIGEST,
      isGuessed: false,
    });
  });

  test.each([
    '',
    ' ',
    'nginx ',
    'NGINX',
    'nginx:',
    ':1',
    'nginx@sha256:1',
    'nginx:a:b',
    '/nginx',
    'nginx/',
    'a//b',
    '{{ .Values.image }}',
    '$(IMAGE)',
    HASH,
    `nginx:${'x'.repeat(129)}`,
  ])('none for %j', (image) => {
    expect(canonicalReference(image)).toBeUndefined();
  });
});

test('any text is looked up without a fault, and a canonical name is its own', () => {
  const part = fc.stringMatching(/^[a-z0-9]{1,8}([._-][a-z0-9]{1,4})?$/);
  const host = fc.constantFrom('', 'docker.io/', 'mirror.gcr.io/', 'k8s.gcr.io/', 'bitnamilegacy/');
  const name = fc.tuple(host, fc.array(part, { minLength: 1, maxLength: 3 }));
  const reference = name.map(([start, parts]) => `${start}${parts.join('/')}`);
  const image = fc.oneof(
    reference,
    fc.string(),
    fc.string().map((tag) => `redis:${tag}`),
  );
  fc.assert(
    fc.property(image, (text) => {
      const canonical = canonicalReference(text);
      expect(() => knownImage(text)).not.toThrow();
      if (canonical) expect(canonicalReference(canonical.name)?.name).toBe(canonical.name);
    }),
    runs(100),
  );
});

describe('the version that a tag names', () => {
  test.each([
    ['1.27', '1.27'],
    ['1.27-alpine', '1.27'],
    ['1.27.3-alpine3.20-slim', '1.27.3'],
    ['7.2.4-bookworm', '7.2.4'],
    ['v1.2.3', '1.2.3'],
    ['V2', '2'],
    ['18', '18'],
    ['18beta1', undefined],
    ['3.13.0rc1-slim', '3.13.0'],
    ['26.0.Final', '26.0'],
    ['distroless-v1.30', '1.30'],
    ['v3.5.0-distroless', '3.5.0'],
    ['RELEASE.2024-05-10T01-41-38Z', '2024.05.10'],
    ['1.2.3_ls45', '1.2.3'],
    ['6.7-php8.3-apache', '6.7'],
    ['php8.3-fpm', undefined],
    ['fpm-alpine3.22', undefined],
    ['latest', undefined],
    ['nonroot', undefined],
    ['1234abc', undefined],
    ['deadbeef', undefined],
    ['sha-0a1b2c3', undefined],
    [undefined, undefined],
  ])('%s', (tag, version) => {
    expect(versionOf(tag)).toBe(version);
  });

  test('has words beside it', () => {
    expect(wordsOf('8.4-fpm-alpine3.22')).toEqual(['', 'fpm', 'alpine']);
    expect(wordsOf('11.4-UBI9')).toEqual(['', 'ubi']);
    expect(wordsOf(undefined)).toEqual(['']);
  });

  test.each([
    ['1.27', '1', true],
    ['2.0', '1', false],
    ['10.0', '1', false],
    ['1.6.31', '1.6', true],
    ['1.5', '1.6', false],
    ['6.2', '6.2 - 8', true],
    ['6.1.9', '6.2 - 8', false],
    ['8.99.1', '6.2 - 8', true],
    ['9', '6.2 - 8', false],
    ['6', '6.2 - 8', true],
    ['18', '>=18', true],
    ['17.9', '>=18', false],
    ['18.1', '>=18', true],
    ['2.3.9', '<2.4', true],
    ['2.4', '<2.4', false],
  ])('%s in %s: %s', (version, range, isIn) => {
    expect(isInRange(version, range)).toBe(isIn);
  });
});
