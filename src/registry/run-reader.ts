import type { ImageConfig } from '../images/image-config.ts';
import { isFailure } from './failure.ts';
import { LayerCache } from './layer-cache.ts';
import { DEFAULTS, type RegistryOptions } from './options.ts';
import type { LayerReading } from './read-image-configs.ts';
import { wantedLayers } from './wanted-layers.ts';

/** Reads what images say of themselves; what comes back has also those that were read before. */
export type ReadImages = (images: readonly string[]) => Promise<ReadonlyMap<string, ImageConfig>>;

/** Is told once of an image that could not be looked into, in a clause. */
export type TellFailure = (image: string, reason: string) => void;

/** A registry that is slow for every file must not hold up a run for an hour. */
const MAX_RUN = 5 * DEFAULTS.deadline;

/** A reader for one run: each image is read once, and the limits are for all of them together. */
export function runReader(options: RegistryOptions, tell: TellFailure): ReadImages {
  const { maxImages = DEFAULTS.maxImages, deadline = DEFAULTS.deadline } = options;
  const configs = new Map<string, ImageConfig>();
  const asked = new Set<string>();
  const layers = options.layers === 'unknown' ? layerReading(options, tell) : undefined;
  let spent = 0;
  return async (images) => {
    const fresh = images.filter((image) => !asked.has(image));
    if (fresh.length === 0) return configs;
    const start = performance.now();
    // What speaks HTTP takes longer to load than all the rest.
    const { readImageConfigs } = await import('./read-image-configs.ts');
    const bounds = {
      maxImages: Math.max(0, maxImages - asked.size),
      deadline: Math.max(0, Math.min(deadline, Math.ceil(MAX_RUN - spent))),
    };
    const results = await readImageConfigs(fresh, { ...options, ...bounds }, layers);
    spent += performance.now() - start;
    for (const image of fresh) asked.add(image);
    for (const [image, result] of results) {
      if (isFailure(result)) tell(image, result.reason);
      else configs.set(image, result);
    }
    return configs;
  };
}

function layerReading(
  { maxRunBytes = DEFAULTS.maxRunBytes }: RegistryOptions,
  tell: TellFailure,
): LayerReading {
  return {
    wanted: wantedLayers,
    failed: (image, { reason }) => tell(image, `its layers were not read: ${reason}`),
    cache: new LayerCache(),
    left: maxRunBytes,
  };
}
