import type { ImageConfig } from '../images/image-config.ts';
import type { KnownImage } from '../images/known-image.ts';

/** An image as it was asked for, and what is known of it. */
export interface ImageResult {
  readonly image: string;
  readonly known: KnownImage | undefined;
  /** What its registry says; undefined where none was asked, or did not answer. */
  readonly inspected?: InspectedImage | undefined;
}

/** What an image says of itself, and what it has where it writes. */
export interface InspectedImage {
  readonly config: ImageConfig;
  /** By the path that was looked at; undefined where its files could not be read. */
  readonly files: ReadonlyMap<string, FoundFiles> | undefined;
}

/** What an image has at a path. */
export interface FoundFiles {
  readonly state: 'absent' | 'file' | 'empty' | 'content';
  /** Some of the names in a folder. */
  readonly examples: readonly string[];
}
