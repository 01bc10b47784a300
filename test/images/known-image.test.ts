import { describe, expect, test } from 'vitest';
import {
  describeUser,
  describeWrites,
  listPaths,
  neededWrites,
} from '../../src/images/describe.ts';
import { type KnownImage, knownImage } from '../../src/images/known-image.ts';
import { readProjectImages } from '../../src/images/project-images.ts';
import { sourceUrl } from '../../src/images/source.ts';

function known(image: string): KnownImage {
  const found = knownImage(image);
  if (!found) throw new Error(`Nothing is known of ${image}.`);
  return found;
}

function paths(image: string): string[] | undefined {
  return known(image).writes?.map(({ path }) => path);
}

describe('what is known of an image', () => {
  test.each(['acme/web', 'registry.example.com/nginx', 'nginx:', '', 'nginx2', 'library/ngin'])(
    'is nothing for %j',
    (image) => {
      expect(knownImage(image)).toBeUndefined();
    },
  );

  test('is found under all of its names', () => {
    const names = [
      'prom/prometheus',
      'quay.io/prometheus/prometheus',
      'mirror.gcr.io/prom/prometheus',
    ];
    expect(names.map((name) => known(name).id)).toEqual(names.map(() => 'prometheus'));
  });

  test('is what its tag says', () => {
    expect(known('redis:7.2').nonRoot).toMatchObject({ uid: 999, gid: 999 });
    expect(known('redis:7.2-alpine3.20').nonRoot).toMatchObject({ uid: 999, gid: 1000 });
    expect(known('prom/prometheus:v3.1.0').user?.declared).toBe('name');
    expect(known('prom/prometheus:v3.1.0-distroless').user?.declared).toBe('numeric');
    expect(known('gcr.io/distroless/static:nonroot').user?.uid).toBe(65532);
    expect(known('gcr.io/distroless/static:latest').user?.declared).toBe('root');
    expect(known('php:8.4').ports).toEqual([]);
    expect(known('php:8.4-apache').lowPorts).toEqual([80]);
    expect(known('php:8.4-fpm').nonRoot).toMatchObject({ uid: 33 });
    expect(known('php:8.4-fpm-alpine').nonRoot).toMatchObject({ uid: 82 });
  });

  test('is what its version says', () => {
    expect(paths('postgres:17')).toContain('/var/lib/postgresql/data');
    expect(paths('postgres:18')).toContain('/var/lib/postgresql');
    expect(paths('postgres:18-alpine')).not.toContain('/var/lib/postgresql/data');
    expect(known('postgres:18-alpine').nonRoot?.uid).toBe(70);
    expect(known('registry.k8s.io/pause:3.4.1').user?.declared).toBe('root');
    expect(known('registry.k8s.io/pause:3.10').user?.declared).toBe('numeric');
    expect(known('haproxy:2.2').user?.declared).toBe('root');
  });

  test('tells writing nothing from not knowing', () => {
    expect(known('memcached:1.6').writes).toEqual([]);
    expect(known('gitea/gitea:1.24').writes).toBeUndefined();
    expect(known('gitea/gitea:1.24-rootless').writes).toHaveLength(3);
  });

  test('says which capabilities a binary needs', () => {
    expect(known('caddy:2').fileCapabilities).toEqual(['NET_BIND_SERVICE']);
    expect(known('registry.k8s.io/coredns/coredns:v1.11.1').fileCapabilities).toEqual([
      'NET_BIND_SERVICE',
    ]);
    expect(known('nginx').fileCapabilities).toEqual([]);
  });

  test('says what of its node it needs, and where it needs nothing', () => {
    for (const tag of ['27', '27-dind', '20-dind', '29-dind-rootless', 'latest']) {
      expect(known(`docker:${tag}`).needs?.privileged).toBe(true);
    }
    // Until version 22 a tag without a word was the client alone.
    for (const tag of ['27-cli', '28-git', '20', '20.10.7-alpine']) {
      expect(known(`docker:${tag}`).needs).toEqual({});
    }
    expect(known('nginx:1.27').needs).toBeUndefined();
    expect(known('quay.io/prometheus/node-exporter:v1.9').needs?.hostNamespaces).toEqual([
      'hostNetwork',
      'hostPID',
    ]);
  });

  test('says of each path how it is known, and where it was read', () => {
    expect(known('nginx:1.30').writes?.[0]).toEqual({
      path: '/var/cache/nginx',
      kind: 'cache',
      isCopyable: false,
      ifMounted: undefined,
      isPersistent: false,
      when: undefined,
      hidesFiles: false,
      evidence: 'docs',
      isRead: true,
      source: expect.stringMatching(/^docker-library\/docs@[0-9a-f]+:nginx\/content\.md$/),
    });
  });
});

