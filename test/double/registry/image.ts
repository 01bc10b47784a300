import { createHash } from 'node:crypto';
import { gzipSync, zstdCompressSync } from 'node:zlib';
import { type TarEntry, packTar } from 'modern-tar';

/** What a layer has by its paths: a text, a folder, where a link leads, or either with its owner. */
export type Files = Record<string, string | { readonly link: string } | OwnedFile>;

/** A file, or a folder where its name ends with a slash, that is not root's alone. */
export interface OwnedFile {
  readonly text?: string;
  readonly uid?: number;
  readonly gid?: number;
  readonly mode?: number;
  /** The numbers of the capabilities that it is permitted (linux/capability.h). */
  readonly capabilities?: readonly number[];
}

export interface Blob {
  readonly bytes: Buffer;
  readonly digest: string;
  readonly mediaType: string;
}

/** A document that a registry knows by a digest, and what has to be there before it. */
export interface Document extends Blob {
  readonly blobs: readonly Blob[];
  readonly children: readonly Document[];
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** A configuration that says all that is read. */
export const CONFIG = {
  User: '65532:65532',
  Volumes: { '/data': {} },
  WorkingDir: '/app',
  Env: ['PATH=/bin', 'EMPTY=', 'A=b=c'],
  ExposedPorts: { '8080/tcp': {}, '53/udp': {} },
  Entrypoint: ['/app/run'],
  Cmd: ['--serve'],
};
/** What is read of it, without its digest. */
export const EXPECTED = {
  user: '65532:65532',
  volumes: ['/data'],
  workingDir: '/app',
  env: { PATH: '/bin', EMPTY: '', A: 'b=c' },
  exposedPorts: [53, 8080],
  entrypoint: ['/app/run'],
  cmd: ['--serve'],
  platform: 'linux/amd64',
};

const TYPES = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: {
      gzip: 'application/vnd.oci.image.layer.v1.tar+gzip',
      zstd: 'application/vnd.oci.image.layer.v1.tar+zstd',
      none: 'application/vnd.oci.image.layer.v1.tar',
    },
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: {
      gzip: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
      zstd: '',
      none: 'application/vnd.docker.image.rootfs.diff.tar',
    },
  },
} as const;

const PACK = {
  gzip: (bytes: Uint8Array) => gzipSync(bytes),
  zstd: (bytes: Uint8Array) => zstdCompressSync(bytes),
  none: (bytes: Uint8Array) => Buffer.from(bytes),
};

export interface ImageSpec {
  readonly style?: 'oci' | 'docker';
  readonly config?: Record<string, unknown>;
  readonly layers?: readonly Files[];
  readonly pack?: keyof typeof PACK;
  readonly platform?: { readonly os: string; readonly architecture: string };
}

/** A tar file; the names of folders end with a slash. */
export async function tar(files: Files): Promise<Buffer> {
  const entries = Object.entries(files).map(([name, file]): TarEntry => {
    const header = { name, mtime: new Date(0) };
    if (typeof file === 'object' && 'link' in file) {
      return { header: { ...header, size: 0, type: 'symlink', linkname: file.link } };
    }
    const { text = '', capabilities, ...owner } = typeof file === 'string' ? { text: file } : file;
    const owned = { ...header, ...owner, ...(capabilities && { pax: attributeOf(capabilities) }) };
    if (name.endsWith('/')) return { header: { ...owned, size: 0, type: 'directory' } };
    return { header: { ...owned, size: Buffer.byteLength(text) }, body: text };
  });
  return Buffer.from(await packTar(entries));
}

/** `struct vfs_cap_data` of version 2 with its effective bit, as Docker has it in a tar file. */
function attributeOf(capabilities: readonly number[]): Record<string, string> {
  const bytes = Buffer.alloc(20);
  bytes.writeUInt32LE(0x02000001, 0);
  for (const number of capabilities) {
    const at = 4 + (number >> 5) * 8;
    bytes.writeUInt32LE(bytes.readUInt32LE(at) | (1 << (number & 31)), at);
  }
  return { 'SCHILY.xattr.security.capability': bytes.toString('latin1') };
}

/** Builds an image from the texts of its files. */
export async function makeImage(spec: ImageSpec = {}): Promise<Document> {
  const { style = 'oci', config = {}, layers = [{ 'etc/hostname': 'x' }], pack = 'gzip' } = spec;
  const platform = spec.platform ?? { os: 'linux', architecture: 'amd64' };
  const types = TYPES[style];
  const configBlob = blob(json({ ...platform, config, rootfs: { type: 'layers' } }), types.config);
  const packed = await Promise.all(
    layers.map(async (files) => blob(PACK[pack](await tar(files)), types.layer[pack])),
  );
  const manifest = {
    schemaVersion: 2,
    mediaType: types.manifest,
    config: descriptor(configBlob),
    layers: packed.map(descriptor),
  };
  const blobs = [configBlob, ...packed];
  return { ...blob(json(manifest), types.manifest), blobs, children: [], platform };
}

/** Builds an index of images, each for the platform that it was made for. */
export function makeIndex(
  children: readonly Document[],
  style: 'oci' | 'docker' = 'oci',
): Document {
  const { index } = TYPES[style];
  const manifests = children.map((child) => ({ ...descriptor(child), platform: child.platform }));
  const bytes = json({ schemaVersion: 2, mediaType: index, manifests });
  return { ...blob(bytes, index), blobs: [], children };
}

/** The files of an OCI image layout, for `tar`. */
export function layoutOf(document: Document, annotations: Record<string, string> = {}): Files {
  const manifests = [{ ...descriptor(document), annotations }];
  return {
    'oci-layout': '{"imageLayoutVersion":"1.0.0"}',
    'index.json': json({ schemaVersion: 2, manifests }).toString(),
    ...Object.fromEntries(
      allOf(document).map(({ digest, bytes }) => [
        `blobs/${digest.replace(':', '/')}`,
        bytes.toString('latin1'),
      ]),
    ),
  };
}

function allOf(document: Document): Blob[] {
  return [document, ...document.blobs, ...document.children.flatMap(allOf)];
}

export function blob(bytes: Buffer, mediaType: string): Blob {
  return { bytes, mediaType, digest: digestOf(bytes) };
}

function digestOf(bytes: Buffer): string {
  return `sha256:${createHash('sha256').update(bytes).digest('hex')}`;
}

export function json(value: unknown): Buffer {
  return Buffer.from(JSON.stringify(value));
}

export function descriptor({ bytes, digest, mediaType }: Blob) {
  return { mediaType, digest, size: bytes.length };
}
