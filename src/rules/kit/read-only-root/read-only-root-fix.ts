import { type ImageConfig, startUser } from '../../../images/image-config.ts';
import type { KnownImage, Write } from '../../../images/known-image.ts';
import { listPaths } from '../../../images/describe.ts';
import { covers } from '../../../images/paths.ts';
import type { ValueChange } from '../../../yaml/value-change.ts';
import { mountsOf, volumesOf } from '../../../kubernetes/mounts.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { field, isSet, items, textOf } from '../../../yaml/value.ts';
import { configOf, imageOf, isUsualProgram, ownProgram } from '../container-image.ts';
import { code } from '../describe.ts';
import type { Remedy, RuleSet } from '../rule.ts';
import { type Place, isMounted, mountScratch } from './scratch-volumes.ts';
import { copyUser } from './copy-to-volume.ts';
import { type Hint, declaredVolumes, hintsOf, namedPaths } from './inferred-writes.ts';

/** Why a container can't have a read-only root yet, a clause that says what to do first. */
export interface Obstacle {
  readonly obstacle: string;
}

/**
 * What makes a container work with a read-only root, beside the flag itself: a volume wherever it has
 * to write, as far as that is known.
 */
export function readOnlyRootFix(container: Container, ruleSet: RuleSet): Remedy | Obstacle {
  const image = imageOf(container, ruleSet);
  // Where its other half stands elsewhere, so may its volumes.
  if (container.partial) return { safety: 'unsafe', changes: [], verify: describePartial(image) };
  const known = image && isUsualProgram(container) ? image : undefined;
  const config = configOf(container, ruleSet);
  const hints = hintsFor(container, known, config);
  const needed = known ? neededOf(container, known) : [];
  const obstacle = (known && obstacleOf(known, needed)) ?? describeData(hints);
  if (obstacle !== undefined) return { obstacle };
  const places = distinct([...needed, ...hints]);
  const mounts = mountScratch(container, places, ruleSet);
  if (!mounts) return { obstacle: describeNoPlace(places) };
  const checks = [
    ...(known ? checksOf(container, known, places) : [describeUnknown(container, image, config)]),
    ...describeHidden(hints),
  ];
  return {
    safety: checks.length === 0 ? 'safe' : 'unsafe',
    changes: [...mounts.flat(), ...(known ? environment(container, known) : [])],
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...reasonFor(container, needed, hints),
    ...(known && { image: known }),
  };
}

/** What its settings name; what its image says of itself comes after what is known of it. */
function hintsFor(
  container: Container,
  known: KnownImage | undefined,
  config: ImageConfig | undefined,
): Hint[] {
  const isKnown = ({ path }: Hint): boolean =>
    known?.writes?.some((write) => covers(write.path, path) || covers(path, write.path)) === true;
  // A program of the container's own choice need not use the volumes of the usual one.
  const volumes = config && isUsualProgram(container) ? declaredVolumes(config) : [];
  return [
    ...hintsOf(container, known?.writes ? undefined : config),
    ...volumes.filter((hint) => !isKnown(hint)),
  ].filter(({ target }) => !isMounted(container, target));
}

/** What to check where an image names a place and nobody looked what it has there. */
function describeHidden(hints: readonly Hint[]): string[] {
  const places = hints.filter(({ ofImage, language }) => ofImage && language === undefined);
  if (places.length === 0) return [];
  return [
    `An empty volume hides what its image has in ${listPaths(distinct(places))}: see that it ` +
      'needs none of that.',
  ];
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
export function isForPerson({ isPersistent, hidesFiles, copyAs }: Needed): boolean {
  return isPersistent || (hidesFiles === true && copyAs === undefined);
}

/** What has to be done about such a path. */
export function describeMissing({ path, isPersistent, hidesFiles }: Needed): string {
  if (isPersistent) return `it keeps data in ${code(path)}: mount a claim there`;
  return hidesFiles === true
    ? `it writes to ${code(path)}, where its image has files: fill a volume with them in an init container, and mount it there`
    : `it writes to ${code(path)}: mount an \`emptyDir\` there`;
}

/** What to check where an init container fills a volume. */
export function describeSeeds(places: readonly Place[]): string[] {
  const seeded = places.filter(({ copyAs }) => copyAs !== undefined);
  if (seeded.length === 0) return [];
  return [
    `An init container copies what the image has in ${listPaths(seeded)} to the volume: ` +
      'see that it succeeds.',
  ];
}

function withSeed(container: Container, image: KnownImage, write: Write): Needed {
  return write.isCopyable ? { ...write, copyAs: copyUser(container, image) } : write;
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
  return `it writes to ${listPaths(places)}: mount an \`emptyDir\` there first`;
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
    ({ path, when, hidesFiles, isPersistent, kind }) =>
      when !== undefined &&
      hidesFiles === false &&
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

function environment({ value }: Container, image: KnownImage): ValueChange[] {
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
  const { readOnlyRoot, caveats } = image;
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
    ...(caveats.length > 0 ? [describeCaveats(image)] : []),
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
export function describeCaveats({ caveats }: KnownImage): string {
  return `Uncertain of its image: ${caveats.join('; ')}.`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}

function describeUnknown(
  container: Container,
  image: KnownImage | undefined,
  config?: ImageConfig,
): string {
  const name = code(textOf(field(container.value, 'image')?.value) ?? 'its image');
  const why = image
    ? 'It starts a program of its own choice, so that little is known of where it writes'
    : describeConfig(name, config);
  return (
    `${why}: every path that it writes to needs a volume, an \`emptyDir\` for scratch files, ` +
    'a claim for data. `docker diff` lists them once it has run.'
  );
}

function describeConfig(name: string, config: ImageConfig | undefined): string {
  if (!config) return `Nothing is known of ${name}`;
  const { declared, uid, name: user = '' } = startUser(config);
  const numeric = declared === 'numeric' ? `user ${uid}` : code(user);
  const volumes = declaredVolumes(config);
  const isSilent = config.volumes.length === 0;
  const declares = volumes.length > 0 || isSilent ? ` and ${describeVolumes(volumes)}` : '';
  return (
    `All that is known of ${name} is what its registry says, that it starts as ` +
    `${declared === 'root' ? 'root' : numeric}${declares}`
  );
}

function describeVolumes(volumes: readonly Hint[]): string {
  if (volumes.length === 0) return 'declares no volumes';
  return `declares ${volumes.length === 1 ? 'a volume' : 'volumes'} in ${listPaths(volumes)}`;
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
  const declared = hints.filter(({ by }) => by === 'VOLUME');
  const writes = [
    ...(always.length > 0 ? [`writes to ${listPaths(always)}`] : []),
    ...(atTimes.length > 0 ? [`at times writes to ${listPaths(atTimes)}`] : []),
  ];
  const clauses = [
    ...(writes.length > 0 ? [`${image} ${writes.join(', and ')}`] : []),
    ...hints.filter(({ by }) => by !== 'VOLUME').map(describeHint),
    ...(declared.length > 0 ? [`its image ${describeVolumes(declared)}`] : []),
  ];
  if (clauses.length === 0) return {};
  const each = count > 1 ? 'each gets an `emptyDir`' : 'it gets an `emptyDir`';
  return { reason: sentence(`${clauses.join(', ')}; ${each}`) };
}
