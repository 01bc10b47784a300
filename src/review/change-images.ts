import { imagesOf } from '../kubernetes/images-of.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { OwnKind } from '../kubernetes/own-kinds.ts';
import type { Change } from './change.ts';
import { kustomizationsOf } from './kustomizations.ts';

/** The images that the containers in the new texts of a change run, each once. */
export function imagesOfChange(
  change: Change,
  kinds: readonly OwnKind[] = [],
  onFile: (path: string) => void = () => {},
): string[] {
  const { now } = kustomizationsOf(change);
  const images = change.files.flatMap(({ path, head }) => {
    onFile(path);
    return imagesOf(readManifest({ path, text: head }, { kinds }), now(path));
  });
  return [...new Set(images)];
}
