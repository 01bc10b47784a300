import { entryOf } from '../images/catalog.ts';
import { knownImage } from '../images/known-image.ts';
import type { ProjectImages } from '../images/project-images.ts';
import { canonicalReference } from '../images/reference.ts';

/** The images of which neither the catalog nor the project says as whom they start. */
export function unknownImages(images: readonly string[], own?: ProjectImages): string[] {
  return images.filter((image) => {
    const name = canonicalReference(image)?.name;
    if (name === undefined) return true;
    if (own?.has(name) !== true) return entryOf(name) === undefined;
    return knownImage(image, own)?.user === undefined;
  });
}
