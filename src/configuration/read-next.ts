import type { Hunk } from '../diff/hunks.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type {
  ConfigurationFault,
  ConfigurationFiles,
  FileText,
  NextFiles,
} from '../review/change.ts';
import { BASELINE_PATH, CONFIGURATION_PATHS } from './configuration.ts';
import { type FilePlace, nameOf } from './extends.ts';
import { type ReadFiles, readEach, readExtended } from './read-extended.ts';

/** How the files of a change are read. */
export interface NextReader {
  /** The paths of the changed files. */
  readonly changed: ReadonlySet<string>;
  /** The paths of the removed files. */
  readonly removed: ReadonlySet<string>;
  /** The diff of a changed file; undefined where it is not shown. */
  readonly readHunks: (path: string) => Promise<readonly Hunk[] | undefined>;
  /** Reads changed files as the change leaves them. */
  readonly readHeads: (paths: readonly string[]) => Promise<readonly FileText[]>;
  /** Reads files as they are on the base. */
  readonly readBase: ReadFiles;
  /** Reads files of other repositories; undefined where whoever made the change may not have them read. */
  readonly readElsewhere: ReadFiles | undefined;
}

/** Longer ones are no configuration; this is read where nothing bounds its time. */
const MAX_CONFIGURATION = 100_000;

const TOO_LARGE = 'it is larger than 100 kB, which no configuration is';

/**
 * Reads what a change makes of the files that say how the repository is judged. Those that it does not
 * change are the base's, whatever was there when the branch began.
 *
 * @param project these files on the base
 * @returns undefined where it changes none
 */
export async function readNext(
  project: ConfigurationFiles,
  reader: NextReader,
): Promise<NextFiles | undefined> {
  const extended = new Map(project.extended?.map((file) => [file.path, file]));
  const own = [BASELINE_PATH, ...CONFIGURATION_PATHS];
  const isTouched = (path: string): boolean => reader.changed.has(path) || reader.removed.has(path);
  if (![...own, ...extended.keys()].some(isTouched)) return undefined;
  const heads = await readMap(reader, own.filter(isTouched));
  const { files, faults } = filesAfter(project, heads, reader.removed);
  const readHere: ReadFiles = async (places) => readAfter(reader, places);
  const readOthers: ReadFiles = async (places) =>
    reader.readElsewhere?.(places) ??
    places.map((place) => extended.get(nameOf(place)) ?? { isLater: true });
  const next = await readExtended(files.configuration, readEach(readHere, readOthers));
  const names = new Set([...own, ...extended.keys(), ...next.map(({ path }) => path)]);
  const changed = await Promise.all(
    [...names]
      .filter(isTouched)
      .map(async (path) => ({ path, hunks: await reader.readHunks(path) })),
  );
  return { ...files, extended: next, changed, faults };
}

/** The configuration and the baseline once a change is merged, and what is wrong with which there are. */
function filesAfter(
  project: ConfigurationFiles,
  heads: ReadonlyMap<string, FileText>,
  removed: ReadonlySet<string>,
): Pick<NextFiles, 'faults'> & { readonly files: ConfigurationFiles } {
  const faults: ConfigurationFault[] = [];
  const fail = (path: string, message: string): void => {
    faults.push({ path, line: 1, column: 1, message });
  };
  const after = (path: string, before: SourceFile | undefined): SourceFile | undefined => {
    const head = heads.get(path);
    if (!head) return before?.path === path ? before : undefined;
    if ('text' in head) return { path, text: head.text };
    if ('absent' in head && !removed.has(path)) fail(path, head.absent);
    return undefined;
  };
  const [configuration, second] = CONFIGURATION_PATHS.flatMap(
    (path) => after(path, project.configuration) ?? [],
  );
  if (configuration && second) {
    const path = heads.has(second.path) ? second.path : configuration.path;
    fail(path, `there are ${configuration.path} and ${second.path}: keep one of them`);
  }
  return { files: { configuration, baseline: after(BASELINE_PATH, project.baseline) }, faults };
}

async function readMap(
  reader: NextReader,
  paths: readonly string[],
): Promise<ReadonlyMap<string, FileText>> {
  const there = paths.filter((path) => !reader.removed.has(path));
  const texts = there.length > 0 ? await reader.readHeads(there) : [];
  return new Map([
    ...paths.map((path) => [path, { absent: 'this change removes it' }] as const),
    ...there.map((path, at) => [path, bounded(path, texts[at])] as const),
  ]);
}

/** A baseline has a line for each finding, and is read line by line. */
function bounded(path: string, text: FileText | undefined): FileText {
  if (text === undefined) return { absent: 'it was not read' };
  const isTooLarge = 'text' in text && text.text.length > MAX_CONFIGURATION;
  return isTooLarge && path !== BASELINE_PATH ? { absent: TOO_LARGE } : text;
}

/** Files of the repository once the change is merged. */
async function readAfter(
  reader: NextReader,
  places: readonly FilePlace[],
): Promise<readonly FileText[]> {
  const paths = places.map(({ path }) => path);
  const heads = await readMap(
    reader,
    paths.filter((path) => reader.changed.has(path) || reader.removed.has(path)),
  );
  const others = places.filter(({ path }) => !heads.has(path));
  const texts = others.length > 0 ? await reader.readBase(others) : [];
  const bases = new Map(others.map(({ path }, at) => [path, bounded(path, texts[at])]));
  return paths.map((path) => heads.get(path) ?? bases.get(path) ?? { absent: 'it was not read' });
}
