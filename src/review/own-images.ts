import { OWN_IMAGES_PATH, type OwnImages, readOwnImages } from '../images/own-images.ts';
import type { Skip, SourceFile } from '../manifest/manifest.ts';
import type { Change } from './change.ts';

/** A project's own facts for a review, and why there are none. */
export interface ReviewedImages {
  readonly images: OwnImages | undefined;
  readonly skips: readonly Skip[];
}

/**
 * Reads a project's own facts as they are on the base: a pull request can't vouch for its own
 * images. A fault makes the check neutral and not red, or nobody could merge what mends it; one that
 * the pull request brings is named before it is merged.
 */
export function reviewedImages({ ownImages, files }: Change): ReviewedImages {
  const base = ownImages && readOwnImages(ownImages);
  const images = base && 'images' in base ? base.images : undefined;
  const changed = files.find(({ path }) => path === OWN_IMAGES_PATH);
  const head = changed && { path: changed.path, text: changed.head };
  return {
    images,
    skips: [
      ...skipsOf(ownImages, 'on the base branch, so that what it knows of images is not used'),
      ...skipsOf(head, 'in this change'),
    ],
  };
}

function skipsOf(file: SourceFile | undefined, where: string): Skip[] {
  const read = file && readOwnImages(file);
  if (!file || !read || !('faults' in read)) return [];
  const [first] = read.faults;
  return first
    ? [{ file: file.path, reason: `line ${first.line}: ${first.message} (${where})` }]
    : [];
}
