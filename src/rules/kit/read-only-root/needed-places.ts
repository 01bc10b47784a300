import type { KnownImage } from '../../../images/known-image.ts';
import { listPaths } from '../../../images/describe.ts';
import type { Container } from '../../../kubernetes/pod.ts';
import { variablesOf } from '../container-settings.ts';
import { code } from '../describe.ts';
import { type ContainerWrite, writesOf } from '../image-writes.ts';
import type { RuleSet } from '../rule.ts';
import { copyUser, ownFolder } from './copy-to-volume.ts';
import { type Place, isMounted } from './place.ts';
import { DEFAULT_SIZE_LIMIT } from './size-limit.ts';

/** A path that a container writes to and has no volume for, with who fills one. */
export type Needed = ContainerWrite & Place;

/** Kinds of files for which an empty directory does no harm, needed or not. */
const HARMLESS: readonly ContainerWrite['kind'][] = ['cache', 'run', 'scratch'];

/** The paths that a container always writes to and has no volume for, as its image is known. */
export function missingPlaces(container: Container, image: KnownImage): Needed[] {
  return writesOf(container, image)
    .filter(({ path, when }) => when === undefined && !isMounted(container, path))
    .map((write) => withInit(container, image, write));
}

/** Also where the image writes only at times, if an empty volume there can hide nothing. */
export function neededPlaces(container: Container, image: KnownImage): Needed[] {
  const atTimes = writesOf(container, image).filter(
    ({ path, when, hidesFiles, isPersistent, kind }) =>
      when !== undefined &&
      hidesFiles === false &&
      !isPersistent &&
      HARMLESS.includes(kind) &&
      !isMounted(container, path),
  );
  return [
    ...missingPlaces(container, image),
    ...atTimes.map((write) => withInit(container, image, write)),
  ];
}

/** Whether an empty volume would hide files of the image, which no init container can copy. */
export function needsFilledVolume({ hidesFiles, copyAs }: Needed): boolean {
  return hidesFiles === true && copyAs === undefined;
}

/** What has to be done about such a path, a clause about the container. */
export function describeMissing({ path, isPersistent, hidesFiles, by }: Needed): string {
  const place = by === undefined ? code(path) : `${code(path)} (${code(by)})`;
  if (isPersistent) return `it keeps data in ${place}: mount a claim there`;
  return hidesFiles === true
    ? `it writes to ${place}, where its image has files: copy them to a volume in an init container, and mount that there`
    : `it writes to ${place}: mount an \`emptyDir\` there`;
}

/** What to check of the init containers that a fix adds. */
export function describeInit(container: Container, places: readonly Needed[]): string[] {
  const copied = places.filter(({ copyAs }) => copyAs !== undefined);
  const owned = places.filter(({ ownFolder: variable }) => variable !== undefined);
  return [
    ...(copied.length > 0
      ? [
          `An init container copies the image's files in ${listPaths(copied)}: check that it succeeds.`,
        ]
      : []),
    ...owned.flatMap((place) => describeOwnFolder(container, place)),
  ];
}

function describeOwnFolder(
  container: Container,
  { path, own, ownFolder: name = '' }: Needed,
): string[] {
  if (own) {
    return [
      `An init container makes ${code(ownFolder(path))} for ${code(name)}, as the program refuses ` +
        'a folder that every user can write to: check that it succeeds.',
    ];
  }
  if (variablesOf(container).has(name)) return [];
  return [
    `The program refuses a folder that every user can write to, as an \`emptyDir\` is: set ` +
      `${code(name)} to a folder in ${code(path)} with mode 0700.`,
  ];
}

/** What becomes of data for which a container has no claim. */
export function describeLost(
  places: readonly (Place & Partial<Pick<ContainerWrite, 'isPersistent'>>)[],
  { scratch }: RuleSet,
): string[] {
  const data = places.filter(({ kind, isPersistent = kind === 'data' }) => isPersistent);
  if (data.length === 0) return [];
  return [
    `The data in ${listPaths(data)} is lost with the pod, and may take ` +
      `${scratch?.sizeLimit ?? DEFAULT_SIZE_LIMIT}: mount a claim there to keep it.`,
  ];
}

function withInit(container: Container, image: KnownImage, write: ContainerWrite): Needed {
  const { isCopyable, ownFolder: variable } = write;
  const user = isCopyable || variable !== undefined ? copyUser(container, image) : undefined;
  const isFree = variable !== undefined && !variablesOf(container).has(variable);
  return {
    ...write,
    ...(isCopyable && { copyAs: user }),
    ...(isFree && user && { own: { variable, user } }),
  };
}
