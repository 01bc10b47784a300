import type { ImageConfig } from '../../../images/image-config.ts';
import { hidesFilesAt } from '../../../images/image-files.ts';
import type { KnownImage } from '../../../images/known-image.ts';
import { listPaths } from '../../../images/describe.ts';
import { covers } from '../../../images/paths.ts';
import type { Container } from '../../../kubernetes/pod.ts';
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
import { distinct, writtenPlaces } from './written-places.ts';

/** Why a container can't have a read-only root yet, a clause that says what to do first. */
export interface Obstacle {
  readonly obstacle: string;
  readonly need?: Need;
}

/**
 * What makes a container work with a read-only root, beside the flag itself: a volume wherever it has
 * to write, as far as that is known. Data without a claim gets an `emptyDir`, which keeps it for longer
 * than the container's own layer does.
 */
export function readOnlyRootFix(container: Container, ruleSet: RuleSet): Remedy | Obstacle {
  const image = imageOf(container, ruleSet);
  // Where its other half stands elsewhere, so may its volumes.
  if (container.partial) return { safety: 'unsafe', changes: [], verify: describePartial(image) };
  const { known, needed, hints, places } = writtenPlaces(container, ruleSet);
  const obstacle = known && obstacleOf(known, needed);
  if (obstacle) return obstacle;
  const name = imageWords(container, ruleSet);
  const mounts = mountScratch(container, places, ruleSet);
  if (!mounts) return { obstacle: describeNoPlace(places) };
  const checks = [
    ...describeLost(places, ruleSet),
    ...(known
      ? imageChecks(container, known, needed, places)
      : [describeOpen(hints) ?? describeUnknown(image, name, configOf(container, ruleSet))]),
    ...describeHidden(hints, configOf(container, ruleSet)),
  ];
  return {
    safety: checks.length === 0 ? 'safe' : 'unsafe',
    changes: [
      ...mounts.flat(),
      ...(known ? environmentFor(container, known, 'readOnlyRoot') : []).map(
        ({ change }) => change,
      ),
    ],
    ...(checks.length > 0 && { verify: checks.join(' ') }),
    ...reasonFor(name, needed, hints),
    ...(known && { image: known }),
  };
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
): Pick<Remedy, 'reason'> {
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
  if (clauses.length === 0) return {};
  const each = count > 1 ? 'each path gets an `emptyDir`' : 'the path gets an `emptyDir`';
  return { reason: sentence(`${clauses.join(', ')}; ${each}`) };
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1).replace(/\.$/, '')}.`;
}
