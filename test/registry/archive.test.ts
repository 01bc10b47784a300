import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, describe, expect, it } from 'vitest';
import { UserError } from '../../src/errors/user-error.ts';
import { inspectArchive } from '../../src/registry/inspect-archive.ts';
import { type Files, json, layoutOf, makeImage, makeIndex, tar } from '../double/registry/image.ts';

const scratch = mkdtempSync(join(tmpdir(), 'podseal-archive-'));
afterAll(() => rmSync(scratch, { recursive: true }));

const LAYERS: Files[] = [
  { 'data/': '', 'opt/app/app.js': 'original', 'opt/old': 'x' },
  { 'opt/.wh.old': '' },
];
const CONFIG = { User: 'app', ExposedPorts: { '80/tcp': {} } };
const PATHS = ['/data', '/opt', '/opt/old'];
const FOUND = new Map([
  ['/data', { state: 'empty', examples: [] }],
  ['/opt', { state: 'content', examples: ['app'] }],
  ['/opt/old', { state: 'absent', examples: [] }],
]);

async function read(
  files: Files | Buffer,
  { name = undefined as string | undefined, options = {} } = {},
) {
  const path = join(scratch, 'image.tar');
  writeFileSync(path, Buffer.isBuffer(files) ? files : await tar(files));
  return inspectArchive(path, name, PATHS, options);
}

/** What Docker wrote before it knew layouts: a list, and layers in folders of their own. */
async function savedByDocker(): Promise<Files> {
  const config = { os: 'linux', architecture: 'amd64', config: CONFIG };
  const layers = await Promise.all(
    LAYERS.map(async (files) => (await tar(files)).toString('latin1')),
  );
  const names = layers.map((_, at) => `${at}/layer.tar`);
  const list = [{ Config: 'abc.json', RepoTags: ['app:1'], Layers: names }];
  return {
    ...Object.fromEntries(names.map((layer, at) => [layer, layers[at] ?? ''])),
    'abc.json': JSON.stringify(config),
    'manifest.json': JSON.stringify(list),
  };
}

describe('an OCI image layout', () => {
  it('is looked into, packed or not', async () => {
    const image = await makeImage({ config: CONFIG, layers: LAYERS, pack: 'none' });
    for (const pack of [(bytes: Buffer) => bytes, gzipSync]) {
      expect(await read(pack(await tar(layoutOf(image))))).toMatchObject({
        config: { user: 'app', exposedPorts: [80], platform: 'linux/amd64', digest: image.digest },
        files: FOUND,
      });
    }
  });

  it('may have several platforms', async () => {
    const platforms = ['arm64', 'amd64'].map((architecture) => ({ os: 'linux', architecture }));
    const images = platforms.map(async (platform) =>
      makeImage({ config: { User: platform.architecture }, platform, pack: 'none' }),
    );
    const index = makeIndex(await Promise.all(images));
    expect(await read(layoutOf(index))).toMatchObject({
      config: { user: 'amd64', digest: index.digest },
    });
  });

  it('may have several images, told apart by their names', async () => {
    const image = await makeImage({ config: CONFIG, pack: 'none' });
    const files = layoutOf(image, { 'io.containerd.image.name': 'docker.io/library/app:1' });
    expect(await read(files, { name: 'docker.io/library/app:1' })).toHaveProperty('config');
    expect(await read(files, { name: 'docker.io/library/app:2' })).toMatchObject({
      code: 'not-found',
    });
  });

  it.each([0, 1])('is not believed when a part of it was changed (%i)', async (at) => {
    const image = await makeImage({ config: CONFIG, layers: LAYERS, pack: 'none' });
    const files = layoutOf(image);
    const name = `blobs/${image.blobs[at]?.digest.replace(':', '/')}`;
    files[name] = (files[name] as string).replace(/amd64|original/, 'tampered');
    const found = await read(files);
    expect('code' in found ? found : found.files).toMatchObject({ code: 'digest-mismatch' });
  });

  it('is refused when a part of it is missing', async () => {
    const image = await makeImage({ pack: 'none' });
    const { [`blobs/${image.digest.replace(':', '/')}`]: _, ...files } = layoutOf(image);
    expect(await read(files)).toMatchObject({ code: 'invalid' });
  });
});

describe('what docker save writes', () => {
  it('is looked into', async () => {
    const files = await savedByDocker();
    expect(await read(files, { name: 'app:1' })).toMatchObject({
      config: { user: 'app', platform: 'linux/amd64', digest: '' },
      files: FOUND,
    });
    expect(await read(files)).toMatchObject({ files: FOUND });
    expect(await read(files, { name: 'app:2' })).toMatchObject({ code: 'not-found' });
  });

  it('may have a layer twice', async () => {
    const files = await savedByDocker();
    const [upper, lower] = ['1/layer.tar', '0/layer.tar'];
    const list = [{ Config: 'abc.json', RepoTags: null, Layers: [lower, upper, lower] }];
    expect(await read({ ...files, 'manifest.json': json(list).toString() })).toMatchObject({
      files: new Map([
        ...FOUND,
        ['/opt/old', { state: 'file', examples: [] }],
        ['/opt', { state: 'content', examples: ['app', 'old'] }],
      ]),
    });
  });

  it('has to have all of its layers', async () => {
    const { '1/layer.tar': _, ...files } = await savedByDocker();
    expect(await read(files)).toMatchObject({ files: { code: 'not-found' } });
  });
});

it.each<[string, Files | Buffer]>([
  ['another tar file', { 'a.txt': 'x' }],
  ['no tar file', Buffer.from('no tar file at all')],
  ['a list that is none', { 'manifest.json': '{}' }],
])('%s is refused', async (_, files) => {
  expect(await read(files)).toMatchObject({ code: 'invalid' });
});

it('is not read for longer than the deadline', async () => {
  const files = layoutOf(await makeImage({ layers: [{ large: 'x'.repeat(1e7) }], pack: 'none' }));
  expect(await read(files, { options: { deadline: 1 } })).toMatchObject({ code: 'timeout' });
});

it('a file that is not there is the mistake of who named it', async () => {
  await expect(inspectArchive(join(scratch, 'none'), undefined, [], {})).rejects.toThrow(UserError);
});
