import type { ImageConfig } from '../images/image-config.ts';
import { type RegistryFlags, registryOptions } from '../registry/flags.ts';
import { runReader } from '../registry/run-reader.ts';
import { visibleLine } from '../text/shown.ts';

/** Reads what images say of themselves, for the rules; undefined where no registry is asked. */
export type InspectImages = (
  images: () => readonly string[],
) => Promise<ReadonlyMap<string, ImageConfig> | undefined>;

/**
 * How a command looks into images, by its flags. What could not be looked into is said on standard
 * error.
 *
 * @throws UserError for flags that can't be used
 */
export function imageInspector(flags: RegistryFlags): InspectImages {
  const options = registryOptions(flags, process.env);
  const read = options && runReader(options, tellFailure);
  return async (images) => read?.(images());
}

/** Says of which image nothing could be read, and why. */
export function tellFailure(image: string, reason: string): void {
  process.stderr.write(`${visibleLine(`not looked into  ${image}: ${reason}`)}\n`);
}
