import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { listFiles } from '../../src/registry/list-files.ts';
import { blob, json, makeImage, makeIndex, tar } from '../double/registry/image.ts';
import {
  allow,
  read,
  serve,
  serveManifest,
  serving,
  stopServers,
} from '../double/registry/serving.ts';

afterEach(stopServers);

describe('a document of the wrong shape', () => {
  const digest = `sha256:${'0'.repeat(64)}`;
  const config = { mediaType: 'application/vnd.oci.image.config.v1+json', digest, size: 2 };

  it.each<[string, unknown]>([
    ['no object', 'x'],
    ['null', null],
    ['a list', []],
    ['empty', {}],
    ['both', { config, layers: [], manifests: [] }],
    ['without a digest', { config: { ...config, digest: 'sha256:x' } }],
    ['a digest that is a path', { config: { ...config, digest: '../../x' } }],
    ['with a size that is none', { config: { ...config, size: -1 } }],
    ['layers that are none', { config, layers: {} }],
    ['too many layers', { config, layers: Array.from({ length: 5000 }, () => config) }],
    [
      'a platform that is none',
      { manifests: [{ ...config, platform: { os: '\n', architecture: 'x' } }] },
    ],
  ])('is refused as a manifest: %s', async (_, manifest) => {
    expect(await read(await serveManifest(manifest))).toMatchObject({ code: 'invalid' });
  });

  it.each<[string, unknown]>([
    ['of schema 1', { schemaVersion: 1, fsLayers: [] }],
    [
      'of a Helm chart',
      { config: { ...config, mediaType: 'application/vnd.cncf.helm.config.v1+json' } },
    ],
  ])('is not supported: a manifest %s', async (_, manifest) => {
    expect(await read(await serveManifest(manifest))).toMatchObject({ code: 'unsupported' });
  });

  it('is not followed from index to index', async () => {
    const inner = makeIndex([await makeImage()]);
    const outer = makeIndex([{ ...inner, platform: { os: 'linux', architecture: 'amd64' } }]);
    expect(await read(await serve(serving(outer)))).toMatchObject({ code: 'unsupported' });
  });

  it('is found empty: an index of attestations', async () => {
    const attestation = await makeImage({ platform: { os: 'unknown', architecture: 'unknown' } });
    const server = await serve(serving(makeIndex([attestation])));
    expect(await read(server)).toEqual({ code: 'not-found', reason: 'its index has no image' });
  });

  it.each<[string, Record<string, unknown>]>([
    ['a user that is a number', { User: 1000 }],
    ['a long user', { User: 'x'.repeat(40_000) }],
    ['variables that are none', { Env: { A: 'b' } }],
    ['a variable that is none', { Env: [['A', 'b']] }],
    ['volumes that are a list', { Volumes: ['/data'] }],
  ])('is refused as a configuration: %s', async (_, wrong) => {
    const server = await serve(serving(await makeImage({ config: wrong })));
    expect(await read(server)).toMatchObject({ code: 'invalid' });
  });

  it('is refused as a configuration: more text than a program can start with', async () => {
    const Env = Array.from({ length: 100 }, (_, at) => `V${at}=${'x'.repeat(20_000)}`);
    const server = await serve(serving(await makeImage({ config: { Env } })));
    expect(await read(server)).toMatchObject({ code: 'too-large' });
  });

  it('is read as far as it goes: what others write', async () => {
    const odd = {
      User: null,
      Volumes: null,
      Env: ['__proto__=x', 'NAME'],
      ExposedPorts: { '80': {}, '8000-8002/tcp': {}, '99999/tcp': {}, 'x/tcp': {}, '80/udp': {} },
      Entrypoint: 'run',
      Cmd: null,
    };
    const found = await read(await serve(serving(await makeImage({ config: odd }))));
    expect(found).toMatchObject({
      user: '',
      volumes: [],
      exposedPorts: [80, 8000, 8002],
      entrypoint: ['run'],
      cmd: [],
    });
    expect(Object.entries((found as { env: object }).env)).toEqual([
      ['__proto__', 'x'],
      ['NAME', ''],
    ]);
  });
});

describe('a layer', () => {
  async function list(bytes: Buffer, paths = ['/x']) {
    const image = await makeImage();
    const layer = blob(bytes, 'application/vnd.oci.image.layer.v1.tar');
    const manifest = JSON.parse(image.bytes.toString());
    manifest.layers = [{ digest: layer.digest, mediaType: layer.mediaType, size: bytes.length }];
    const blobs = [...image.blobs, layer];
    const server = await serve(serving({ ...blob(json(manifest), ''), blobs, children: [] }));
    return listFiles(`${server.host}/app`, paths, { allow: allow(server) });
  }

  it.each<[string, () => Promise<Buffer> | Buffer]>([
    ['no tar file', () => Buffer.alloc(2000, 'x')],
    ['cut', async () => (await tar({ x: 'x'.repeat(2000) })).subarray(0, 1500)],
    ['cut in its packing', async () => gzipSync(await tar({ x: 'y' })).subarray(0, 40)],
    ['leads out of the image', async () => tar({ '../../etc/passwd': 'x' })],
    ['has a long path', async () => tar({ [`${'a/'.repeat(3000)}b`]: 'x' })],
  ])('is refused: %s', async (_, bytes) => {
    expect(await list(await bytes())).toMatchObject({ code: 'invalid' });
  });

  it('of Windows is not read', async () => {
    const image = await makeImage({ platform: { os: 'windows', architecture: 'amd64' } });
    const server = await serve(serving(image));
    expect(await listFiles(`${server.host}/app`, ['/x'], { allow: allow(server) })).toEqual({
      code: 'unsupported',
      reason: 'the files of images for Windows are not read',
    });
  });

  it('may be empty', async () => {
    expect(await list(gzipSync(await tar({})))).toEqual(
      new Map([['/x', { state: 'absent', examples: [] }]]),
    );
  });

  it('may have links that go in a circle', async () => {
    const files = { x: { link: 'y' }, y: { link: 'x' } };
    expect(await list(await tar(files))).toEqual(
      new Map([['/x', { state: 'absent', examples: [] }]]),
    );
  });
});
