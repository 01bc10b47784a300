import type { ImageConfig } from '../images/image-config.ts';
import { Archive } from './archive.ts';
import { RegistryError, type RegistryFailure, failureOf } from './failure.ts';
import { applyLayer, emptyFolder, stateOf } from './file-tree.ts';
import { readImageConfig } from './image-config.ts';
import {
  type Descriptor,
  type ImageIndex,
  choosePlatform,
  readManifest,
} from './image-manifest.ts';
import { budgetOf } from './layer.ts';
import { imageFiles } from './image-files.ts';
import type { Inspection } from './list-files.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import { assertUnpackable } from './read-tree.ts';
import { Steps } from './steps.ts';
import { listIn, objectIn, parseArray, textIn } from './untrusted-json.ts';

/** An image by the names that its parts have in an archive. */
interface ArchivedImage {
  readonly config: string;
  readonly layers: readonly string[];
  /** Empty where only `docker load` has use for the archive. */
  readonly digest: string;
}

const WHAT = 'the list of images in it';

/**
 * Looks into an image that was saved to a file, without a network: what `docker save` and
 * `podman save` write, or a tar file of an OCI image layout.
 *
 * @param name of the image, its tag included; needed only where the file has several images
 * @throws UserError when there is no such file
 */
export async function inspectArchive(
  path: string,
  name: string | undefined,
  paths: readonly string[],
  options: RegistryOptions,
): Promise<Inspection | RegistryFailure> {
  const archive = await Archive.open(path, options);
  try {
    const image = await findImage(archive, name);
    const documents = await archive.documents([image.config]);
    const config = readImageConfig(documentIn(documents, image.config), image.digest);
    return await inspectFiles(archive, image, config, paths, options);
  } catch (error) {
    return failureOf(error);
  }
}

async function inspectFiles(
  archive: Archive,
  image: ArchivedImage,
  config: ImageConfig,
  paths: readonly string[],
  { maxLayerBytes = DEFAULTS.maxLayerBytes }: RegistryOptions,
): Promise<Inspection> {
  if (paths.length === 0) return { config, files: new Map() };
  const root = emptyFolder();
  const steps = new Steps(archive.endsAt);
  try {
    assertUnpackable(config);
    const layers = await archive.layers(image.layers, budgetOf(maxLayerBytes));
    for (const name of image.layers) {
      const layer = layers.get(name);
      if (layer) applyLayer(root, layer, steps);
    }
    const files = new Map(paths.map((path) => [path, stateOf(root, path, steps)]));
    return { config: { ...config, files: imageFiles(root, config, paths, steps) }, files };
  } catch (error) {
    return { config, files: failureOf(error) };
  }
}

/** Docker writes both lists; that of the OCI says more. */
async function findImage(archive: Archive, name: string | undefined): Promise<ArchivedImage> {
  const lists = await archive.documents(['index.json', 'manifest.json']);
  const index = lists.get('index.json');
  if (index) return findInLayout(archive, index, name);
  return findInDockerList(documentIn(lists, 'manifest.json'), name);
}

async function findInLayout(
  archive: Archive,
  bytes: Buffer,
  name: string | undefined,
): Promise<ArchivedImage> {
  const index = readManifest(bytes);
  if (index.kind !== 'index') throw new RegistryError('invalid', `${WHAT} is none`);
  const chosen = chooseImage(index, name);
  let manifest = readManifest(await readBlob(archive, chosen));
  if (manifest.kind === 'index') {
    manifest = readManifest(await readBlob(archive, choosePlatform(manifest)));
  }
  if (manifest.kind === 'index') {
    throw new RegistryError('unsupported', 'its index leads to another index');
  }
  return {
    config: blobName(manifest.config),
    layers: manifest.layers.map(blobName),
    digest: chosen.digest,
  };
}

/** The names that Docker and containerd, and the OCI's annotations.md, give to an image of a layout. */
function chooseImage(index: ImageIndex, name: string | undefined): Descriptor {
  if (name === undefined) return choosePlatform(index);
  const isNamed = ({ annotations }: Descriptor): boolean =>
    ['io.containerd.image.name', 'org.opencontainers.image.ref.name'].some(
      (key) => annotations[key] === name,
    );
  return choosePlatform({ kind: 'index', manifests: index.manifests.filter(isNamed) });
}

function findInDockerList(bytes: Buffer, name: string | undefined): ArchivedImage {
  const images = parseArray(bytes, WHAT).map((item) => objectIn(item, WHAT));
  const image = images.find(
    ({ RepoTags }) => name === undefined || listIn(RepoTags, WHAT).includes(name),
  );
  if (!image) throw new RegistryError('not-found', 'it has no such image');
  return {
    config: textIn(image['Config'], WHAT),
    layers: listIn(image['Layers'], WHAT).map((layer) => textIn(layer, WHAT)),
    digest: '',
  };
}

async function readBlob(archive: Archive, descriptor: Descriptor): Promise<Buffer> {
  const name = blobName(descriptor);
  return documentIn(await archive.documents([name]), name);
}

function blobName({ digest }: Descriptor): string {
  return `blobs/${digest.replace(':', '/')}`;
}

function documentIn(documents: ReadonlyMap<string, Buffer>, name: string): Buffer {
  const bytes = documents.get(name);
  if (bytes) return bytes;
  throw new RegistryError('invalid', 'it is no archive of an image, or a part of it is missing');
}
