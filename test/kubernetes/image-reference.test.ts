import { describe, expect, test } from 'vitest';
import { parseImageReference } from '../../src/kubernetes/image-reference.ts';

const SHA256 = `sha256:${'0123456789abcdef'.repeat(4)}`;

describe('parseImageReference', () => {
  test.each([
    ['nginx', { repository: 'nginx' }],
    ['nginx:1.27', { repository: 'nginx', tag: '1.27' }],
    ['library/nginx', { repository: 'library/nginx' }],
    ['ghcr.io/a/b/c:v1', { registry: 'ghcr.io', repository: 'a/b/c', tag: 'v1' }],
    ['localhost/app', { registry: 'localhost', repository: 'app' }],
    ['localhost:5000/app', { registry: 'localhost:5000', repository: 'app' }],
    ['[::1]:5000/app:1', { registry: '[::1]:5000', repository: 'app', tag: '1' }],
    ['Host/app', { registry: 'Host', repository: 'app' }],
    ['a__b/c--d.e', { repository: 'a__b/c--d.e' }],
    [`nginx@${SHA256}`, { repository: 'nginx', digest: SHA256 }],
    [
      `localhost:5000/app:1@${SHA256}`,
      { registry: 'localhost:5000', repository: 'app', tag: '1', digest: SHA256 },
    ],
    [`app@sha512:${'0'.repeat(128)}`, { repository: 'app', digest: `sha512:${'0'.repeat(128)}` }],
    [`app:${'t'.repeat(128)}`, { repository: 'app', tag: 't'.repeat(128) }],
    // A bare name with a port is a name with a tag.
    ['localhost:5000', { repository: 'localhost', tag: '5000' }],
  ])('%s', (text, parts) => {
    const none = { registry: undefined, tag: undefined, digest: undefined };
    expect(parseImageReference(text)).toEqual({ ...none, ...parts });
  });

  test.each([
    '',
    ' ',
    ':1.27',
    '/app',
    'app/',
    'app:',
    'app@',
    'Nginx',
    'ghcr.io/Owner/app',
    'nginx 1.27',
    ' nginx',
    'https://ghcr.io/app:1',
    'app:1:2',
    `app:${'t'.repeat(129)}`,
    'app:-1',
    'a___b',
    'a..b',
    '-a',
    'ghcr.io:port/app',
    'app@sha256:abc',
    `app@md5:${'0'.repeat(32)}`,
    `app@${SHA256.toUpperCase()}`,
    `app@${SHA256}:0`,
    `app@${SHA256}@${SHA256}`,
    '0'.repeat(64),
    'a'.repeat(256),
    `a.${'b'.repeat(254)}/app`,
  ])('%j is refused', (text) => {
    expect(parseImageReference(text)).toBeUndefined();
  });

  test('takes no longer for hostile text', () => {
    expect(parseImageReference(`${'a-'.repeat(1_000_000)}!`)).toBeUndefined();
    expect(parseImageReference(`${'a.'.repeat(1_000_000)}/!`)).toBeUndefined();
  });
});
