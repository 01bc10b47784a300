import { type ReleaseSource, sourcesIn } from '../kubernetes/known-charts/release-sources.ts';
import { whyElsewhere } from '../kubernetes/known-charts/why-unknown.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { isValuesPath } from '../kubernetes/unseen/candidates.ts';
import { releaseObjectsIn } from '../render/chart-releases.ts';
import {
  type ElsewhereRelease,
  missingSources,
  ownValueFiles,
  sourcesOfRelease,
} from '../render/elsewhere-releases.ts';
import type { BesideFile } from '../review/beside.ts';
import type { ChartSide, ReachedChart, ReachedRoot } from '../review/change.ts';
import { patchedFiles } from './changed-releases.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';
import type { BroughtChart, ChartArchives } from './chart-archives.ts';
import {
  KeptCharts,
  type KeptIndexes,
  changedCharts,
  keepsCharts,
  readKeptIndexes,
} from './kept-charts.ts';
import { KEPT_CHARTS } from './kept-folder.ts';
import { type ReadCharts, unaffectedIn } from './read-charts.ts';
import { type Pair, type Sources, pairsOf } from './release-pairs.ts';
import { releaseTextsElsewhere } from './releases-elsewhere.ts';
import { repositorySources } from './repository-sources.ts';
import type { Side, SourceTree } from './source-tree.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** What the charts of others are looked for by, which releases of a change install. */
export interface InstalledSearch {
  readonly texts: ChangedTexts;
  readonly archives: ChartArchives;
  /** Whether a file may be looked at, by its path. */
  readonly isWanted: (path: string) => boolean;
  /** The kustomizations that the change reaches. */
  readonly roots: readonly ReachedRoot[];
  readonly generators: TreeGenerators;
}

/** The charts of others that a change reaches, each with the release that installs it. */
export interface InstalledCharts extends ReadCharts {
  /** What else was read: the objects that say where these charts are. */
  readonly beside: readonly BesideFile[];
}

const NOTHING: InstalledCharts = { charts: [], skips: [], beside: [] };

/** More than a person changes at once; a rendering takes some tenths of a second on each side. */
const MAX_RELEASES = 20;
const TOO_MANY = `a change is rendered for ${MAX_RELEASES} releases at most: split it, or run podseal check`;

