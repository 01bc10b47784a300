import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { ChartIndexCache } from '../../src/registry/chart-index-cache.ts';
import { chooseVersion, versionsIn } from '../../src/registry/chart-index.ts';
import { sha256 } from '../../src/registry/digest.ts';
import { fetchChart } from '../../src/registry/fetch-chart.ts';
import { unpackChart } from '../../src/registry/unpack-chart.ts';
import { chartArchives } from '../../src/run/chart-archives.ts';
import { type Files, blob, descriptor, json, tar } from '../double/registry/image.ts';
import type { Handler, Server } from '../double/registry/server.ts';
import { allow, serve, serving, stopServers } from '../double/registry/serving.ts';

afterEach(stopServers);

const CONFIG = 'application/vnd.cncf.helm.config.v1+json';
const LAYER = 'application/vnd.cncf.helm.chart.content.v1.tar+gzip';
const MANIFEST = 'application/vnd.oci.image.manifest.v1+json';

const WEB: Files = {
  'web/Chart.yaml': 'apiVersion: v2\nname: web\nversion: 1.2.3\n',
  'web/templates/a.yaml': 'kind: Pod\n',
};

async function archiveOf(files: Files): Promise<Buffer> {
  return gzipSync(await tar(files));
}

/** A registry with a chart. */
async function registry(archive: Buffer, config = CONFIG, sent = archive) {
  const [own, layer] = [blob(json({ name: 'web' }), config), blob(archive, LAYER)];
  const manifest = { schemaVersion: 2, config: descriptor(own), layers: [descriptor(layer)] };
  const blobs = [own, { ...layer, bytes: sent }];
  return serve(serving({ ...blob(json(manifest), MANIFEST), blobs, children: [] }));
}

/** A chart repository. */
async function repository(files: Readonly<Record<string, Buffer | string>>) {
  const handler: Handler = ({ url = '' }, response) => {
    const found = files[url.slice(1)];
    response.writeHead(found === undefined ? 404 : 200).end(found);
  };
  return serve(handler);
}

function index(digest: string): string {
  return `apiVersion: v1
entries:
  api:
  - { version: 1.0.0, urls: [api.tgz] }
  web:
  - version: 1.2.3
    digest: ${digest.replace('sha256:', '')}
    urls: [archives/web-1.2.3.tgz]
  - { version: 1.3.0-rc.1, urls: [rc.tgz] }
  web-ui:
  - { version: 9.0.0, urls: [ui.tgz] }
generated: "2026-01-01"
`;
}

describe('a chart in a registry', () => {
  it('is read by its version, and is what its digest says', async () => {
    const archive = await archiveOf(WEB);
    const server = await registry(archive);
    const place = { address: `oci://${server.host}/charts/web`, version: '1.2.3+a' };
    const fetched = await fetchChart(place, { allow: allow(server) });
    expect(fetched).toEqual({ version: '1.2.3+a', archive, digest: sha256(archive) });
    // What a tag can't have, Helm writes as `_`.
    expect(server.requests[0]?.url).toBe('/v2/charts/web/manifests/1.2.3_a');
  });

  it.each([
    ['no chart', 'unsupported', async () => registry(await archiveOf(WEB), 'application/other')],
    [
      'another archive',
      'digest-mismatch',
      async () => registry(await archiveOf(WEB), CONFIG, Buffer.from('other')),
    ],
  ])('%s is refused', async (_, code, start) => {
    const server = await start();
    const place = { address: `oci://${server.host}/charts/web`, version: '1.2.3' };
    await expect(fetchChart(place, { allow: allow(server) })).rejects.toMatchObject({ code });
  });

  it.each([undefined, '>=1.0.0', '1.x'])('needs an exact version, and not %s', async (version) => {
    const place = { address: 'oci://registry.example.com/charts/web', version };
    await expect(fetchChart(place, {})).rejects.toMatchObject({ code: 'no-reference' });
  });
});

