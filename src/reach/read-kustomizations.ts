import type { Skip } from '../kubernetes/manifest.ts';
import { inFolder, kustomizationsIn, readReferences } from '../render/kustomization-references.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import type { ReachedRoot, RootSide, Unaffected } from '../review/change.ts';
import { type DeployedSide, type Entry, entriesOf, layeredOn } from './deployed-entries.ts';
import { type RootSearch, byPath, concernedFile, valuesIn } from './concerned-file.ts';
import { isKustomizationFile } from './kustomization-places.ts';
import { layerFiles, layersOf } from './layer-files.ts';
import type { Side, SourceTree, TreeFile } from './source-tree.ts';
import { type Collected, TreeContents, type TreeFiles, lostIn } from './tree-contents.ts';
import type { TreeGenerators } from './tree-generators.ts';
import { skipsOfVariables } from './variable-sources.ts';

/** The kustomizations that a change reaches, and what of them can't be read. */
export interface ReadRoots {
  readonly roots: readonly ReachedRoot[];
  /** Whether the change reaches more of them. */
  readonly hasMoreRoots?: boolean;
  /** What objects deploy that the change makes nothing else of. */
  readonly unaffected?: Unaffected;
  readonly skips: readonly Skip[];
}

/** So many kustomizations of one change are built, each before and after it. */
const MAX_ROOTS = 20;

const TOO_MANY = `a change is built for ${MAX_ROOTS} kustomizations at most: split it, or run podseal check`;

/**
 * Reads the kustomizations that a change reaches, as they are before and after it: all that are deployed and use
 * a changed file, also those that an object of Flux or Argo CD adds to. Whether there is any is told by the
 * kustomizations above the changed files, and by such objects in these; only then the repository is listed, its
 * kustomizations and objects are read, and what those need that are reached: in three steps, however deeply they
 * use each other.
 */
export async function readKustomizations(
  tree: SourceTree,
  search: RootSearch,
  generators: TreeGenerators,
): Promise<ReadRoots> {
  const contents = new TreeContents(tree);
  const concerned = await concernedFile(tree, search, contents);
  if (concerned === undefined) return { roots: [], skips: [] };
  const not = (reason: string): ReadRoots => ({ roots: [], skips: [{ file: concerned, reason }] });
  const [base, head] = [byPath(await tree.all('base')), byPath(await tree.all('head'))];
  if (!base || !head) return not('the repository has too many files to find its kustomizations');
  const read = await readDeploying({ base, head, contents, generators }, search.deploying);
  if ('reason' in read) return not(read.reason);
  const { reached, others, before } = reachedRoots(read, search);
  const pairs = reached
    .slice(0, MAX_ROOTS)
    .map((pair) => ({ ...pair, alike: pair.base ? undefined : mostAlike(pair, before, read) }));
  const tooMuch = await contents.read(pairs.flatMap((pair) => unreadOf(pair, read)));
  if (tooMuch !== undefined) return not(tooMuch);
  const skips = reached
    .slice(MAX_ROOTS)
    .map((pair) => ({ file: fileOf(pair, head), reason: TOO_MANY }));
  const all = pairs.map((pair) => ({ pair, root: readRoot(pair, read) }));
  const same = all.flatMap(({ pair, root }) => (isSame(root) ? pair : []));
  const unaffected = [...others, ...same];
  return {
    roots: all.flatMap(({ root }) => (isSame(root) ? [] : root)),
    unaffected: { base: layersIn(unaffected, 'base'), head: layersIn(unaffected, 'head') },
    skips: [
      ...skips,
      ...skipsOfValues(read.head, search),
      ...skipsOfVariables(read.head.layers, search.texts),
    ],
    hasMoreRoots: skips.length > 0 || !read.isWhole,
  };
}

/** The changed files with values of charts that kustomizations name: nothing is built of these. */
function skipsOfValues({ contents, files }: DeployedSide, { changed }: RootSearch): Skip[] {
  const named = [...contents.references(files)].flatMap(([folder, one]) =>
    valuesIn(folder, one).map((path) => [path, folder] as const),
  );
  // The first kustomization that names a file is told.
  const folders = new Map(named.toReversed());
  return changed.flatMap((file): Skip[] => {
    const folder = folders.get(file);
    if (folder === undefined || !files.has(file)) return [];
    const at = kustomizationOf(folder, files);
    return [{ file, reason: `what the \`helmCharts\` of ${at} make of it` }];
  });
}

