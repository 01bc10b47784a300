import type { ImageConfig } from '../images/image-config.ts';
import { RegistryClient } from './client.ts';
import { RegistryError, type RegistryFailure, failureOf, isFailure } from './failure.ts';
import { type PathState, applyLayer, emptyFolder, stateOf } from './file-tree.ts';
import { budgetOf, readLayer } from './layer.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import { type RegistryImage, readImage } from './read-image-configs.ts';
import { Steps } from './steps.ts';
import { explain } from './transport.ts';

/** What stands at each of the paths that were asked for. */
export type PathStates = ReadonlyMap<string, PathState>;

/** What an image says of itself, and what stands at paths of it. */
export interface Inspection {
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
    return { config: image.config, files: await findFiles(client, image, paths, maxLayerBytes) };
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

/** @throws RegistryError for an image of Windows, whose layers have other names for their files */
export function assertUnpackable({ platform }: ImageConfig): void {
  if (!platform.startsWith('windows/')) return;
  throw new RegistryError('unsupported', 'the files of images for Windows are not read');
}

async function findFiles(
  client: RegistryClient,
  { target, manifest, config }: RegistryImage,
  paths: readonly string[],
  maxLayerBytes: number,
): Promise<PathStates | RegistryFailure> {
  const root = emptyFolder();
  const steps = new Steps(client.endsAt);
  const budget = budgetOf(maxLayerBytes);
  const layers = paths.length === 0 ? [] : manifest.layers;
  try {
    assertUnpackable(config);
    for (const layer of layers) {
      // One after the other: they are laid over each other in their order.
      // oxlint-disable-next-line no-await-in-loop
      const { body, host } = await client.layer(target, layer);
      // oxlint-disable-next-line no-await-in-loop
      const read = await readLayer(body, layer.digest, budget).catch((error: unknown) => {
        throw explain(error, host);
      });
      applyLayer(root, read, steps);
    }
    return new Map(paths.map((path) => [path, stateOf(root, path, steps)]));
  } catch (error) {
    return failureOf(error);
  }
}