describe('a chart in a chart repository', () => {
  it.each(['1.2.3', 'v1.2.3', undefined])('is found in the index by %s', async (version) => {
    const archive = await archiveOf(WEB);
    const server = await repository({
      'stable/index.yaml': index(sha256(archive)),
      'stable/archives/web-1.2.3.tgz': archive,
    });
    const place = { address: `http://${server.host}/stable/web`, version };
    const fetched = await fetchChart(place, { allow: allow(server) });
    expect(fetched).toEqual({ version: '1.2.3', archive, digest: sha256(archive) });
  });

  it.each([
    ['another archive', 'digest-mismatch', '1.2.3', 'web'],
    ['another version', 'not-found', '1.2.4', 'web'],
    ['an archive that is not there', 'not-found', '1.0.0', 'api'],
    ['another chart', 'not-found', '1.2.3', 'we'],
  ])('%s is refused', async (_, code, version, name) => {
    const server = await repository({
      'index.yaml': index(sha256(Buffer.from('this'))),
      'archives/web-1.2.3.tgz': 'other',
    });
    const place = { address: `http://${server.host}/${name}`, version };
    await expect(fetchChart(place, { allow: allow(server) })).rejects.toMatchObject({ code });
  });

  it('is not asked for in a private network that nobody named', async () => {
    const place = { address: 'http://127.0.0.1:1/web', version: '1.2.3' };
    await expect(fetchChart(place, {})).rejects.toMatchObject({ code: 'refused-address' });
  });

  it.each(['https://a:99999/web', 'https://:1/web'])('is not asked for at %s', async (address) => {
    const place = { address, version: '1.2.3' };
    await expect(fetchChart(place, {})).rejects.toMatchObject({ code: 'no-reference' });
  });

  it.each([
    ['carriage returns', (text: string) => text.replaceAll('\n', '\r\n')],
    ['a quoted name', (text: string) => text.replace('web:', '"web":')],
    ['deeper items', (text: string) => text.replaceAll(/^ {2}(?=-| {2})/gm, '      ')],
    ['empty lines and comments', (text: string) => text.replaceAll('\n', '\n\n      # more\n')],
    ['as many empty lines as it may have', (text: string) => `${'\n'.repeat(2 ** 24)}${text}`],
  ])('is found in an index with %s', (_, edit) => {
    const versions = versionsIn(Buffer.from(edit(index('0'.repeat(64)))), 'web');
    expect(versions.map(({ version }) => version)).toEqual(['1.2.3', '1.3.0-rc.1']);
  });

  it.each([undefined, 2])('is found in an index of JSON, indented by %s', (indent) => {
    const digest = '0'.repeat(64);
    const web = [
      { version: '1.2.3', urls: ['web.tgz', 'other.tgz'], digest },
      { version: '1.2.2', urls: ['old.tgz'] },
      { version: '1.2.1' },
      { version: '1.2.0', urls: ['a'], digest: 'md5:0' },
    ];
    const written = Buffer.from(JSON.stringify({ entries: { api: [], web } }, null, indent));
    expect(versionsIn(written, 'web')).toEqual([
      { version: '1.2.3', url: 'web.tgz', digest: `sha256:${digest}` },
      { version: '1.2.2', url: 'old.tgz', digest: undefined },
    ]);
    expect(() => versionsIn(written, 'we')).toThrow('its repository does not have it');
  });

  it.each([
    ['a page', '<!doctype html>\n', "can't be read"],
    ['a part that is no YAML', 'entries:\n  web:\n  - "a\n', "can't be read"],
    [
      'a part that is too large',
      `entries:\n  web:\n  - version: ${'1'.repeat(3_000_000)}\n`,
      "can't be read",
    ],
    ['a flow that is no JSON', '{entries: {web: []}}', 'is no JSON'],
    ['JSON without entries', '{}', 'has not the shape'],
    ['JSON that is nested deeply', `{"entries":{"web":${'['.repeat(4_000_000)}`, 'is no JSON'],
    [
      'entries that are nested deeply',
      `{"entries":{"web":[${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}]}}`,
      'has not the shape',
    ],
    ['much JSON', `{"entries":{"a":[${'{},'.repeat(3_000_000)}{}]}}`, 'JSON of more than 8388608'],
    ['no entries', 'apiVersion: v1\nentries: {}\n', 'its repository does not have it'],
  ])('is refused with what is the matter: %s', (_, text, reason) => {
    expect(() => versionsIn(Buffer.from(text), 'web')).toThrow(reason);
  });

  it('has its newest version by numbers, without trials', () => {
    const text =
      'entries:\n  web:\n    - version: 1.9.0\n      urls: [a]\n    - version: 1.10.0\n      urls: [b]\n    - version: 2.0.0-rc.1\n      urls: [c]\n';
    expect(chooseVersion(versionsIn(Buffer.from(text), 'web'), undefined).url).toBe('b');
  });
});

