import type { ImageConfig } from '../../../images/image-config.ts';
import { hidesFilesAt } from '../../../images/image-files.ts';
import type { KnownImage } from '../../../images/known-image.ts';
import { listPaths } from '../../../images/describe.ts';
import { covers } from '../../../images/paths.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import type { ValueChange } from '../../../yaml/value-change.ts';
import { configOf, imageOf, imageWords } from '../container-image.ts';
import { code } from '../describe.ts';
import { environmentFor } from '../image-environment.ts';
import type { Need } from '../exemption.ts';
import type { Remedy, RuleSet } from '../rule.ts';
import { describeUnknown, describeVolumes, imageChecks } from './image-checks.ts';
import type { Hint } from './inferred-writes.ts';
import { type Needed, describeLost, describeMissing, needsFilledVolume } from './needed-places.ts';
import type { Place } from './place.ts';
import { mountScratch } from './scratch-volumes.ts';
import { type WrittenPlaces, distinct, writtenPlaces } from './written-places.ts';

/** Why a container can't have a read-only root yet, a clause that says what to do first. */
export interface Obstacle {
  readonly obstacle: string;
  readonly need?: Need;
}

/**
 * What makes a container work with a read-only root, with the changes that set its flag: a volume wherever it has
 * to write, as far as that is known. Data without a claim gets an `emptyDir`, which keeps it for longer
 * than the container's own layer does.
 */
export function readOnlyRootFix(
  container: Container,
  ruleSet: RuleSet,
  flag: readonly ValueChange[] = [],
): Remedy | Obstacle {
  // Where its other half stands elsewhere, so may its volumes.
  if (container.partial) {
    const verify = describePartial(imageOf(container, ruleSet));
    return { safety: 'unsafe', changes: flag, verify };
  }
  const written = writtenPlaces(container, ruleSet);
  const { known, needed, places } = written;
  const obstacle = known && obstacleOf(known, needed);
  if (obstacle) return obstacle;
  const mounts = mountScratch(container, places, ruleSet);
  if (!mounts) return { obstacle: describeNoPlace(places) };
  const settings = known ? environmentFor(container, known, 'readOnlyRoot') : [];
  const changes = [...flag, ...mounts.flat(), ...settings.map(({ change }) => change)];
  return new ReadOnlyRootRemedy(changes, container, written, ruleSet);
}

/** A remedy with what to check and why: that takes longer to say than to find, and not all who find it say it. */
class ReadOnlyRootRemedy implements Remedy {
  readonly changes: readonly ValueChange[];
  readonly image?: KnownImage;
  readonly #container: Container;
  readonly #written: WrittenPlaces;
  readonly #ruleSet: RuleSet;
  #checks: readonly string[] | undefined;

  constructor(
    changes: readonly ValueChange[],
    container: Container,
    written: WrittenPlaces,
    ruleSet: RuleSet,
  ) {
    this.changes = changes;
    if (written.known) this.image = written.known;
    this.#container = container;
    this.#written = written;
    this.#ruleSet = ruleSet;
  }

  get safety(): Remedy['safety'] {
    return this.#allChecks().length === 0 ? 'safe' : 'unsafe';
  }

  get verify(): string | undefined {
    const checks = this.#allChecks();
    return checks.length === 0 ? undefined : checks.join(' ');
  }

