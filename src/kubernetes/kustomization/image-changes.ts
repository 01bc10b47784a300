import { type Value, field, items, scalar } from '../../yaml/value.ts';

/** An entry of `images` in a kustomization. */
export interface ImageChange {
  /** The name of the images that it changes, without tag and digest. */
  readonly name: string;
  readonly newName: string | undefined;
  readonly newTag: string | undefined;
  readonly digest: string | undefined;
  readonly tagSuffix: string | undefined;
  readonly line: number;
}

/** More entries than people write. */
const MAX_IMAGES = 500;

/** Reads `images` of a kustomization. */
export function readImageChanges(root: Value, lineOf: (value: Value) => number): ImageChange[] {
  return items(field(root, 'images')?.value)
    .slice(0, MAX_IMAGES)
    .flatMap((entry): ImageChange[] => {
      // Kustomize refuses numbers: `newTag: 1.10` has to be in quotes.
      const text = (key: string): string | undefined => {
        const value = scalar(field(entry, key)?.value);
        return typeof value === 'string' ? value : undefined;
      };
      const name = text('name');
      if (name === undefined) return [];
      const [newName, newTag, digest, tagSuffix] = ['newName', 'newTag', 'digest', 'tagSuffix'].map(
        text,
      );
      return [{ name, newName, newTag, digest, tagSuffix, line: lineOf(entry) }];
    });
}

/** An image as a kustomization names it, and the line that does. */
export interface ChangedImage {
  readonly reference: string;
  readonly line: number;
}

/**
 * What a kustomization makes of an image; undefined where it leaves it alone. A new tag or digest
 * replaces both; each entry sees what those before it made (Kustomize, api/filters/imagetag/updater.go).
 */
export function changeImage(
  written: string,
  changes: readonly ImageChange[],
): ChangedImage | undefined {
  let changed: ChangedImage | undefined;
  for (const change of changes) {
    const before = changed?.reference ?? written;
    const parts = splitImage(before);
    if (parts.name !== change.name) continue;
    const reference = joinImage(changeParts(parts, change));
    if (reference !== before) changed = { reference, line: change.line };
  }
  return changed;
}

interface ImageParts {
  readonly name: string;
  readonly tag: string;
  readonly digest: string;
}

function splitImage(reference: string): ImageParts {
  const [tagged = '', digest = ''] = reference.split('@', 2);
  const colon = tagged.indexOf(':', tagged.lastIndexOf('/') + 1);
  if (colon === -1) return { name: tagged, tag: '', digest };
  return { name: tagged.slice(0, colon), tag: tagged.slice(colon + 1), digest };
}

function joinImage({ name, tag, digest }: ImageParts): string {
  return name + (tag && `:${tag}`) + (digest && `@${digest}`);
}

function changeParts(
  { name, tag, digest }: ImageParts,
  { newName, newTag = '', digest: newDigest = '', tagSuffix = '' }: ImageChange,
): ImageParts {
  const renamed = newName || name;
  if (newTag || newDigest) return { name: renamed, tag: newTag, digest: newDigest };
  if (tagSuffix) return { name: renamed, tag: tag + tagSuffix, digest: '' };
  return { name: renamed, tag, digest };
}
