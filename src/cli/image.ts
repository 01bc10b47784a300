import { UserError } from '../errors/user-error.ts';
import { findProjectImages } from '../files/project-images.ts';
import type { ImageConfig } from '../images/image-config.ts';
import { knownImage } from '../images/known-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import { canonicalReference } from '../images/reference.ts';
import { isFailure } from '../registry/failure.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { inspect } from '../registry/list-files.ts';
import type { RegistryOptions } from '../registry/options.ts';
import { runReader } from '../registry/run-reader.ts';
import { imagesJson } from '../report/image-json.ts';
import type { ImageResult, InspectedImage } from '../report/image-result.ts';
import { imagesText } from '../report/image-text.ts';
import { inspectImage } from '../rules/kit/inspect-image.ts';
import { visibleLine } from '../text/shown.ts';
import { commandRegistries, tellFailure } from './inspect-images.ts';
import { paint, print } from './terminal.ts';

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
  const registries = commandRegistries(options);
  const known = references.map((reference): ImageResult => {
    if (!canonicalReference(reference)) {
      throw new UserError(`${visibleLine(reference)} is not a valid image reference.`);
    }
    return { image: reference, known: knownImage(reference, own) };
  });
  const results = registries ? await inspectAll(known, own, registries) : known;
  await print(FORMATS[options.format](results));
  return results.every((result) => result.known ?? result.inspected) ? 0 : 1;
}

async function inspectAll(
  results: readonly ImageResult[],
  own: ProjectImages | undefined,
  options: RegistryOptions,
): Promise<ImageResult[]> {
  // Their layers are read one by one below.
  const plain: RegistryOptions = { ...options, layers: 'none' };
  const configs = await runReader(plain, tellFailure)(results.map((result) => result.image));
  const inspected: ImageResult[] = [];
  for (const result of results) {
    const config = configs.get(result.image);
    // One after the other: what is read of each is the whole image.
    // oxlint-disable-next-line no-await-in-loop
    const found = config && (await inspectLayers(result, config, options));
    const read = found && inspectImage(found.config, { uid: undefined, gid: undefined });
    const known = read ? knownImage(result.image, own, { inspected: read }) : result.known;
    inspected.push({ ...result, known, inspected: found });
  }
  return inspected;
}

/** What it has, and what stands where it writes, as far as that is known or declared. */
async function inspectLayers(
  { image: reference, known }: ImageResult,
  config: ImageConfig,
  options: RegistryOptions,
): Promise<InspectedImage> {
  if (options.layers === 'none') return { config, files: undefined };
  const paths = new Set([...(known?.writes ?? []).map(({ path }) => path), ...config.volumes]);
  const found = await inspect(reference, [...paths, ...TEMPORARY], options);
  const states = isFailure(found) ? found : found.files;
  if (isFailure(found) || isFailure(states)) {
    tellFailure(reference, isFailure(states) ? states.reason : '');
    return { config, files: undefined };
  }
  const files = new Map([...states].filter(([path]) => paths.has(path)));
  return { config: found.config, files };
}

/** Where any program may write. */
const TEMPORARY: readonly string[] = ['/tmp'];
