import type { ImageConfig } from '../images/image-config.ts';
import { RegistryClient } from './client.ts';
import { type RegistryFailure, failureOf, isFailure } from './failure.ts';
import { type PathState, stateOf } from './file-tree.ts';
import { imageFiles } from './image-files.ts';
import { LayerCache } from './layer-cache.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import { type RegistryImage, readImage } from './read-image.ts';
import { readTree } from './read-tree.ts';
import { Steps } from './steps.ts';

/** What stands at each of the paths that were asked for. */
export type PathStates = ReadonlyMap<string, PathState>;

/** What an image says of itself, and what stands at paths of it. */
export interface Inspection {
  /** With what its layers tell, where they were read. */
  readonly config: ImageConfig;
  readonly files: PathStates | RegistryFailure;
}

/**
 * Looks into an image through its registry. Its layers are read only where a path is asked for.
 *
 * @throws UserError when the options, or the files that they name, can't be used
 */
export async function inspect(
  reference: string,
  paths: readonly string[],
  options: RegistryOptions,
): Promise<Inspection | RegistryFailure> {
  const client = await RegistryClient.open(options);
  try {
    const image = await readImage(client, reference);
    const { maxLayerBytes = DEFAULTS.maxLayerBytes } = options;
    return await inspectLayers(client, image, paths, maxLayerBytes);
  } catch (error) {
    return failureOf(error);
  } finally {
    client.close();
  }
}

/**
 * Which of the paths an image has files at, by the headers of its layers. What it costs is a download
 * of the image.
 *
 * @throws UserError when the options, or the files that they name, can't be used
 */
export async function listFiles(
  reference: string,
  paths: readonly string[],
  options: RegistryOptions,
): Promise<PathStates | RegistryFailure> {
  const found = await inspect(reference, paths, options);
  return isFailure(found) ? found : found.files;
}

async function inspectLayers(
  client: RegistryClient,
  image: RegistryImage,
  paths: readonly string[],
  maxLayerBytes: number,
): Promise<Inspection> {
  const { config } = image;
  if (paths.length === 0) return { config, files: new Map() };
  const steps = new Steps(client.endsAt);
  try {
    const root = await readTree(client, image, { steps, maxLayerBytes, cache: new LayerCache() });
    const files = new Map(paths.map((path) => [path, stateOf(root, path, steps)]));
    return { config: { ...config, files: imageFiles(root, config, paths, steps) }, files };
  } catch (error) {
    return { config, files: failureOf(error) };
  }
}
