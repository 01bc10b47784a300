import type { KnownImage, Write } from '../images/known-image.ts';
import { listPaths } from '../images/describe.ts';
import { covers } from '../images/paths.ts';
import type { Change } from '../manifest/change.ts';
import type { Container } from '../manifest/pod.ts';
import { field, items, textOf } from '../manifest/value.ts';
import { imageOf, isUsualProgram } from './container-image.ts';
import { code } from './describe.ts';
import type { Remedy, RuleSet } from './rule.ts';
import { type Place, isCovered, mountScratch } from './scratch.ts';
import { type Hint, hintsOf } from './write-hints.ts';

/** Why a container can't have a read-only root yet, a sentence that says what to do first. */
export interface Obstacle {
  readonly obstacle: string;
}

/**
 * What makes a container work with a read-only root, beside the flag itself: a volume wherever it has
 * to write, as far as that is known.
 */
export function sealingOf(container: Container, ruleSet: RuleSet): Remedy | Obstacle {
  const image = imageOf(container, ruleSet);
  const hints = hintsOf(container).filter(({ path }) => !isCovered(container, path));
  const data = hints.filter(({ kind }) => kind === 'data');
  const known = image && isUsualProgram(container) ? image : undefined;
  const obstacle = (known && obstacleOf(container, known)) ?? describeData(data);
  if (obstacle !== undefined) return { obstacle };
  const needed = known ? neededOf(container, known) : [];
  const places = withoutNested([...needed, ...hints]);
  const mounts = mountScratch(container, places, ruleSet);
  if (!mounts) return { obstacle: describeNoPlace(places) };
  const changes = [...mounts, ...(known ? environment(container, known) : [])];
  const checks = known
    ? checksOf(container, known, places)
    : [describeUnknown(container, image, hints)];
  const reason = reasonFor(container, needed, places, hints);
  return {
    safety: checks.length === 0 ? 'safe' : 'unsafe',
    changes,
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...(reason !== '' && { reason }),
    ...(known && { image: known }),
  };
}

/** The paths that an image always writes to and that a container has no volume for. */
export function missingPlaces(container: Container, { writes = [] }: KnownImage): Write[] {
  return writes.filter(({ path, when }) => when === undefined && !isCovered(container, path));
}

/** What has to be done about such a path. */
export function describeMissing({ path, isPersistent, isSeeded }: Write): string {
  if (isPersistent) return `it keeps data in ${code(path)}: mount a claim there`;
  return isSeeded === true
    ? `it writes to ${code(path)}, where its image has files: fill a volume with them in an init container, and mount it there`
    : `it writes to ${code(path)}: mount an \`emptyDir\` there`;
}

function obstacleOf(container: Container, image: KnownImage): string | undefined {
  const { works, note } = image.readOnlyRoot ?? {};
  if (works === 'never') {
    return `its image does not work with a read-only one${note === undefined ? '' : ` (${note.charAt(0).toLowerCase()}${note.slice(1).replace(/\.$/, '')})`}`;
  }
  const missing = missingPlaces(container, image).find(
    ({ isPersistent, isSeeded }) => isPersistent || isSeeded === true,
  );
  return missing && `${describeMissing(missing)} first`;
}

function describeData([first]: readonly Hint[]): string | undefined {
  if (!first) return undefined;
  return `it keeps data in ${code(first.path)} (${code(first.by)}): mount a claim there first`;
}

function describeNoPlace(places: readonly Place[]): string {
  return `it writes to ${listPaths(places)}: mount an \`emptyDir\` there first`;
}

/** Kinds of files for which an empty directory does no harm, needed or not. */
const HARMLESS: readonly Write['kind'][] = ['cache', 'run', 'scratch'];

/** Also where it writes only at times, if an empty volume there can hide nothing. */
function neededOf(container: Container, { writes = [] }: KnownImage): Write[] {
  return writes
    .filter(({ path }) => !isCovered(container, path))
    .filter(
      ({ when, isSeeded, isPersistent, kind }) =>
        when === undefined || (isSeeded === false && !isPersistent && HARMLESS.includes(kind)),
    );
}

/** A volume serves what is below it. */
function withoutNested<T extends Place>(places: readonly T[]): T[] {
  return places.filter(
    ({ path }, index) =>
      !places.some(
        (other, at) =>
          covers(other.path, path) && (!covers(path, other.path) || at < index) && at !== index,
      ),
  );
}

function environment({ value }: Container, image: KnownImage): Change[] {
  const names = items(field(value, 'env')?.value).map((item) => textOf(field(item, 'name')?.value));
  return image.environment
    .filter(({ name }) => !names.includes(name))
    .map((variable) => ({
      kind: 'append',
      path: [...value.path, 'env'],
      value: { name: variable.name, value: variable.value },
    }));
}

/** What a person has to check although the image is known; nothing where the fix is safe. */
function checksOf(container: Container, image: KnownImage, places: readonly Place[]): string[] {
  const { readOnlyRoot, doubts, writes } = image;
  if (!writes) return [describeUnknown(container, image, [])];
  const left = writes.filter(
    ({ path }) => !isCovered(container, path) && !places.some((place) => covers(place.path, path)),
  );
  const note = readOnlyRoot?.note ?? 'it needs more than volumes';
  return [
    ...left.map(
      ({ path, when }) => `It also writes to ${code(path)} if ${when ?? 'it is set up to'}.`,
    ),
    ...(readOnlyRoot?.works === 'with-changes' ? [sentence(note)] : []),
    ...(doubts.length > 0 ? [describeDoubts(image)] : []),
  ];
}

/** What is uncertain about an image, a sentence. */
export function describeDoubts({ doubts }: KnownImage): string {
  return `Uncertain of its image: ${doubts.join('; ')}.`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function describeUnknown(
  container: Container,
  image: KnownImage | undefined,
  hints: readonly Hint[],
): string {
  const name = code(textOf(field(container.value, 'image')?.value) ?? 'its image');
  const why = image
    ? `It has a \`command\` of its own, so that little is known of where it writes`
    : `Nothing is known of ${name}`;
  const other = hints.length > 0 ? 'other path' : 'path';
  return (
    `${why}: every ${other} that it writes to needs a volume, an \`emptyDir\` for scratch files, ` +
    'a claim for data. `docker diff` lists them once it has run.'
  );
}

/** What is known of where it writes, and what becomes of it. */
function reasonFor(
  container: Container,
  needed: readonly Place[],
  places: readonly Place[],
  hints: readonly Hint[],
): string {
  const image = code(textOf(field(container.value, 'image')?.value) ?? '');
  const known = places.filter((place) => needed.some(({ path }) => path === place.path));
  const hinted = hints.filter((hint) => places.some(({ path }) => path === hint.path));
  const each = places.length > 1 ? 'each gets an `emptyDir`' : 'it gets an `emptyDir`';
  const clauses = [
    ...(known.length > 0 ? [`${image} writes to ${listPaths(known)}`] : []),
    ...hinted.map(({ path, by }) => `${code(by)} stands for files in ${code(path)}`),
  ];
  return clauses.length > 0 ? `${clauses.join(', ')}; ${each}.` : '';
}
