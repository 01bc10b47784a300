import type { BuildIndex } from '../builds/build-index.ts';
import type { BuiltImages } from '../images/built-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import type { ReadTexts } from '../review/reviewed-builds.ts';

/** The files that say how images are built, the Dockerfiles, those of their bases, and their scripts. */
const MAX_STEPS = 7;

/** How images are built, with the files read that it takes. */
export async function readBuilds(
  index: BuildIndex,
  images: readonly string[],
  read: ReadTexts,
  own?: ProjectImages,
): Promise<BuiltImages> {
  for (let step = 0; step < MAX_STEPS; step++) {
    const { built, wanted } = index.find(images, own);
    if (wanted.length === 0) return built;
    // oxlint-disable-next-line no-await-in-loop
    index.add(wanted, await read(wanted));
  }
  return index.find(images, own).built;
}