/** The objects that deploy folders. */
function layersIn(pairs: readonly Pair[], side: Side): UsedRelease[] {
  return pairs.flatMap(({ [side]: entry }) => entry?.layer ?? []);
}

/** The files of a repository on both sides of a change. */
interface BothFiles {
  readonly base: TreeFiles;
  readonly head: TreeFiles;
  readonly contents: TreeContents;
  readonly generators: TreeGenerators;
}

/** The same, with what deploys folders. */
interface BothSides {
  readonly base: DeployedSide;
  readonly head: DeployedSide;
  readonly contents: TreeContents;
  /** Whether all was read that may deploy folders. */
  readonly isWhole: boolean;
}

async function readDeploying(
  { base, head, contents, generators }: BothFiles,
  deploying: readonly string[],
): Promise<BothSides | { readonly reason: string }> {
  const found = [base, head].map((files) => layerFiles(files.values(), deploying));
  const kustomizations = [...base.values(), ...head.values()].filter(({ path }) =>
    isKustomizationFile(path),
  );
  const reason = await contents.read([...kustomizations, ...found.flatMap(({ files }) => files)]);
  if (reason !== undefined) return { reason };
  const tooMuch = await contents.read([base, head].flatMap((files) => contents.plugins(files)));
  if (tooMuch !== undefined) return { reason: tooMuch };
  const sideWith = async (side: Side, at: number): Promise<DeployedSide> => {
    const files = side === 'base' ? base : head;
    const layers = found[at]
      ? await layersOf(found[at], { side, files, contents, generators })
      : [];
    return { files, contents, layers };
  };
  return {
    ...{ base: await sideWith('base', 0), head: await sideWith('head', 1), contents },
    isWhole: found.every(({ isWhole }) => isWhole),
  };
}

/** What is deployed before and after a change. */
interface Pair {
  readonly base: Entry | undefined;
  readonly head: Entry | undefined;
}

/** The same, for a new one with what was deployed before with a component of it. */
interface WithAlike extends Pair {
  readonly alike: Entry | undefined;
}

/** What is deployed on either side of a change. */
interface Pairs {
  readonly reached: readonly Pair[];
  readonly others: readonly Pair[];
  readonly before: readonly Entry[];
}

