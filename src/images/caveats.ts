import { listPaths } from './describe.ts';
import type { KnownImage, Write } from './known-image.ts';

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
    ? [`not checked whether the image is a copy of \`${reference.name}\``]
    : [];
  if (isVersionChecked) return caveats;
  if (versions === undefined)
    return [...caveats, 'the catalog does not say for which versions its facts are'];
  const named = version ?? 'no version';
  return [...caveats, `the facts are from ${describeVersions(versions)}, the tag names ${named}`];
}

/** A range of versions as a sentence has it: `6.2 - 8` as "versions 6.2 to 8". */
function describeVersions(range: string): string {
  const [from = '', to] = range.split(' - ');
  if (to !== undefined) return `versions ${from} to ${to}`;
  if (from.startsWith('>=')) return `version ${from.slice(2)} and later`;
  return from.startsWith('<') ? `versions before ${from.slice(1)}` : `version ${from}`;
}

function writeCaveats({ writes }: Pick<Known, 'writes'>): string[] {
  if (!writes) return ['not known where the image writes'];
  const unread = writes.filter(({ isRead }) => !isRead);
  const unseen = writes.filter(({ hidesFiles }) => hidesFiles === undefined);
  return [
    ...listed('not checked whether the image writes to', unread),
    ...listed('not checked whether the image has files in', unseen),
  ];
}

function listed(what: string, writes: readonly Write[]): string[] {
  return writes.length > 0 ? [`${what} ${listPaths(writes)}`] : [];
}

function rootCaveats({ readOnlyRoot, confirmed }: Known): string[] {
  return readOnlyRoot || confirmed
    ? []
    : ['not checked whether the image works with a read-only root filesystem'];
}
