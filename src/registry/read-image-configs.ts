import type { ImageConfig } from '../images/image-config.ts';
import { RegistryClient } from './client.ts';
import { RegistryError, type RegistryFailure, failureOf, isFailure } from './failure.ts';
import { imageFiles } from './image-files.ts';
import type { LayerCache } from './layer-cache.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import { type RegistryImage, readImage } from './read-image.ts';
import { readTree } from './read-tree.ts';
import { Steps } from './steps.ts';

/** Which layers are read beside the configurations, for one run. */
export interface LayerReading {
  /** The paths to look at; undefined for an image whose layers are not wanted. */
  readonly wanted: (reference: string, config: ImageConfig) => readonly string[] | undefined;
  /** Is told why the layers of an image were not read. */
  readonly failed: (reference: string, failure: RegistryFailure) => void;
  readonly cache: LayerCache;
  /** How many bytes of layers may still be fetched. */
  left: number;
}

/** A layer is a download of megabytes, and its files take memory while they are laid over others. */
const LAYERS_AT_A_TIME = 2;

/**
 * Reads the configurations of images from their registries, or why one can't be read, and then the layers
 * that are wanted. Whatever happens with one image, the others are read.
 *
 * @throws UserError when the options, or the files that they name, can't be used
 */
export async function readImageConfigs(
  references: readonly string[],
  options: RegistryOptions,
  layers?: LayerReading,
): Promise<Map<string, ImageConfig | RegistryFailure>> {
  const client = await RegistryClient.open(options);
  const results = new Map<string, ImageConfig | RegistryFailure>();
  const images = new Map<string, RegistryImage>();
  const { concurrency = DEFAULTS.concurrency, maxImages = DEFAULTS.maxImages } = options;
  const waiting = [...new Set(references)];
  const reason = 'a run reads no more images';
  for (const left of waiting.splice(maxImages)) results.set(left, { code: 'too-many', reason });
  try {
    await atATime(concurrency, waiting, async (reference) => {
      const found = await readImage(client, reference).catch(failureOf);
      results.set(reference, isFailure(found) ? found : found.config);
      if (!isFailure(found)) images.set(reference, found);
    });
    await atATime(LAYERS_AT_A_TIME, layers ? [...images] : [], async ([reference, image]) => {
      const config = layers && (await withFiles(client, reference, image, { layers, options }));
      if (config) results.set(reference, config);
    });
  } finally {
    client.close();
  }
  return results;
}

/** Works on items in their order, so many at a time. */
async function atATime<Item>(
  count: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = [...items];
  const next = async (): Promise<void> => {
    const item = waiting.shift();
    if (item === undefined) return;
    await work(item);
    await next();
  };
  await Promise.all(Array.from({ length: Math.max(1, count) }, next));
}

interface Wish {
  readonly layers: LayerReading;
  readonly options: RegistryOptions;
}

/** The configuration with what its layers tell; undefined where they are not wanted or can't be read. */
async function withFiles(
  client: RegistryClient,
  reference: string,
  image: RegistryImage,
  { layers, options: { maxLayerBytes = DEFAULTS.maxLayerBytes } }: Wish,
): Promise<ImageConfig | undefined> {
  const paths = layers.wanted(reference, image.config);
  if (!paths) return undefined;
  try {
    const { cache } = layers;
    const fresh = image.manifest.layers.filter(({ digest }) => !cache.get(digest));
    const size = fresh.reduce((sum, layer) => sum + layer.size, 0);
    if (size > layers.left) {
      throw new RegistryError('too-large', 'its layers have more bytes than a run reads');
    }
    layers.left -= size;
    const steps = new Steps(client.endsAt);
    const root = await readTree(client, image, { steps, maxLayerBytes, cache });
    return { ...image.config, files: imageFiles(root, image.config, paths, steps) };
  } catch (error) {
    layers.failed(reference, failureOf(error));
    return undefined;
  }
}
