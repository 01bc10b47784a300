import { UserError } from '../errors/user-error.ts';
import { findProjectImages } from '../files/project-images.ts';
import { knownImage } from '../images/known-image.ts';
import { canonicalReference } from '../images/reference.ts';
import { isFailure } from '../registry/failure.ts';
import { type RegistryFlags, registryOptions } from '../registry/flags.ts';
import { listFiles } from '../registry/list-files.ts';
import type { RegistryOptions } from '../registry/options.ts';
import { runReader } from '../registry/run-reader.ts';
import { imagesJson } from '../report/image-json.ts';
import type { ImageResult, InspectedImage } from '../report/image-result.ts';
import { imagesText } from '../report/image-text.ts';
import { visibleLine } from '../text/shown.ts';
import { tellFailure } from './inspect-images.ts';
import { paint } from './terminal.ts';

const FORMATS = {
  text: (results: readonly ImageResult[]) => imagesText(results, paint),
  json: imagesJson,
};

/** The options of `podseal image`, as commander reads them. */
export interface ImageOptions extends RegistryFlags {
  readonly format: keyof typeof FORMATS;
}

/** Prints what images need to run with a read-only root filesystem. Returns the exit code: 1 where nothing is known. */
export async function image(references: readonly string[], options: ImageOptions): Promise<number> {
  const own = await findProjectImages('.');
  const registries = registryOptions(options, process.env);
  const known = references.map((reference): ImageResult => {
    if (!canonicalReference(reference)) {
      throw new UserError(`${visibleLine(reference)} is not a valid image reference.`);
    }
    return { image: reference, known: knownImage(reference, own) };
  });
  const results = registries ? await inspectAll(known, registries) : known;
  process.stdout.write(FORMATS[options.format](results));
  return results.every((result) => result.known ?? result.inspected) ? 0 : 1;
}

async function inspectAll(
  results: readonly ImageResult[],
  options: RegistryOptions,
): Promise<ImageResult[]> {
  const configs = await runReader(options, tellFailure)(results.map((result) => result.image));
  const inspected: ImageResult[] = [];
  for (const result of results) {
    const config = configs.get(result.image);
    // One after the other: what is read of each is the whole image.
    // oxlint-disable-next-line no-await-in-loop
    const files = config && (await findFiles(result, config, options));
    inspected.push({ ...result, inspected: config && { config, files } });
  }
  return inspected;
}

/** What it has where it writes, as far as that is known or declared. */
async function findFiles(
  { image: reference, known }: ImageResult,
  { volumes }: InspectedImage['config'],
  options: RegistryOptions,
): Promise<InspectedImage['files']> {
  const paths = [...new Set([...(known?.writes ?? []).map(({ path }) => path), ...volumes])];
  const found = await listFiles(reference, paths, options);
  if (!isFailure(found)) return found;
  tellFailure(reference, found.reason);
  return undefined;
}
