import { imagesOf } from '../kubernetes/images-of.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { Change } from './change.ts';

/** The images that the new texts of a change name, as they are written, each once. */
export function imagesOfChange(
  { files }: Change,
  onFile: (path: string) => void = () => {},
): string[] {
  const images = files.flatMap(({ path, head }) => {
    onFile(path);
    return imagesOf(readManifest({ path, text: head }));
  });
  return [...new Set(images)];
}