const INSTALLS = /\bkind["']?[ \t]*:[ \t]*["']?(?:HelmRelease|HelmChart|Application(?:Set)?)\b/;
const SOURCES = /\bkind["']?[ \t]*:[ \t]*["']?(?:OCI|Helm)Repository\b/;

/** Reads the charts of others that releases of a change install, before and after it. */
export async function readInstalledCharts(
  tree: SourceTree,
  changed: readonly string[],
  { texts, archives, isWanted, roots, generators }: InstalledSearch,
): Promise<InstalledCharts> {
  const own = textsOf(texts);
  const patched = {
    base: patchedReleases(own, { roots, changed, side: 'base' }),
    head: patchedReleases(own, { roots, changed, side: 'head' }),
  };
  const sides = {
    base: [...own.base, ...patched.base],
    head: [...own.head, ...patched.head],
  };
  const all = [...sides.base, ...sides.head];
  const isKept = changed.some((path) => path.startsWith(`${KEPT_CHARTS}/`));
  const hasValues = changed.some(isValuesPath);
  const mayInstall = all.some(({ text }) => INSTALLS.test(text) || SOURCES.test(text));
  if (!isKept && !hasValues && !mayInstall) return NOTHING;
  const indexes = await readKeptIndexes(tree, changed, texts);
  const isAtHand = keepsCharts(indexes) || archives.pull !== undefined;
  const found = isAtHand ? await otherReleases(tree, { changed, sides, indexes }) : [];
  const others = found.filter(({ path }) => isWanted(path));
  const { sources, beside } = await readSourcesOf(tree, { changed, sides, others, texts });
  if (!isAtHand) return { ...NOTHING, beside };
  const built = [...patched.base, ...patched.head].map(({ path }) => path);
  const reached = new Set([...changed, ...built]);
  const by = { changed: reached, sides, sources, others, kept: changedCharts(indexes) };
  const pairs = await pairsOf(by, generators);
  const charts = new KeptCharts(tree, archives, indexes);
  const read = await readPairs(tree, pairs.slice(0, MAX_RELEASES), { charts, sources, roots });
  const over = pairs.slice(MAX_RELEASES).map((pair) => unread(pair, TOO_MANY));
  return {
    charts: [...read.filter((one) => !isLeft(one)).map(({ chart }) => chart), ...over],
    unaffected: unaffectedIn(read.filter(isLeft).map(({ chart }) => chart)),
    ...{ skips: [], beside },
  };
}

/** The files that a change leaves alone with releases that a changed patch in a kustomization may be for. */
function patchedReleases(
  own: Texts,
  {
    roots,
    changed,
    side,
  }: Pick<InstalledSearch, 'roots'> & { readonly changed: readonly string[]; readonly side: Side },
): SourceFile[] {
  const seen = new Set([...own.base, ...own.head].map(({ path }) => path));
  const patches = [...own.base, ...own.head].map(({ text }) => text).join('\n');
  const files = roots.flatMap((root) => patchedFiles(root, side, changed));
  const found = files.filter(
    (file) =>
      !seen.has(file.path) &&
      INSTALLS.test(file.text) &&
      (ANY.test(patches) ||
        releaseObjectsIn(file).some((name) => patches.includes(name.slice(name.indexOf('/') + 1)))),
  );
  return [...new Map(found.map((file) => [file.path, file])).values()];
}

/** Patches that do not name the object that they are for. */
const ANY = /\b(?:target|op)["']?[ \t]*:/;

type Texts = ReturnType<typeof textsOf>;

interface Found {
  readonly changed: readonly string[];
  readonly sides: Texts;
  readonly indexes: KeptIndexes;
}

/**
 * The files with releases that a change leaves alone, where it changes what they install: the object that says
 * where a chart is, the archive that is kept, or a file of values.
 */
async function otherReleases(
  tree: SourceTree,
  { changed, sides, indexes }: Found,
): Promise<SourceFile[]> {
  const [before, now] = [sides.base, sides.head].map((files) => files.flatMap(sourcesIn));
  const sources = [...(before ?? []), ...(now ?? [])].filter(
    (one) => isIn(one, before) !== isIn(one, now),
  );
  const kept = [...changedCharts(indexes)].map((key) => key.split(' ')[0] ?? '');
  const values = changed.filter(isValuesPath);
  if (sources.length + kept.length + values.length === 0) return [];
  const folders = [...sources.map(({ folder }) => folder), ...values.map(folderOf)];
  const names = [...sources.map(({ name }) => name), ...kept.map(nameOf)];
  return releaseTextsElsewhere(tree, [...folders, ...names], changed);
}

function isIn(source: ReleaseSource, all: readonly ReleaseSource[] = []): boolean {
  return all.some(
    ({ kind, name, namespace, url, version }) =>
      kind === source.kind &&
      name === source.name &&
      namespace === source.namespace &&
      url === source.url &&
      version === source.version,
  );
}

function folderOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/') + 1);
}

function nameOf(address: string): string {
  return address.slice(address.lastIndexOf('/') + 1);
}

/** The objects that say where charts are: in the change, beside it, and where releases need more, elsewhere. */
async function readSourcesOf(
  tree: SourceTree,
  {
    changed,
    sides,
    others,
    texts,
  }: Pick<Found, 'changed' | 'sides'> & {
    readonly others: readonly SourceFile[];
    readonly texts: ChangedTexts;
  },
): Promise<{ readonly sources: Sources; readonly beside: BesideFile[] }> {
  const near = (texts.beside ?? []).filter(
    ({ path, side }) => side === 'head' && !changed.includes(path),
  );
  const known = [...near, ...others].flatMap(sourcesIn);
  const on = (side: Side): ReleaseSource[] => [...sides[side].flatMap(sourcesIn), ...known];
  const missing = [
    ...[...sides.head, ...others].flatMap((file) => missingSources(file, on('head'))),
    ...sides.base.flatMap((file) => missingSources(file, on('base'))),
  ];
  const found = await repositorySources(tree, missing, new Set(changed));
  const more = found.flatMap(sourcesIn);
  return {
    sources: { base: [...on('base'), ...more], head: [...on('head'), ...more] },
    beside: found.map((file) => ({ ...file, side: 'head' })),
  };
}

/** What the charts of releases are read by. */
interface PairsBy extends Pick<InstalledSearch, 'roots'> {
  readonly charts: KeptCharts;
  readonly sources: Sources;
}

/** A release's chart, and whether a kustomization builds the release: what it makes of it is not known yet. */
interface ReadPair {
  readonly chart: ReachedChart;
  readonly isBuiltBy: boolean;
}

/** Reads the charts of releases on both sides, and their files of values. */
async function readPairs(
  tree: SourceTree,
  pairs: readonly Pair[],
  { charts, sources, roots }: PairsBy,
): Promise<ReadPair[]> {
  const wanted = pairs.flatMap(({ base, head }) => [
    ...(base ? [{ place: base.place, side: 'base' as const }] : []),
    ...(head ? [{ place: head.place, side: 'head' as const }] : []),
  ]);
  const found = await charts.bring(wanted);
  const own = {
    base: await readOwn(tree, 'base', pairs),
    head: await readOwn(tree, 'head', pairs),
  };
  return pairs.map((pair): ReadPair => {
    const isBuiltBy = isBuilt(pair, roots);
    const before = pair.base && found.shift();
    const now = pair.head && found.shift();
    const { base, head, wasOther } = pair;
    if (head && !now) {
      return { chart: unread({ ...pair, base: undefined }, whyElsewhere(head.place)), isBuiltBy };
    }
    const read = (side: Side, release: ElsewhereRelease, chart: BroughtChart): ChartSide => ({
      ...sideOf(release, chart, own[side]),
      ...(!('reason' in chart) && {
        elsewhere: { release, keptAt: chart.keptAt, sources: sources[side] },
      }),
    });
    const reached = {
      folder: folderIn(pair),
      base: base ? read('base', base, before ?? NOT_KEPT) : undefined,
      head: head && now && read('head', head, now),
    };
    const whole =
      wasOther && head ? { ...reached, base: sideOf(head, WAS_OTHER, own.base) } : reached;
    return { chart: whole, isBuiltBy };
  });
}

const NOT_KEPT = { reason: 'the chart that it had before is not in the repository' };
const WAS_OTHER = { reason: 'not all of its chart or values before the change is known' };

function folderIn({ base, head }: Pair): string {
  return (head ?? base)?.folder ?? '';
}

async function readOwn(
  tree: SourceTree,
  side: Side,
  pairs: readonly Pair[],
): Promise<ReadonlyMap<string, string>> {
  const releases = pairs.flatMap(({ [side]: release }) => release ?? []);
  const paths = [...new Set(releases.flatMap(ownValueFiles))];
  return paths.length === 0 ? new Map() : tree.texts(side, paths);
}

function sideOf(
  release: ElsewhereRelease,
  chart: BroughtChart,
  own: ReadonlyMap<string, string>,
): ChartSide {
  if ('reason' in chart) {
    const { reason } = chart;
    return { chart: sourcesOfRelease([release], { files: {}, binaries: {} }), answer: { reason } };
  }
  const paths = new Set(ownValueFiles(release));
  const values = new Map([...own].filter(([path]) => paths.has(path)));
  return { chart: sourcesOfRelease([release], chart, values), answer: undefined };
}

/** A release that is not rendered. */
function unread(pair: Pair, reason: string): ReachedChart {
  const { base, head } = pair;
  const on = (release: ElsewhereRelease | undefined): ChartSide | undefined =>
    release && sideOf(release, { reason }, new Map());
  return { folder: folderIn(pair), base: on(base), head: on(head) };
}

/** Whether a kustomization that the change reaches has a release. */
function isBuilt({ base, head }: Pair, roots: readonly ReachedRoot[]): boolean {
  const paths = [base, head].flatMap((one) => one?.file.path ?? []);
  return roots.some((root) =>
    [root.base, root.head].some((side) =>
      paths.some((path) => Object.hasOwn(side?.sources.files ?? {}, path)),
    ),
  );
}

/** Whether a change makes nothing else of a release. */
function isLeft({ chart, isBuiltBy }: ReadPair): boolean {
  return isSame(chart) && !isBuiltBy;
}

/** Whether nothing of a release changes that counts for its rendering. */
function isSame({ base, head }: ReachedChart): boolean {
  if (!base || !head) return !base && !head;
  return JSON.stringify([base.chart, base.answer]) === JSON.stringify([head.chart, head.answer]);
}
