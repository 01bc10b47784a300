import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { getCACertificates, setDefaultCACertificates } from 'node:tls';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { inspect, listFiles } from '../../src/registry/list-files.ts';
import { readImageConfigs } from '../../src/registry/read-image-configs.ts';
import {
  type Certificate,
  type DockerRegistry,
  makeCertificate,
  missingTools,
  startDockerRegistry,
} from '../double/registry/docker-registry.ts';
import { CONFIG, EXPECTED, makeImage, makeIndex } from '../double/registry/image.ts';
import { type Server, forwardTo, startServer } from '../double/registry/server.ts';

const scratch = mkdtempSync(join(tmpdir(), 'podseal-test-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const missing = missingTools();

describe.skipIf(missing)('a registry for everybody', () => {
  let registry: DockerRegistry;
  beforeAll(async () => {
    registry = await startDockerRegistry();
  });
  afterAll(() => registry.stop());

  const plain = (host: string) => ({ allow: [`http://${host}`] });

  async function read(repository: string, options: object = {}) {
    const reference = `${registry.host}/${repository}`;
    const all = { ...plain(registry.host), ...options };
    return (await readImageConfigs([reference], all)).get(reference);
  }

  it.each(['oci', 'docker'] as const)('gives the configuration of an image (%s)', async (style) => {
    const image = await makeImage({ style, config: CONFIG });
    await registry.push(`${style}/app`, '1.0', image);
    expect(await read(`${style}/app:1.0`)).toEqual({ ...EXPECTED, digest: image.digest });
    expect(await read(`${style}/app@${image.digest}`)).toEqual({
      ...EXPECTED,
      digest: image.digest,
    });
  });

  it.each(['oci', 'docker'] as const)('prefers linux/amd64 of an index (%s)', async (style) => {
    const others = ['arm64', 'amd64'].map(async (architecture) =>
      makeImage({ style, config: { User: architecture }, platform: { os: 'linux', architecture } }),
    );
    const index = makeIndex(await Promise.all(others), style);
    await registry.push(`${style}/multi`, 'latest', index);
    expect(await read(`${style}/multi`)).toMatchObject({
      user: 'amd64',
      platform: 'linux/amd64',
      digest: index.digest,
    });
  });

  it('takes another platform and says which', async () => {
    const platforms = [
      { os: 'unknown', architecture: 'unknown' },
      { os: 'windows', architecture: 'amd64' },
      { os: 'linux', architecture: 'arm64' },
    ];
    const images = platforms.map(async (platform) => makeImage({ platform }));
    await registry.push('arm', 'latest', makeIndex(await Promise.all(images)));
    expect(await read('arm')).toMatchObject({ user: '', platform: 'linux/arm64' });
  });

  it('says what is not there, and reads the others', async () => {
    await registry.push('there', 'latest', await makeImage());
    const references = ['there', 'missing'].map((name) => `${registry.host}/${name}`);
    const found = await readImageConfigs([...references, 'No Reference'], plain(registry.host));
    expect([...found.values()]).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ user: '' }),
        { code: 'not-found', reason: `${registry.host} does not have it` },
        { code: 'no-reference', reason: 'it is not a valid image reference' },
      ]),
    );
  });

  it('is not asked at all unless it was named', async () => {
    const reference = `${registry.host}/there`;
    const refused = async (allow: string[]) =>
      (await readImageConfigs([reference], { allow })).get(reference);
    expect(await refused([])).toEqual({
      code: 'refused-address',
      reason: `${registry.host} is no public address`,
    });
    // Named with TLS, which it does not have.
    expect(await refused([registry.host])).toMatchObject({ code: 'unreachable' });
  });

  it('is asked as the mirror of another one, in a folder of it', async () => {
    const image = await makeImage({ config: CONFIG });
    await registry.push('hub/library/nginx', '1.27', image);
    const mirrors = { 'docker.io': `http://${registry.host}/hub` };
    const found = await readImageConfigs(['nginx:1.27'], { mirrors });
    expect(found.get('nginx:1.27')).toEqual({ ...EXPECTED, digest: image.digest });
  });

  it('says which paths have files, whatever layers take away', async () => {
    const layers = [
      {
        'var/': '',
        'var/run': { link: '/run' },
        'var/cache/nginx/': '',
        'var/cache/apt/archives/a.deb': 'x',
        'var/lib/gone/file': 'x',
        'run/': '',
        'usr/share/nginx/html/index.html': 'hello',
        'usr/share/nginx/html/50x.html': 'sorry',
      },
      {
        'var/cache/apt/.wh..wh..opq': '',
        'var/lib/.wh.gone': '',
        'run/lock/': '',
      },
    ];
    const paths = ['/var/cache/nginx', '/var/cache/apt', '/var/lib/gone', '/var/run', '/nowhere'];
    const asked = [...paths, '/usr/share/nginx/html', '/usr/share/nginx/html/index.html'];
    for (const pack of ['gzip', 'zstd', 'none'] as const) {
      await registry.push('files', pack, await makeImage({ layers, pack }));
      const reference = `${registry.host}/files:${pack}`;
      const found = await listFiles(reference, asked, plain(registry.host));
      expect(Object.fromEntries(found as Map<string, unknown>)).toEqual({
        '/var/cache/nginx': { state: 'empty', examples: [] },
        '/var/cache/apt': { state: 'empty', examples: [] },
        '/var/lib/gone': { state: 'absent', examples: [] },
        '/var/run': { state: 'content', examples: ['lock'] },
        '/nowhere': { state: 'absent', examples: [] },
        '/usr/share/nginx/html': { state: 'content', examples: ['50x.html', 'index.html'] },
        '/usr/share/nginx/html/index.html': { state: 'file', examples: [] },
      });
    }
  });

  it('gives no more of the layers than the limit, and the configuration all the same', async () => {
    await registry.push('large', 'latest', await makeImage({ config: CONFIG }));
    const options = { ...plain(registry.host), maxLayerBytes: 20 };
    expect(await inspect(`${registry.host}/large`, ['/etc'], options)).toMatchObject({
      config: EXPECTED,
      files: { code: 'too-large', reason: 'it has more bytes than are read' },
    });
  });

  it('keeps documents by their digests in a folder, and believes none that was changed', async () => {
    const image = await makeImage({ config: CONFIG });
    await registry.push('cached', '1', image);
    const cacheFolder = join(scratch, 'cache');
    await read('cached:1', { cacheFolder });
    const kept = readdirSync(join(cacheFolder, 'sha256'));
    const documents = [image, image.blobs[0]].map((one) => one?.digest.slice('sha256:'.length));
    expect(new Set(kept)).toEqual(new Set(documents));
    const reference = `${registry.host}/cached@${image.digest}`;
    const off = await startServer((_, response) => response.writeHead(500).end());
    const mirrors = { [registry.host]: `http://${off.host}` };
    const again = await readImageConfigs([reference], { mirrors, cacheFolder });
    expect(again.get(reference)).toMatchObject(EXPECTED);
    expect(off.requests).toEqual([]);
    for (const name of kept) writeFileSync(join(cacheFolder, 'sha256', name), '{}');
    expect(await read(`cached@${image.digest}`, { cacheFolder })).toMatchObject(EXPECTED);
    off.stop();
  });

  it.each([
    ['manifest by tag', 'cached:1', /manifests/],
    ['manifest by digest', 'cached@DIGEST', /manifests/],
    ['configuration', 'cached:1', /blobs/],
  ])('is not believed when its %s is changed on the way', async (_, name, pattern) => {
    const image = await makeImage({ config: CONFIG });
    await registry.push('cached', '1', image);
    const change = (bytes: Buffer, url: string): Buffer =>
      pattern.test(url) ? Buffer.from(bytes.toString().replace('2', '3')) : bytes;
    const proxy = await startServer(forwardTo(registry.host, change));
    const reference = `${proxy.host}/${name.replace('DIGEST', image.digest)}`;
    const found = await readImageConfigs([reference], plain(proxy.host));
    expect(found.get(reference)).toMatchObject({ code: 'digest-mismatch' });
    proxy.stop();
  });

  it('is not believed when a layer is changed on the way', async () => {
    const image = await makeImage({ layers: [{ 'data/a': 'x' }], pack: 'none' });
    await registry.push('layer', 'latest', image);
    const layer = image.blobs[1]?.digest ?? '';
    const proxy = await startServer(
      forwardTo(registry.host, (bytes, url) => {
        if (url.includes(layer)) bytes[512] = 'y'.charCodeAt(0);
        return bytes;
      }),
    );
    expect(await listFiles(`${proxy.host}/layer`, ['/data'], plain(proxy.host))).toEqual({
      code: 'digest-mismatch',
      reason: 'a layer of the image is not what its digest says',
    });
    proxy.stop();
  });

  describe('behind TLS', () => {
    const before = getCACertificates('default');
    let certificate: Certificate;
    let proxy: Server;
    beforeAll(async () => {
      certificate = makeCertificate('registry.example');
      setDefaultCACertificates([...before, certificate.cert]);
      proxy = await startServer(
        forwardTo(registry.host, (bytes) => bytes),
        certificate,
      );
    });
    afterAll(() => {
      setDefaultCACertificates(before);
      certificate.remove();
      proxy.stop();
    });

    const resolve = async () => [{ address: '127.0.0.1', family: 4 }];

    it('is asked at the address that was looked up, when it was named', async () => {
      await registry.push('tls', '1', await makeImage({ config: CONFIG }));
      const host = `registry.example:${proxy.port}`;
      const found = await readImageConfigs([`${host}/tls:1`], { allow: [host], resolve });
      expect(found.get(`${host}/tls:1`)).toMatchObject(EXPECTED);
    });

    it('is not asked when its name leads to loopback and it was not named', async () => {
      const asked = proxy.requests.length;
      const reference = `registry.example:${proxy.port}/tls:1`;
      const found = await readImageConfigs([reference], { resolve });
      expect(found.get(reference)).toEqual({
        code: 'refused-address',
        reason: 'registry.example has no public address',
      });
      expect(proxy.requests).toHaveLength(asked);
    });
  });
});
