import { type ProjectImages, readProjectImages } from '../images/project-images.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images-path.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { Change } from './change.ts';

/** A project's own facts for a review, and why there are none. */
export interface ReviewedImages {
  readonly images: ProjectImages | undefined;
  readonly skips: readonly Skip[];
}

/**
 * Reads a project's own facts as they are on the base: a pull request can't vouch for its own
 * images. A fault makes the check neutral and not red, or nobody could merge what resolves it; one that
 * the pull request brings is named before it is merged.
 */
export function reviewedImages({ projectImages, files }: Change): ReviewedImages {
  const base = projectImages && readProjectImages(projectImages);
  const images = base && 'images' in base ? base.images : undefined;
  const changed = files.find(({ path }) => path === PROJECT_IMAGES_PATH);
  const head = changed && { path: changed.path, text: changed.head };
  return {
    images,
    skips: [
      ...skipsOf(projectImages, 'on the base branch, so that what it knows of images is not used'),
      ...skipsOf(head, 'in this change'),
    ],
  };
}

function skipsOf(file: SourceFile | undefined, where: string): Skip[] {
  const read = file && readProjectImages(file);
  if (!file || !read || !('faults' in read)) return [];
  const [first] = read.faults;
  return first
    ? [{ file: file.path, reason: `line ${first.line}: ${first.message} (${where})` }]
    : [];
}
