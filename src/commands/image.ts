import { UserError } from '../config/user-error.ts';
import { findOwnImages } from '../files/own-images.ts';
import { knownImage } from '../images/known-image.ts';
import { canonicalReference } from '../images/reference.ts';
import { imagesJson } from '../report/image-json.ts';
import type { ImageResult } from '../report/image-result.ts';
import { imagesText } from '../report/image-text.ts';
import { visibleLine } from '../report/style.ts';
import { paint } from './terminal.ts';

const FORMATS = {
  text: (results: readonly ImageResult[]) => imagesText(results, paint),
  json: imagesJson,
};

export const IMAGE_FORMATS = Object.keys(FORMATS);

/** The options of `podseal image`, as commander reads them. */
export interface ImageOptions {
  readonly format: keyof typeof FORMATS;
}

/** Prints what images need in order to run sealed. Returns the exit code: 1 where nothing is known. */
export async function image(references: readonly string[], options: ImageOptions): Promise<number> {
  const own = await findOwnImages('.');
  const results = references.map((reference) => {
    if (!canonicalReference(reference)) {
      throw new UserError(`${visibleLine(reference)} is no reference of an image.`);
    }
    return { image: reference, known: knownImage(reference, own) };
  });
  process.stdout.write(FORMATS[options.format](results));
  return results.every(({ known }) => known) ? 0 : 1;
}
