import type { KnownImage } from '../images/known-image.ts';

/** An image as it was asked for, and what is known of it. */
export interface ImageResult {
  readonly image: string;
  readonly known: KnownImage | undefined;
}