  get reason(): string | undefined {
    const { needed, hints } = this.#written;
    return reasonFor(imageWords(this.#container, this.#ruleSet), needed, hints);
  }

  #allChecks(): readonly string[] {
    const { known, needed, hints, places } = this.#written;
    return (this.#checks ??= [
      ...describeLost(places, this.#ruleSet),
      ...(known
        ? imageChecks(this.#container, known, needed, places)
        : [describeOpen(hints) ?? describeNothingKnown(this.#container, this.#ruleSet)]),
      ...describeHidden(hints, configOf(this.#container, this.#ruleSet)),
    ]);
  }
}

function describeNothingKnown(container: Container, ruleSet: RuleSet): string {
  const image = imageOf(container, ruleSet);
  return describeUnknown(image, imageWords(container, ruleSet), configOf(container, ruleSet));
}

/** What to check where recorded runs show where the image writes, and not what its command does. */
function describeOpen(hints: readonly Hint[]): string | undefined {
  if (!hints.some(({ isObserved }) => isObserved)) return undefined;
  return (
    'The container runs a command of its own, and gets the volumes that runs of its image needed: ' +
    'start it once with `podseal try`.'
  );
}

/** What to check where a place may have files of the image, which a volume hides. */
function describeHidden(hints: readonly Hint[], config: ImageConfig | undefined): string[] {
  const files = config?.files;
  const places = hints.filter(({ path, ofImage, language }) => {
    if (language !== undefined) return false;
    return (files && path !== '/tmp' ? hidesFilesAt(files, path) : undefined) ?? ofImage;
  });
  if (places.length === 0) return [];
  return [
    `An empty volume hides the image's files in ${listPaths(distinct(places))}: check that the ` +
      'container needs none of them.',
  ];
}

function obstacleOf({ readOnlyRoot }: KnownImage, needed: readonly Needed[]): Obstacle | undefined {
  const { works, note } = readOnlyRoot ?? {};
  if (works === 'never') {
    const what = 'its image does not work with a read-only one';
    const obstacle = note === undefined ? what : `${what}. ${note.replace(/\.$/, '')}`;
    return { obstacle, need: { reason: note ?? what, condition: '. If it has to stay' } };
  }
  const missing = needed.find(needsFilledVolume);
  return missing && { obstacle: `${describeMissing(missing)} first` };
}

function describeNoPlace(places: readonly Place[]): string {
  return `it writes to ${listPaths(places)}: mount a volume there first`;
}

function describePartial(image: KnownImage | undefined): string {
  const needed = (image?.writes ?? []).filter(({ when }) => when === undefined);
  const where = needed.length > 0 ? `, such as ${listPaths(needed)}` : '';
  return (
    'Only a part of the container is in this file: every path that it writes to' +
    `${where} needs a volume.`
  );
}

function describeHint({ path, by, language, isWrite, isObserved }: Hint): string {
  if (isObserved) return `runs of its image wrote to ${code(path)}`;
  if (isWrite) return `${code(by)} writes to ${code(path)}`;
  return language === undefined
    ? `${code(by)} names ${code(path)}`
    : `programs in ${language} (${code(by)}) keep temporary files in ${code(path)}`;
}

/** What is known of where it writes, and what becomes of it. */
function reasonFor(
  image: string,
  needed: readonly Needed[],
  hints: readonly Hint[],
): string | undefined {
  const count = distinct<Place>([...needed, ...hints]).length;
  const [always, atTimes] = [
    needed.filter(({ when }) => when === undefined),
    needed.filter(({ when }) => when !== undefined),
  ];
  const others = hints.filter(
    ({ path }) => !needed.some((place) => covers(place.path, path) && covers(path, place.path)),
  );
  const declared = others.filter(({ by }) => by === 'VOLUME');
  const writes = [
    ...(always.length > 0 ? [`writes to ${listPaths(always)}`] : []),
    ...(atTimes.length > 0 ? [`at times writes to ${listPaths(atTimes)}`] : []),
  ];
  const clauses = [
    ...(writes.length > 0 ? [`${image} ${writes.join(', and ')}`] : []),
    ...others.filter(({ by }) => by !== 'VOLUME').map(describeHint),
    ...(declared.length > 0 ? [`its image ${describeVolumes(declared)}`] : []),
  ];
  if (clauses.length === 0) return undefined;
  const each = count > 1 ? 'each path gets an `emptyDir`' : 'the path gets an `emptyDir`';
  return sentence(`${clauses.join(', ')}; ${each}`);
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
