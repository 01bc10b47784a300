import type { ImageConfig } from '../images/image-config.ts';
import type { RegistryClient } from './client.ts';
import { RegistryError } from './failure.ts';
import { type Folder, applyLayer, emptyFolder } from './file-tree.ts';
import { budgetOf, readLayer } from './layer.ts';
import type { LayerCache } from './layer-cache.ts';
import type { RegistryImage } from './read-image.ts';
import type { Steps } from './steps.ts';
import { explain } from './transport.ts';

/** How much reading the layers of an image may take. */
interface TreeBounds {
  readonly steps: Steps;
  readonly maxLayerBytes: number;
  readonly cache: LayerCache;
}

/** @throws RegistryError for an image of Windows, whose layers have other names for their files */
export function assertUnpackable({ platform }: ImageConfig): void {
  if (!platform.startsWith('windows/')) return;
  throw new RegistryError('unsupported', 'the files of images for Windows are not read');
}

/**
 * The files of an image, by its layers laid over each other. Layers that were read before are not
 * fetched again.
 *
 * @throws RegistryError
 */
export async function readTree(
  client: RegistryClient,
  { target, manifest, config }: RegistryImage,
  { steps, maxLayerBytes, cache }: TreeBounds,
): Promise<Folder> {
  assertUnpackable(config);
  const root = emptyFolder();
  const budget = budgetOf(maxLayerBytes);
  for (const layer of manifest.layers) {
    const kept = cache.get(layer.digest);
    if (kept) {
      applyLayer(root, kept, steps);
      continue;
    }
    // One after the other: they are laid over each other in their order.
    // oxlint-disable-next-line no-await-in-loop
    const { body, host } = await client.layer(target, layer);
    const before = budget.entries;
    // oxlint-disable-next-line no-await-in-loop
    const read = await readLayer(body, layer.digest, budget).catch((error: unknown) => {
      throw explain(error, host);
    });
    cache.set(layer.digest, read, before - budget.entries);
    applyLayer(root, read, steps);
  }
  return root;
}
