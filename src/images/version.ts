/** A version among the parts of a tag; letters after it only where it has a dot, unlike a hash. */
const VERSION = /^v?(?:(\d+(?:\.\d+)*)|(\d+(?:\.\d+)+)[a-z]\w*)$/i;
/** MinIO names its releases by their time. */
const RELEASE = /^RELEASE\.(\d{4})-(\d{2})-(\d{2})T/;

/** The version that a tag names: `1.27` for `1.27-alpine`; undefined for `latest`. */
export function versionOf(tag: string | undefined): string | undefined {
  if (tag === undefined) return undefined;
  const release = RELEASE.exec(tag);
  if (release) return release.slice(1).join('.');
  return tag
    .split(/[-_]/)
    .map((part) => VERSION.exec(part.replace(/\.[a-z]+$/i, '')))
    .map((found) => found?.[1] ?? found?.[2])
    .find((version) => version !== undefined);
}

/** The words of a tag, without the versions at their ends: `fpm`, `alpine` for `fpm-alpine3.22`. */
export function wordsOf(tag: string | undefined): string[] {
  return (tag ?? '')
    .toLowerCase()
    .split(/[-_]/)
    .map((part) => part.replace(/(?<![\d.])[\d.]+$/, ''));
}

/**
 * Whether a version is in a range: `1.6` for it and all below it, `6.2 - 8` from one to the other
 * with all below that, `>=18`, `<2.4`.
 */
export function isInRange(version: string, range: string): boolean {
  if (range.startsWith('>=')) return compare(version, range.slice(2)) >= 0;
  if (range.startsWith('<')) return compare(version, range.slice(1)) < 0;
  const [from = '', to = from] = range.split(' - ');
  return compare(version, from) >= 0 && compare(version, to) <= 0;
}

/** Compares as many numbers as the bound has; a version that has fewer is taken for their end. */
function compare(version: string, bound: string): number {
  const numbers = version.split('.').map(Number);
  const bounds = bound.split('.').map(Number);
  const differences = bounds.map((number, index) => (numbers[index] ?? number) - number);
  return differences.find((difference) => difference !== 0) ?? 0;
}
