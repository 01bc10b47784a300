import type { KnownImage } from './known-image.ts';

type Known = Omit<KnownImage, 'caveats' | 'confidence'>;

/** What is uncertain about how an image runs with a read-only root, in clauses. */
export function caveatsOf(image: Known): string[] {
  return [...versionCaveats(image), ...writeCaveats(image), ...rootCaveats(image)];
}

/** What is uncertain about whether the facts hold for the image that is named, in clauses. */
export function versionCaveats({
  reference,
  versions,
  version,
  isVersionChecked,
}: Known): string[] {
  const caveats = reference.isGuessed
    ? [`\`${reference.name}\` is the same image only by common knowledge`]
    : [];
  if (isVersionChecked) return caveats;
  if (versions === undefined) return [...caveats, 'no versions are named for which the facts hold'];
  const named = version ?? 'no version';
  return [...caveats, `the facts were read for version ${versions}, and its tag names ${named}`];
}

function writeCaveats({ writes }: Known): string[] {
  if (!writes) return ['where it writes is not known'];
  const unread = writes.filter(({ isRead }) => !isRead);
  const unlooked = writes.filter(({ hidesFiles }) => hidesFiles === undefined);
  return [
    ...unread.map(({ path }) => `that it writes to \`${path}\` is usual for it, but was not read`),
    ...unlooked.map(({ path }) => `nobody looked whether its image has files in \`${path}\``),
  ];
}

function rootCaveats({ readOnlyRoot }: Known): string[] {
  return readOnlyRoot ? [] : ['nothing was read on whether it works with a read-only root'];
}
