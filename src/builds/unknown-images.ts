import { knownImage } from '../images/known-image.ts';
import type { ProjectImages } from '../images/project-images.ts';

/** The images of which neither the catalog nor the project says as whom they start. */
export function unknownImages(images: readonly string[], own?: ProjectImages): string[] {
  return images.filter((image) => {
    const known = knownImage(image, own);
    return known === undefined || (known.isOwn && known.user === undefined);
  });
}
