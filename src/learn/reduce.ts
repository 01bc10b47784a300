import type { WriteFact } from '../images/facts.ts';
import { realPath } from '../images/paths.ts';
import { folderOf, isEmptyable, isGiven, isKept, isOfEveryImage, kindByName } from './folders.ts';
import { type Observation, ancestorsOf, parentOf } from './observation.ts';

/** A folder that a container needs a volume for. */
export interface LearnedPath {
  readonly path: string;
  readonly kind: WriteFact['kind'];
  readonly volume: WriteFact['volume'];
  /** How many of the paths that were seen it is for, and the first of them. */
  readonly count: number;
  readonly example: string;
  /** Whether its name says what it holds. */
  readonly isTold: boolean;
  /** Whether the container made it, so that the image can have no files there. */
  readonly isNew: boolean;
}

/** A path that was written to in a folder for which no volume can be proposed. */
export interface Undecided {
  readonly path: string;
  readonly folder: string;
}

/** What the paths of a container come down to. */
export interface Reduced {
  readonly paths: readonly LearnedPath[];
  readonly undecided: readonly Undecided[];
  /** How many paths are the runtime's own. */
  readonly given: number;
}

/** As many folders side by side are taken for what one program makes: their parent is mounted. */
const CROWD = 4;

/** What a mount path may be made of: the schema of the facts has no others. */
const PLAIN = /^(?:\/[\w.-]+)*\/?$/;

type Seen = ReadonlyMap<string, Observation>;

/** Reduces what a container changed to the folders that it needs volumes for. */
export function reduce(observations: readonly Observation[]): Reduced {
  const seen = merge(observations);
  const own = [...seen.values()].filter(({ path }) => !isGiven(path));
  const parents = new Set([...seen.keys()].map((path) => nearestSeen(path, seen)));
  // A folder is changed when something in it is: only the ends of paths tell.
  const leaves = own.filter((one) => !parents.has(one.path) && !isBareFolder(one));
  const candidates = leaves.map((leaf) => ({ path: leaf.path, folder: mountFor(leaf, seen) }));
  const isFree = (folder: string): boolean => !isKept(folder, isMade(folder, seen));
  const proposed = candidates.filter(({ folder }) => isFree(folder));
  const folders = withoutNested(crowded(proposed.map(({ folder }) => folder)));
  const served = servedBy(folders, proposed);
  return {
    paths: folders.map((folder) => describe(folder, served.get(realPath(folder)) ?? [], seen)),
    undecided: candidates.filter(({ folder }) => !isFree(folder)),
    given: seen.size - own.length,
  };
}

/** docker diff lists `/etc` where a file in it came and went, or is the runtime's: that tells nothing. */
function isBareFolder({ path, change, isFolder: said }: Observation): boolean {
  return change === 'changed' && said === undefined && isOfEveryImage(path);
}

function merge(observations: readonly Observation[]): Map<string, Observation> {
  const seen = new Map<string, Observation>();
  for (const observation of observations) {
    const before = seen.get(observation.path) ?? observation;
    // What was there when it was first seen was not made by what was seen.
    const said = observation.isFolder === true || before.isFolder;
    seen.set(observation.path, { ...before, isFolder: said });
  }
  return seen;
}

function nearestSeen(path: string, seen: Seen): string | undefined {
  return ancestorsOf(path).findLast((above) => seen.has(above));
}

function isMade(path: string, seen: Seen): boolean {
  return seen.get(path)?.change === 'made';
}

/**
 * The folder to mount for the end of a path: by its name; else the outermost folder that the
 * container made, in which the image can have nothing; else the folder that it is in.
 */
function mountFor(leaf: Observation, seen: Seen): string {
  const byName = folderOf(leaf.path, isFolder(leaf));
  const made = ancestorsOf(leaf.path).find((path) => isMade(path, seen));
  const folder = kindByName(byName) === undefined ? (made ?? byName) : byName;
  return [folder, ...ancestorsOf(folder).toReversed()].find((path) => PLAIN.test(path)) ?? '/';
}

/** docker diff lists a folder in which a file came and went as changed, with nothing in it. */
function isFolder({ path, change, isFolder: said }: Observation): boolean {
  if (said !== undefined) return said;
  const isNamed = !path.slice(path.lastIndexOf('/') + 1).includes('.');
  return change === 'changed' && isNamed && isEmptyable(parentOf(path));
}

/** Folders with many of their kind beside them give way to the one that they are in. */
function crowded(folders: readonly string[]): string[] {
  const unique = [...new Set(folders)];
  const counts = new Map<string, number>();
  for (const folder of unique)
    counts.set(parentOf(folder), (counts.get(parentOf(folder)) ?? 0) + 1);
  const crowds = unique.map((folder) => {
    const parent = parentOf(folder);
    const isCrowd = (counts.get(parent) ?? 0) >= CROWD && !isKept(parent) && !isEmptyable(parent);
    return isCrowd ? parent : folder;
  });
  const merged = [...new Set(crowds)];
  return merged.length < unique.length ? crowded(merged) : merged;
}

/** A volume serves what is below it; but one on /run or the like hides the folders of the image. */
function withoutNested(folders: readonly string[]): string[] {
  const byPlace = new Map(folders.toReversed().map((folder) => [realPath(folder), folder]));
  const isServed = (place: string): boolean =>
    ancestorsOf(place).some((above) => byPlace.has(above) && !isEmptyable(above));
  return [...byPlace]
    .filter(([place]) => !isServed(place))
    .map(([, folder]) => folder)
    .toSorted();
}

/** The candidates that each of these folders is for, by its place: the deepest that has them. */
function servedBy(
  folders: readonly string[],
  candidates: readonly Undecided[],
): ReadonlyMap<string, readonly Undecided[]> {
  const served = new Map(folders.map((folder) => [realPath(folder), [] as Undecided[]]));
  for (const candidate of candidates) {
    const place = realPath(candidate.folder);
    const found = [...ancestorsOf(place), place].findLast((above) => served.has(above));
    if (found !== undefined) served.get(found)?.push(candidate);
  }
  return served;
}

function describe(folder: string, served: readonly Undecided[], seen: Seen): LearnedPath {
  const named = kindByName(folder);
  // What keeps data by its name may have nothing but scratch files: `/var/lib/nginx/body`.
  const isScratch = served.length > 0 && served.every(({ path }) => kindByName(path) === 'scratch');
  const kind = named === 'data' && isScratch ? 'scratch' : named;
  return {
    path: folder,
    kind: kind ?? 'scratch',
    volume: kind === 'data' ? 'persistent' : 'emptyDir',
    count: served.length,
    example: served[0]?.path ?? folder,
    isTold: kind !== undefined,
    isNew: isMade(folder, seen),
  };
}
