import picomatch from 'picomatch';
import { globsOfSets, hasGitGenerators } from '../kubernetes/argo/generator-globs.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { ChangedFile, SetThrough } from '../review/change.ts';
import { isKustomizationFile } from './kustomization-places.ts';
import type { ChangedTexts } from './changed-texts.ts';
import type { SourceTree, TreeFile } from './source-tree.ts';

/** What sets of applications are looked for by. */
interface SetSearch {
  /** The changed paths; of a renamed or removed file, the former one. */
  readonly changed: readonly string[];
  readonly texts: ChangedTexts;
}

/** The sets of applications that a change reaches without changing their files. */
export interface FoundSets {
  readonly sets: readonly SetThrough[];
  readonly skips: readonly Skip[];
}

/** As people name files with sets of applications, and the folders that they keep them in. */
const FILE = /app|set\b|argo|cluster|generator/i;
const FOLDER = /argo|app(?:lication)?-?sets?|gitops|bootstrap/i;
/** Two batches of files. */
const MAX_FILES = 200;
/** A set that a person wrote is shorter. */
const MAX_BYTES = 100_000;

const DATA = /\.(?:ya?ml|json)$/i;
const OBJECT = /^[ \t]*["']?kind["']?[ \t]*:/m;
/** Files of other programs, and parts of charts. */
const OTHER =
  /(?:^|\/)(?:\.[^/]*|templates|node_modules)\/|(?:^|\/)(?:\.[^/]*|Chart\.(?:yaml|lock)|package(?:-lock)?\.json|tsconfig[^/]*|(?:docker-)?compose[^/]*|renovate\.json5?)$/i;

/**
 * Finds the sets of applications that a change leaves alone and whose git generators go through a file that it changes,
 * or through a folder that it brings. Nothing is read where it changes no data and brings no folder.
 */
export async function setsThrough(tree: SourceTree, search: SetSearch): Promise<FoundSets> {
  const nothing = { sets: [], skips: [] };
  const data = dataIn(search);
  const added = addedIn(search.texts);
  if (data.length + added.length === 0) return nothing;
  const all = await tree.all('head');
  const folders = newFolders(added, all ?? []);
  if (!all || data.length + folders.size === 0) return nothing;
  const { files, isWhole } = await setFiles(tree, all, search.changed);
  const through = files.flatMap((file): SetThrough[] => {
    const changed = throughIn(file, data, folders);
    return changed === undefined ? [] : [{ file, changed }];
  });
  const known = new Set(through.map(({ changed }) => changed));
  const open = isWhole || files.length === 0 ? [] : data.filter((path) => !known.has(path));
  return { sets: through, skips: open.map((file) => ({ file, reason: TOO_MANY })) };
}

const TOO_MANY = `whether a set of applications reads it is not known: over ${MAX_FILES} files may have such sets`;

/** A set's file in a change, as if its text were there twice. */
export function withSetFiles(texts: ChangedTexts, sets: readonly SetThrough[]): ChangedTexts {
  const files = sets.map(({ file: { path, text } }): ChangedFile => {
    return { path, base: text, head: text, hunks: [] };
  });
  return { ...texts, files: [...texts.files, ...files] };
}

/** The changed files that may have parameters of applications: data that are no objects, as far as they were read. */
function dataIn({ changed, texts: { files, removed = [] } }: SetSearch): string[] {
  const texts = new Map(
    [...removed, ...files.map(({ path, head: text }) => ({ path, text }))].map(
      ({ path, text }) => [path, text] as const,
    ),
  );
  return changed.filter(
    (path) =>
      DATA.test(path) &&
      !OTHER.test(path) &&
      !isKustomizationFile(path) &&
      !OBJECT.test(texts.get(path) ?? ''),
  );
}

/** The changed files that were not there under their names. */
function addedIn({ files }: ChangedTexts): string[] {
  return files
    .filter(
      ({ path, from, base }) => (base === undefined || from !== undefined) && !OTHER.test(path),
    )
    .map(({ path }) => path);
}

/** The folders that have nothing but added files, each with one of these. */
function newFolders(added: readonly string[], all: readonly TreeFile[]): Map<string, string> {
  const folders = new Map<string, string>();
  for (const path of added) for (const folder of foldersAbove(path)) folders.set(folder, path);
  if (folders.size === 0) return folders;
  const fresh = new Set(added);
  for (const { path } of all) {
    if (!fresh.has(path)) for (const folder of foldersAbove(path)) folders.delete(folder);
  }
  return folders;
}

function foldersAbove(path: string): string[] {
  const steps = path.split('/').slice(0, -1);
  return steps.map((_, index) => steps.slice(0, index + 1).join('/'));
}

/** The files with sets that go through files or folders of the repository, the likeliest first. */
async function setFiles(
  tree: SourceTree,
  all: readonly TreeFile[],
  changed: readonly string[],
): Promise<{ readonly files: readonly SourceFile[]; readonly isWhole: boolean }> {
  const seen = new Set(changed);
  const ranked = all.flatMap((file) => {
    const rank = seen.has(file.path) ? undefined : rankOf(file);
    return rank === undefined ? [] : [{ file, rank }];
  });
  const wanted = ranked
    .toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1))
    .slice(0, MAX_FILES)
    .map(({ file }) => ({ ...file, isMinor: true }));
  const bytes = await tree.read(wanted);
  const files = wanted.flatMap(({ path, id }): SourceFile[] => {
    const content = bytes.get(id);
    const text = content ? new TextDecoder().decode(content) : '';
    return hasGitGenerators(text) ? [{ path, text }] : [];
  });
  return { files, isWhole: ranked.length <= MAX_FILES };
}

function rankOf({ path, bytes, isLink }: TreeFile): number | undefined {
  if (isLink || bytes > MAX_BYTES || !/\.ya?ml$/i.test(path) || OTHER.test(path)) return undefined;
  const slash = path.lastIndexOf('/') + 1;
  const [isFile, isFolder] = [FILE.test(path.slice(slash)), FOLDER.test(path.slice(0, slash))];
  if (!isFile && !isFolder) return undefined;
  return isFile && isFolder ? 0 : 1;
}

/** The changed file that leads to the sets in a file: it is read, or is in a folder that is new. */
function throughIn(
  { text }: SourceFile,
  data: readonly string[],
  folders: ReadonlyMap<string, string>,
): string | undefined {
  const { files, directories } = globsOfSets(text);
  const [isRead, isListed] = [matching(files), matching(directories)];
  return data.find(isRead) ?? [...folders].find(([folder]) => isListed(folder))?.[1];
}

function matching(globs: readonly string[]): (path: string) => boolean {
  return globs.length === 0 ? () => false : picomatch([...globs], { dot: true, noextglob: true });
}