describe('how far it can be relied on', () => {
  test('is shipped where its own manifests have a read-only root, for a version that was read', () => {
    const image = known('registry.k8s.io/coredns/coredns:v1.11.1');
    expect([image.confidence, image.caveats]).toEqual(['shipped', []]);
  });

  test('is read where all was read', () => {
    expect(known('postgres:17').confidence).toBe('read');
    expect(known('redis:7').confidence).toBe('read');
  });

  test.each([
    ['nginx', ['the facts are from version 1, the tag names no version']],
    ['redis:5', ['the facts are from versions 6.2 to 8, the tag names 5']],
    ['mysql:8.4', ['not checked whether the image writes to `/tmp`']],
    [
      'public.ecr.aws/docker/library/nginx:1.27',
      ['not checked whether the image is a copy of `docker.io/library/nginx`'],
    ],
    [
      'gitea/gitea:1.24',
      [
        'the catalog does not say for which versions its facts are',
        'not known where the image writes',
        'not checked whether the image works with a read-only root filesystem',
      ],
    ],
  ])('is doubtful for %s', (image, caveats) => {
    expect([known(image).confidence, known(image).caveats]).toEqual(['doubtful', caveats]);
  });

  test('is doubtful where maintainers do not support it, or it takes changes', () => {
    const controller = known('registry.k8s.io/ingress-nginx/controller:v1.15.1');
    expect(controller.readOnlyRoot?.works).toBe('never');
    expect(controller.confidence).toBe('doubtful');
    expect(known('cassandra:5.0').confidence).toBe('doubtful');
  });

  test('counts a version that only a variant was read for', () => {
    expect(known('influxdb:3.1').isVersionChecked).toBe(true);
    expect(known('influxdb:2.6').isVersionChecked).toBe(false);
    expect(known(`nginx@sha256:${'0'.repeat(64)}`).isVersionChecked).toBe(false);
  });
});

describe('how it is described', () => {
  test.each([
    ['nginx:1.27', 'writes to `/var/cache/nginx` and `/var/run`'],
    ['postgres:17', 'writes to `/var/lib/postgresql/data` and `/var/run/postgresql`'],
    [
      'tomcat:10.1',
      'writes to `/usr/local/tomcat/work`, `/usr/local/tomcat/temp` and `/usr/local/tomcat/logs`',
    ],
    ['redis:7', 'writes to `/data`'],
    ['node:22', 'may write to `/tmp` and `/home/node/.npm`'],
    ['memcached:1.6', 'writes nothing'],
    ['gitea/gitea:1.24', 'writes to paths that are not known'],
  ])('%s %s', (image, text) => {
    expect(describeWrites(known(image))).toBe(text);
  });

  test.each([
    ['nginx:1.27', 'starts as root, then becomes `nginx` (101:101)'],
    ['node:22', 'starts as root'],
    [
      'memcached:1.6',
      "starts as `memcache` (11211:11211), a name, which Kubernetes can't tell from root",
    ],
    ['quay.io/argoproj/argocd:v3.0.0', 'starts as user 999'],
    ['grafana/loki:3.0.0', 'starts as a user that is not known'],
  ])('%s %s', (image, text) => {
    expect(describeUser(known(image))).toBe(text);
  });

  test('lists paths as a sentence has them', () => {
    expect(listPaths([])).toBe('');
    expect(listPaths(neededWrites(known('redis:7')))).toBe('`/data`');
  });

  test.each([
    ['a/b@0123abc:c/d.yaml', 'https://github.com/a/b/blob/0123abc/c/d.yaml'],
    ['a/b:Dockerfile', 'https://github.com/a/b/blob/HEAD/Dockerfile'],
    ['a/b#12', 'https://github.com/a/b/issues/12'],
    ['https://example.com/x#y', 'https://example.com/x#y'],
  ])('%s is read at %s', (source, url) => {
    expect(sourceUrl(source)).toBe(url);
  });
});

describe('a confirmation', () => {
  const OWN = `- images: [example/app]
  versions: '1'
  writes: []
  confirmed: { how: image, program: app, version: '1.4.2', date: '2026-01-31' }
  variants: [{ tag: [alpine], writes: [] }]
`;
  const read = readProjectImages({ path: 'images.yml', text: OWN });
  const own = 'images' in read ? read.images : undefined;

  test.each([
    ['1.4', true],
    ['1.4.9', true],
    ['1.5', false],
    ['1', false],
    ['latest', false],
    ['1.4-alpine', false],
  ])('of 1.4.2 holds for %s: %s', (tag, holds) => {
    const image = knownImage(`example/app:${tag}`, own);
    expect(image?.confirmed !== undefined).toBe(holds);
    expect(image?.caveats.some((caveat) => caveat.includes('a read-only root'))).toBe(!holds);
    if (holds) expect(image?.confidence).toBe('read');
  });

  test('takes no other doubt away', () => {
    const text = OWN.replace(
      'writes: []\n  confirmed',
      "writes: [{ path: /tmp, kind: scratch, volume: emptyDir, evidence: unread, source: 'a guess, 2026-01-31' }]\n  confirmed",
    );
    const doubted = readProjectImages({ path: 'images.yml', text });
    const images = 'images' in doubted ? doubted.images : undefined;
    expect(knownImage('example/app:1.4', images)).toMatchObject({
      confidence: 'doubtful',
      caveats: [
        'not checked whether the image writes to `/tmp`',
        'not checked whether the image has files in `/tmp`',
      ],
    });
  });
});
