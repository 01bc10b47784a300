import type { KnownImage, Write } from '../images/known-image.ts';
import { listPaths } from '../images/describe.ts';
import { covers } from '../images/paths.ts';
import type { Change } from '../manifest/change.ts';
import { mountsOf, volumesOf } from '../manifest/mounts.ts';
import type { Container } from '../manifest/pod.ts';
import { field, isSet, items, textOf } from '../manifest/value.ts';
import { imageOf, isUsualProgram, ownProgram } from './container-image.ts';
import { code } from './describe.ts';
import type { Remedy, RuleSet } from './rule.ts';
import { type Place, isMounted, mountScratch } from './scratch.ts';
import { seedUser } from './seeding.ts';
import { type Hint, hintsOf, namedPaths } from './write-hints.ts';

/** Why a container can't have a read-only root yet, a clause that says what to do first. */
export interface Obstacle {
  readonly obstacle: string;
}

/**
 * What makes a container work with a read-only root, beside the flag itself: a volume wherever it has
 * to write, as far as that is known.
 */
export function sealingOf(container: Container, ruleSet: RuleSet): Remedy | Obstacle {
  const image = imageOf(container, ruleSet);
  // Where its other half stands elsewhere, so may its volumes.
  if (container.partial) return { safety: 'unsafe', changes: [], verify: describePartial(image) };
  const known = image && isUsualProgram(container) ? image : undefined;
  const hints = hintsOf(container).filter(({ target }) => !isMounted(container, target));
  const needed = known ? neededOf(container, known) : [];
  const obstacle = (known && obstacleOf(known, needed)) ?? describeData(hints);
  if (obstacle !== undefined) return { obstacle };
  const places = distinct([...needed, ...hints]);
  const mounts = mountScratch(container, places, ruleSet);
  if (!mounts) return { obstacle: describeNoPlace(places) };
  const checks = known ? checksOf(container, known, places) : [describeUnknown(container, image)];
  return {
    safety: checks.length === 0 ? 'safe' : 'unsafe',
    changes: [...mounts.flat(), ...(known ? environment(container, known) : [])],
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...reasonFor(container, needed, hints),
    ...(known && { image: known }),
  };
}

/** A path that a container writes to and has no volume for, with who fills one. */
type Needed = Write & Place;

/** The paths that an image always writes to and that a container has no volume for. */
export function missingPlaces(container: Container, image: KnownImage): Needed[] {
  return possibleWrites(container, image)
    .filter(({ path, when }) => when === undefined && !isMounted(container, path))
    .map((write) => withSeed(container, image, write));
}

/** Where an image may write, as this container uses it. */
function possibleWrites(container: Container, { writes = [] }: KnownImage): Write[] {
  return writes.filter(
    ({ ifMounted }) =>
      ifMounted === undefined ||
      mountsOf(container).some(
        (mount) => covers(mount.path, ifMounted) || covers(ifMounted, mount.path),
      ),
  );
}

/** Whether a person has to provide the volume: for data, and for what nobody can copy. */
export function isForPerson({ isPersistent, isSeeded, seedAs }: Needed): boolean {
  return isPersistent || (isSeeded === true && seedAs === undefined);
}

/** What has to be done about such a path. */
export function describeMissing({ path, isPersistent, isSeeded }: Needed): string {
  if (isPersistent) return `it keeps data in ${code(path)}: mount a claim there`;
  return isSeeded === true
    ? `it writes to ${code(path)}, where its image has files: fill a volume with them in an init container, and mount it there`
    : `it writes to ${code(path)}: mount an \`emptyDir\` there`;
}

/** What to check where an init container fills a volume. */
export function describeSeeds(places: readonly Place[]): string[] {
  const seeded = places.filter(({ seedAs }) => seedAs !== undefined);
  if (seeded.length === 0) return [];
  return [
    `An init container copies what the image has in ${listPaths(seeded)} to the volume: ` +
      'see that it succeeds.',
  ];
}

function withSeed(container: Container, image: KnownImage, write: Write): Needed {
  return write.isCopyable ? { ...write, seedAs: seedUser(container, image) } : write;
}

function obstacleOf({ readOnlyRoot }: KnownImage, needed: readonly Needed[]): string | undefined {
  const { works, note } = readOnlyRoot ?? {};
  if (works === 'never') {
    const why = note === undefined ? '' : `. ${note.replace(/\.$/, '')}`;
    return `its image does not work with a read-only one${why}`;
  }
  const missing = needed.find(isForPerson);
  return missing && `${describeMissing(missing)} first`;
}

function describeData(hints: readonly Hint[]): string | undefined {
  const data = hints.find(({ kind }) => kind === 'data');
  if (!data) return undefined;
  return `it keeps data in ${code(data.path)} (${code(data.by)}): mount a claim there first`;
}

function describeNoPlace(places: readonly Place[]): string {
  return `it writes to ${listPaths(places)}, and its kind has no place for volumes that Podseal knows`;
}

function describePartial(image: KnownImage | undefined): string {
  const needed = (image?.writes ?? []).filter(({ when }) => when === undefined);
  const where = needed.length > 0 ? `, such as ${listPaths(needed)}` : '';
  return `Only a part of it stands here: every path that it writes to${where} needs a volume.`;
}

