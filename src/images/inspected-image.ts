import type { VariantFacts } from './facts.ts';
import type { ImageFiles } from './image-files.ts';
import type { Write } from './known-image.ts';

/** What the configuration and the layers of an image tell of it, for the user that it runs as. */
export interface InspectedImage {
  readonly facts: Omit<VariantFacts, 'writes'> & { readonly writes: readonly Write[] };
  readonly files: ImageFiles;
  readonly programs: readonly string[];
  /** What a person has to check about where it writes, in clauses. */
  readonly caveats: readonly string[];
  readonly notes: readonly string[];
  readonly sources: readonly string[];
}

/** What facts that were read elsewhere become by the files of the image itself. */
export function refineWrites(
  writes: readonly Write[],
  hides: (path: string) => boolean | undefined,
): Write[] {
  return writes.map((write) => {
    const found = hides(write.path);
    // What the image has there it need not need.
    const isKept = found === undefined || (found && write.hidesFiles === false);
    return isKept ? write : { ...write, hidesFiles: found };
  });
}