/** What is deployed and uses a changed file, also what the change removes; and all that was deployed before. */
function reachedRoots(
  { base, head }: BothSides,
  { changed, deployed, isWanted }: RootSearch,
): Pairs {
  const entriesIn = (side: DeployedSide): Entry[] =>
    entriesOf(side, {
      deployed,
      isWanted: (folder) => isWanted(kustomizationOf(folder, side.files)),
    });
  const [before, now] = [entriesIn(base), entriesIn(head)];
  const paths = new Set(changed);
  const isReached = ({ base: old, head: fresh }: Pair): boolean =>
    changed.some((path) => (fresh ?? old)?.used.has(path)) ||
    ([old, fresh].some((one) => one?.layer && paths.has(one.layer.path)) &&
      layerOf(old) !== layerOf(fresh));
  const pairs = now.map((entry): Pair => ({
    head: entry,
    base: counterpartOf(entry, before, now),
  }));
  const matched = new Set(pairs.map((pair) => pair.base));
  const gone = before
    .filter((entry) => !matched.has(entry))
    .map((entry): Pair => ({ base: entry, head: undefined }));
  const all = [...pairs, ...gone];
  const reached = all
    .filter(isReached)
    .toSorted((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
  return { reached, others: all.filter((pair) => !isReached(pair)), before };
}

/** What an object makes of the folder that it deploys: of several in one file, a change may touch one. */
function layerOf(entry: Entry | undefined): string {
  const { folder, changes, variables } = entry?.layer ?? {};
  return JSON.stringify([
    folder,
    changes,
    variables && { ...variables, values: [...variables.values] },
  ]);
}

/** Of what was deployed before with a component, which is never built by itself, what shares the most files. */
function mostAlike(
  { head }: Pair,
  before: readonly Entry[],
  { base: { files, contents } }: BothSides,
): Entry | undefined {
  const used = [...(head?.used ?? [])].filter((path) => files.has(path));
  const components = used.filter((path) => {
    const text = isKustomizationFile(path) ? contents.textOf(files.get(path)) : undefined;
    return text !== undefined && readReferences(text).isComponent;
  });
  const shared = (entry: Entry): number => used.filter((path) => entry.used.has(path)).length;
  const [first] = before
    .filter((entry) => components.some((path) => entry.used.has(path)))
    .map((entry) => ({ entry, count: shared(entry) }))
    .toSorted((one, other) => other.count - one.count);
  return first?.entry;
}

/**
 * What an entry was before: the same object; one of its name in another file; else what deployed its folder, be
 * it by itself.
 */
function counterpartOf(
  entry: Entry,
  before: readonly Entry[],
  now: readonly Entry[],
): Entry | undefined {
  const same = before.find(({ id }) => id === entry.id);
  if (same || !entry.layer) return same ?? inFolderOf(entry, before);
  const kept = new Set(now.map(({ id }) => id));
  const moved = before.find(
    ({ id, layer }) =>
      layer?.name === entry.layer?.name && layer?.folder === entry.folder && !kept.has(id),
  );
  return moved ?? inFolderOf(entry, before);
}

function inFolderOf({ folder }: Entry, before: readonly Entry[]): Entry | undefined {
  return before.find((one) => one.folder === folder);
}

function nameOf({ base, head }: Pair): string {
  return (head ?? base)?.name ?? '';
}

/** The file of the kustomization in a folder. */
function kustomizationOf(folder: string, files: TreeFiles): string {
  const found = kustomizationsIn(folder).find((path) => files.has(path));
  return found ?? inFolder(folder, 'kustomization.yaml');
}

function fileOf({ base, head }: Pair, files: TreeFiles): string {
  const { layer, folder = '' } = head ?? base ?? {};
  return layer?.path ?? kustomizationOf(folder, files);
}

/** The files that are still to be read, to build a kustomization on both sides and to compare it. */
function unreadOf(pair: WithAlike, { base, head }: BothSides): TreeFile[] {
  const now = pair.head ? collected(pair.head, head).unread : [];
  const before = now.flatMap(({ path }) => base.files.get(path) ?? []);
  const then = [pair.base, pair.alike].flatMap((one) => (one ? collected(one, base).unread : []));
  return [...now, ...before, ...then];
}

function collected({ folder, layer }: Entry, side: DeployedSide): Collected {
  const layered = layer && layeredOn(layer, side);
  return side.contents.collect(folder, side.files, layered);
}

function readRoot(pair: WithAlike, { base, head, contents }: BothSides): ReachedRoot {
  const now = sideOf(pair.head, head);
  const before: Record<string, string> = {};
  for (const path of Object.keys(now?.sources.files ?? {})) {
    const text = contents.textOf(base.files.get(path));
    if (text !== undefined) before[path] = text;
  }
  const { name, folder = '' } = pair.head ?? pair.base ?? {};
  const alike = sideOf(pair.alike, base);
  const used = alike && [alike];
  return { name, folder, base: sideOf(pair.base, base), head: now, before, ...(used && { used }) };
}

/** A kustomization on one side; undefined where there is none. */
function sideOf(entry: Entry | undefined, side: DeployedSide): RootSide | undefined {
  if (!entry) return undefined;
  const { folder: root } = entry;
  const nothing = { root, files: {}, binaries: {}, folders: [root] };
  const found = collected(entry, side);
  const { sources } = found;
  if ('reason' in sources) return { sources: nothing, answer: sources };
  const lost = lostIn(found);
  if (lost) return { sources: nothing, answer: { reason: `${lost.path} can't be read` } };
  return { sources, answer: undefined };
}

/** Whether nothing changes that counts for a build. */
function isSame({ base, head }: ReachedRoot): boolean {
  if (!base || !head) return !base && !head;
  return textOf(base) === textOf(head);
}

function textOf(side: RootSide): string {
  return JSON.stringify(side, (_, value: unknown) =>
    value instanceof Map ? [...(value as ReadonlyMap<unknown, unknown>)] : value,
  );
}