/** Kinds of files for which an empty directory does no harm, needed or not. */
const HARMLESS: readonly Write['kind'][] = ['cache', 'run', 'scratch'];

/** Also where it writes only at times, if an empty volume there can hide nothing. */
function neededOf(container: Container, image: KnownImage): Needed[] {
  const atTimes = possibleWrites(container, image).filter(
    ({ path, when, isSeeded, isPersistent, kind }) =>
      when !== undefined &&
      isSeeded === false &&
      !isPersistent &&
      HARMLESS.includes(kind) &&
      !isMounted(container, path),
  );
  return [...missingPlaces(container, image), ...atTimes];
}

/** One path may be named twice, by two of its names: `/run` and `/var/run`. */
function distinct(places: readonly Place[]): Place[] {
  return places.filter(
    ({ path }, index) =>
      !places
        .slice(0, index)
        .some((earlier) => covers(earlier.path, path) && covers(path, earlier.path)),
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
  const { readOnlyRoot, doubts } = image;
  if (!image.writes) return [describeUnknown(container, image)];
  const isServed = (path: string): boolean =>
    isMounted(container, path) || places.some((place) => covers(place.path, path));
  const note = readOnlyRoot?.note ?? 'it needs more than volumes';
  return [
    ...possibleWrites(container, image).flatMap(({ path, when }) =>
      isServed(path) ? [] : `It also writes to ${code(path)} if ${when ?? 'it is set up to'}.`,
    ),
    ...describeSettings(container, image, isServed),
    ...describeSeeds(places),
    ...(readOnlyRoot?.works === 'with-changes' ? [sentence(note)] : []),
    ...image.environment.map(({ name, why }) => `It gets ${code(name)}, because ${why}.`),
    ...(doubts.length > 0 ? [describeDoubts(image)] : []),
  ];
}

/** What its settings may change about where it writes. */
function describeSettings(
  container: Container,
  image: KnownImage,
  isServed: (path: string) => boolean,
): string[] {
  const program = ownProgram(container, image);
  // What its own charts run with a read-only root, they configure as well.
  const config = image.confidence === 'shipped' ? undefined : configurationOf(container);
  const named = namedPaths(container).filter(({ path }) => !isServed(path));
  return [
    ...(program === undefined
      ? []
      : [`Its arguments start ${code(program)}: see that this writes nowhere else.`]),
    ...named.map(
      ({ path, by }) => `${code(by)} names ${code(path)}: see that it writes nothing there.`,
    ),
    ...(config === undefined
      ? []
      : [
          `Its configuration comes from ${code(config)}: see that it names no other path to write to.`,
        ]),
  ];
}

/** Where settings come from that can't be seen here. */
function configurationOf(container: Container): string | undefined {
  const volumes = new Map(volumesOf(container.pod).map(({ name, value }) => [name, value]));
  const mount = mountsOf(container).find(({ name }) =>
    ['configMap', 'secret', 'projected'].some((type) =>
      isSet(field(volumes.get(name), type)?.value),
    ),
  );
  const isFromEnvironment = items(field(container.value, 'envFrom')?.value).length > 0;
  return mount?.name ?? (isFromEnvironment ? 'envFrom' : undefined);
}

/** What is uncertain about an image, a sentence. */
export function describeDoubts({ doubts }: KnownImage): string {
  return `Uncertain of its image: ${doubts.join('; ')}.`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function describeUnknown(container: Container, image: KnownImage | undefined): string {
  const name = code(textOf(field(container.value, 'image')?.value) ?? 'its image');
  const why = image
    ? 'It starts a program of its own choice, so that little is known of where it writes'
    : `Nothing is known of ${name}`;
  return (
    `${why}: every path that it writes to needs a volume, an \`emptyDir\` for scratch files, ` +
    'a claim for data. `docker diff` lists them once it has run.'
  );
}

function describeHint({ path, by, language }: Hint): string {
  return language === undefined
    ? `${code(by)} names ${code(path)}`
    : `programs in ${language} (${code(by)}) keep temporary files in ${code(path)}`;
}

/** What is known of where it writes, and what becomes of it. */
function reasonFor(
  container: Container,
  needed: readonly Needed[],
  hints: readonly Hint[],
): Pick<Remedy, 'reason'> {
  const image = code(textOf(field(container.value, 'image')?.value) ?? '');
  const count = distinct([...needed, ...hints]).length;
  const [always, atTimes] = [
    needed.filter(({ when }) => when === undefined),
    needed.filter(({ when }) => when !== undefined),
  ];
  const writes = [
    ...(always.length > 0 ? [`writes to ${listPaths(always)}`] : []),
    ...(atTimes.length > 0 ? [`at times writes to ${listPaths(atTimes)}`] : []),
  ];
  const clauses = [
    ...(writes.length > 0 ? [`${image} ${writes.join(', and ')}`] : []),
    ...hints.map(describeHint),
  ];
  if (clauses.length === 0) return {};
  const each = count > 1 ? 'each gets an `emptyDir`' : 'it gets an `emptyDir`';
  return { reason: sentence(`${clauses.join(', ')}; ${each}`) };
}