describe('the index of a chart repository in a run', () => {
  const asked = (server: Server): string[] => server.requests.map(({ url }) => url);

  it('is asked for once for all charts, and once for each repository', async () => {
    const archive = await archiveOf(WEB);
    const files = { 'index.yaml': index(sha256(archive)), 'archives/web-1.2.3.tgz': archive };
    const more = { ...files, 'api.tgz': archive, 'ui.tgz': archive };
    const servers = [await repository(more), await repository(more)];
    const { pull } = chartArchives({ allow: allow(...servers) });
    for (const { host } of servers) {
      const at = `http://${host}`;
      const first = await pull?.({ address: `${at}/web`, version: '1.2.3' });
      const others = await Promise.all([
        pull?.({ address: `${at}/api`, version: '1.0.0' }),
        pull?.({ address: `${at}/web-ui`, version: '9.0.0' }),
      ]);
      for (const one of [first, ...others]) expect(one).toHaveProperty('files');
    }
    for (const server of servers) {
      expect(asked(server).toSorted()).toEqual([
        '/api.tgz',
        '/archives/web-1.2.3.tgz',
        '/index.yaml',
        '/ui.tgz',
      ]);
    }
  });

  it('is asked for once at the same time', async () => {
    const server = await repository({ 'index.yaml': index('') });
    const { pull } = chartArchives({ allow: allow(server) });
    const places = ['a', 'b', 'c'].map((name) => ({ address: `http://${server.host}/${name}` }));
    await Promise.all(places.map(async (one) => pull?.({ ...one, version: '1.0.0' })));
    expect(asked(server)).toEqual(['/index.yaml']);
  });

  it('is not asked for again where it can not be had', async () => {
    const server = await repository({});
    const { pull } = chartArchives({ allow: allow(server) });
    const address = `http://${server.host}/web`;
    const reason = `the chart can't be pulled: ${server.host} does not have it`;
    for (const version of ['1.2.3', '1.2.4']) {
      expect(await pull?.({ address, version })).toEqual({ reason });
    }
    expect(asked(server)).toEqual(['/index.yaml']);
  });

  it('is asked for again after the time of a chart was over', async () => {
    const server = await serve(() => {});
    const { pull } = chartArchives({ allow: allow(server), deadline: 50 });
    const address = `http://${server.host}/web`;
    for (const version of ['1.2.3', '1.2.4']) {
      expect(await pull?.({ address, version })).toHaveProperty('reason');
    }
    expect(asked(server)).toEqual(['/index.yaml', '/index.yaml']);
  });

  it('is not kept beyond some memory', async () => {
    const indexes = new ChartIndexCache();
    const { signal } = new AbortController();
    const read = vi.fn<() => Promise<Buffer>>(async () => Buffer.alloc(24 * 1024 ** 2));
    for (const address of ['a', 'b', 'c', 'a', 'b', 'c']) {
      await indexes.get(address, signal, read);
    }
    expect(read).toHaveBeenCalledTimes(4);
  });
});

describe('the archive of a chart', () => {
  it('is unpacked without its folder; links and what leads out are left out', async () => {
    const unpacked = await unpackChart(
      await archiveOf({
        ...WEB,
        'web/a.yaml': { link: '/etc/passwd' },
        'web/../../b.yaml': 'b',
        'web/..': 'b',
        '/etc/c.yaml': 'c',
        'web//c.yaml': 'c',
        './web/files/./d.yaml': 'd',
      }),
    );
    expect(Object.keys(unpacked.files).toSorted()).toEqual([
      'Chart.yaml',
      'files/d.yaml',
      'templates/a.yaml',
    ]);
    expect(unpacked.links).toEqual(['a.yaml']);
  });

  it.each([
    ['no archive', async () => Buffer.from('no archive')],
    ['an archive of something else', async () => archiveOf({ 'web/a.yaml': 'a' })],
  ])('%s is refused', async (_, make) => {
    await expect(unpackChart(await make())).rejects.toMatchObject({ code: 'invalid' });
  });

  it('has no more bytes than a chart has', async () => {
    const large = 'a'.repeat(12 * 1024 ** 2);
    const files = { ...WEB, 'web/a': large, 'web/b': large, 'web/c': large };
    await expect(unpackChart(await archiveOf(files))).rejects.toMatchObject({ code: 'too-large' });
  });
});
