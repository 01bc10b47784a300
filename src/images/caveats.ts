import { code } from '../text/markdown.ts';
import type { BuiltImage } from './built-image.ts';
import { listPaths } from './describe.ts';
import type { KnownImage, Write } from './known-image.ts';

type Known = Omit<KnownImage, 'caveats' | 'confidence'>;

/** What is uncertain about how an image runs with a read-only root, in clauses. */
export function caveatsOf(image: Known): string[] {
  return [...versionCaveats(image), ...writeCaveats(image), ...rootCaveats(image)];
}

/** What is uncertain about whether the facts hold for the image that is named, in clauses. */
export function versionCaveats(image: Known): string[] {
  const { reference, versions, version, isVersionChecked, built, inspected } = image;
  if (inspected) return [];
  if (built) return builtCaveats(built, reference);
  const caveats = reference.isGuessed
    ? [`not checked whether the image is a copy of \`${reference.name}\``]
    : [];
  if (isVersionChecked) return caveats;
  if (versions === undefined)
    return [...caveats, 'the catalog does not say for which versions its facts are'];
  const named = version ?? 'no version';
  return [...caveats, `the facts are from ${describeVersions(versions)}, the tag names ${named}`];
}

/** What is uncertain about whether an image is what its Dockerfile makes now. */
function builtCaveats(
  { dockerfile, isExact, baseCaveats }: BuiltImage,
  { name, tag, digest }: KnownImage['reference'],
): string[] {
  if (dockerfile === undefined) return [...baseCaveats];
  const last = name.slice(name.lastIndexOf('/') + 1);
  if (!isExact) {
    return [
      `only the name tells that ${code(last)} is built from ${code(dockerfile, Infinity)}`,
      ...baseCaveats,
    ];
  }
  // Tags without a number follow what is built; so does none, which a tool puts in.
  const isOld = digest !== undefined || /\d/.test(tag ?? '');
  const age = `${code(dockerfile, Infinity)} is as it is now, and the image may be older`;
  return [...(isOld ? [age] : []), ...baseCaveats];
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

function rootCaveats({
  readOnlyRoot,
  confirmed,
  built,
  inspected,
}: Pick<Known, 'readOnlyRoot' | 'confirmed' | 'built' | 'inspected'>): string[] {
  const { caveats = [] } = inspected ?? built ?? {};
  if (!readOnlyRoot && !confirmed && caveats.length > 0) return [...caveats];
  return readOnlyRoot || confirmed
    ? []
    : ['not checked whether the image works with a read-only root filesystem'];
}
