import type { KnownImage } from './known-image.ts';

type Known = Omit<KnownImage, 'doubts' | 'confidence'>;

/** What is uncertain about how an image runs with a read-only root, in clauses. */
export function doubtsOf(image: Known): string[] {
  return [...versionDoubts(image), ...writeDoubts(image), ...rootDoubts(image)];
}

/** What is uncertain about whether the facts hold for the image that is named, in clauses. */
export function versionDoubts({ reference, versions, version, isVersionChecked }: Known): string[] {
  const doubts = reference.isGuessed
    ? [`\`${reference.name}\` is the same image only by common knowledge`]
    : [];
  if (isVersionChecked) return doubts;
  if (versions === undefined) return [...doubts, 'no versions are named for which the facts hold'];
  const named = version ?? 'no version';
  return [...doubts, `the facts were read for version ${versions}, and its tag names ${named}`];
}

function writeDoubts({ writes }: Known): string[] {
  if (!writes) return ['where it writes is not known'];
  const unread = writes.filter(({ isRead }) => !isRead);
  const unlooked = writes.filter(({ isSeeded }) => isSeeded === undefined);
  return [
    ...unread.map(({ path }) => `that it writes to \`${path}\` is usual for it, but was not read`),
    ...unlooked.map(({ path }) => `nobody looked whether its image has files in \`${path}\``),
  ];
}

function rootDoubts({ readOnlyRoot }: Known): string[] {
  return readOnlyRoot ? [] : ['nothing was read on whether it works with a read-only root'];
}
