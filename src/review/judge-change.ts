import { type DiffLines, indexDiff } from '../diff/diff-lines.ts';
import type { BuiltImages } from '../images/built-image.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { type Skip, type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { FoundIn } from '../render/relocate.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { indexLines } from '../yaml/lines.ts';
import type { BesideFile } from './beside.ts';
import type { Change, ChangedFile } from './change.ts';
import { readAttributes } from './git-attributes.ts';
import { type Origins, type Rendered, findOrigins } from './introduced.ts';
import {
  type JudgedChart,
  comparisonsOf,
  goneFrom,
  hasReleasesOf,
  isJudged,
  isOfUnrendered,
  isShownBy,
  isValuesOf,
  judgeCharts,
  wrappedBy,
} from './judge-charts.ts';
import {
  type ReviewedRoot,
  formerPaths,
  isBuilt,
  judgeRoots,
  rootComparisons,
  wasBuilt,
} from './judge-roots.ts';
import { kustomizationsOf, kustomized } from './kustomizations.ts';
import { patchedCarriers } from './patched-carriers.ts';
import { releaseRulesOf } from './release-sources.ts';
import { type RenderedFiles, renderedFiles, together } from './rendered-files.ts';
import { rootFiles } from './root-files.ts';

/** A file as a change leaves it, and as it was. */
export interface JudgedFile {
  readonly judged: Judged;
  readonly before: Judged;
  /** Undefined for a file that the change leaves alone. */
  readonly diff: DiffLines | undefined;
}

/** The files of a change, judged on both sides, with those of its charts. */
export interface JudgedChange extends Pick<Origins, 'introduced' | 'touched'> {
  /** The changed files in their order, then others that charts have findings in. */
  readonly files: readonly JudgedFile[];
  /** Where the findings in renderings were found. */
  readonly foundIn: ReadonlyMap<Finding, readonly FoundIn[]>;
  /** What of the charts was not analyzed. */
  readonly skips: readonly Skip[];
}

/** What else a change is judged by. */
interface JudgedBy {
  readonly onFile?: ((path: string) => void) | undefined;
  /** How images were built before the change. */
  readonly builtBefore?: BuiltImages | undefined;
}

/** Judges the files of a change: those that a chart renders by what they become, the others as they are. */
export function judgeChange(
  change: Change,
  ruleSet: RuleSet,
  { onFile, builtBefore }: JudgedBy = {},
): JudgedChange {
  const charts = judgeCharts(change, ruleSet, onFile);
  const roots = judgeRoots(change, ruleSet, onFile);
  const plain = withoutTemplates(change, charts, roots);
  const attributesOf = readAttributes((change.beside ?? []).filter(isAttributes));
  const { now, before } = kustomizationsOf(change);
  const releases = releaseRulesOf(change, { charts, roots });
  const wrapped = wrappedBy(charts, 'head');
  const rules = { ...ruleSet, ...releases.now, ...toldElsewhere(change, { charts, roots }) };
  const judged = plain.files.map(({ path, head }) => {
    onFile?.(path);
    const file = { path, text: head, attributes: attributesOf(path) };
    const own = kustomized({ ...rules, wrapped: wrapped.get(path) }, now(path));
    return judge(readManifest(file, own), own);
  });
  const past = { kustomizationOf: before, releases: releases.before, built: builtBefore };
  const also = { rendered: toCompare(change, charts, roots), wrapped: wrappedBy(charts, 'base') };
  const origins = findOrigins(plain, judged, { ...past, ...also, onFile });
  const diffs = new Map(change.files.map(({ path, hunks }) => [path, indexDiff(hunks ?? [])]));
  const builds = rootFiles(roots, origins, ruleSet);
  const found = together(renderedFiles(charts, origins, { ruleSet, diffs }), builds);
  const changed = change.files.map((file, index) => {
    const [own, old] = [judged[index], origins.before[index]];
    const both = { judged: own ?? nothing(file, ruleSet), before: old ?? nothing(file, ruleSet) };
    const { isRendered, keepsSkips } = treatmentOf(file.path, { charts, roots, found });
    const of = { file, found, attributes: attributesOf(file.path), keepsSkips };
    return { ...(isRendered ? withRendered(both, of) : both), diff: diffs.get(file.path) };
  });
  return {
    files: [...changed, ...otherFiles(found, diffs, ruleSet)],
    introduced: new Set([...origins.introduced, ...found.introduced]),
    touched: new Set([...origins.touched, ...found.touched]),
    foundIn: found.origins,
    skips: [...found.skips, ...skipsAround(change, charts, rules)],
  };
}

/** What of objects is not analyzed that the change leaves alone in their files. */
function skipsAround(change: Change, charts: readonly JudgedChart[], ruleSet: RuleSet): Skip[] {
  const ofSets = (change.sets ?? []).flatMap(({ file, changed }) =>
    readManifest(file, ruleSet).skips.map(({ reason }) => ({
      file: changed,
      reason: `the sets of applications in ${file.path} go through it: ${reason}`,
    })),
  );
  return [...ofSets, ...patchedCarriers(change, charts, ruleSet)];
}

/** The files of which nothing has to be said that is said of what they are part of. */
function toldElsewhere(
  change: Change,
  sources: Pick<JudgedSources, 'charts' | 'roots'>,
): Pick<RuleSet, 'named' | 'isOfUnrendered'> {
  return {
    named: namedIn(change, sources),
    isOfUnrendered: (path) => sources.charts.some((chart) => isOfUnrendered(chart, path)),
  };
}

/** The files that are named as not analyzed, since what they are part of could not be rendered. */
function namedIn(
  { skips }: Pick<Change, 'skips'>,
  { charts, roots }: Pick<JudgedSources, 'charts' | 'roots'>,
): ReadonlySet<string> {
  const sides = [...charts.map(({ head }) => head), ...roots.map(({ head }) => head?.side)];
  const unrendered = sides.flatMap((side) => (side && !isJudged(side) ? side.skips : []));
  return new Set([...skips, ...unrendered].map(({ file }) => file));
}

/** What charts and kustomizations become, and what is gone of that. */
function toCompare(
  change: Change,
  charts: readonly JudgedChart[],
  roots: readonly ReviewedRoot[],
): Rendered {
  const builds = rootComparisons(roots, formerPaths(change));
  return {
    comparisons: [...charts.flatMap(comparisonsOf), ...builds.comparisons],
    gone: [...charts.flatMap(goneFrom), ...builds.gone],
  };
}

/** What a change has beside its files. */
interface JudgedSources {
  readonly charts: readonly JudgedChart[];
  readonly roots: readonly ReviewedRoot[];
  /** What they come to. */
  readonly found: RenderedFiles;
}

/** Whether a file is judged by what it becomes, and whether a part of it is judged as it is. */
function treatmentOf(
  path: string,
  { charts, roots, found }: JudgedSources,
): { readonly isRendered: boolean; readonly keepsSkips: boolean } {
  const isShown =
    charts.some((chart) => isShownBy(chart, path)) || roots.some((root) => isBuilt(root, path));
  const isRelease = charts.some((chart) => hasReleasesOf(chart, path));
  return {
    isRendered: isShown || isRelease || found.judged.has(path),
    keepsSkips: isRelease || !isShown,
  };
}

function isAttributes({ path, side }: BesideFile): boolean {
  return side === 'base' && /(?:^|\/)\.gitattributes$/.test(path);
}

/** The change without the texts that its charts and kustomizations show as they are rendered. */
function withoutTemplates(
  change: Change,
  charts: readonly JudgedChart[],
  roots: readonly ReviewedRoot[],
): Change {
  if (charts.length + roots.length === 0) return change;
  const isShown = (path: string): boolean =>
    charts.some((chart) => isShownBy(chart, path) && !isValuesOf(chart, path));
  const files = change.files.map((file): ChangedFile =>
    isShown(file.path) || roots.some((root) => isBuilt(root, file.path))
      ? { ...file, base: '', head: '' }
      : file,
  );
  const removed = change.removed?.filter(
    ({ path }) => !isShown(path) && !roots.some((root) => wasBuilt(root, path)),
  );
  return { ...change, files, ...(removed && { removed }) };
}

function nothing({ path }: Pick<SourceFile, 'path'>, ruleSet: RuleSet): Judged {
  return judge(readManifest({ path, text: '' }), ruleSet);
}

type BothSides = Omit<JudgedFile, 'diff'>;

/** A file of a chart with what its renderings have there. */
function withRendered(
  { judged, before }: BothSides,
  { file, found, attributes, keepsSkips }: FileOfChart,
): BothSides {
  const { path, head, base = '' } = file;
  return {
    judged: merged(judged, found.judged.get(path), { path, text: head, attributes }, keepsSkips),
    before: merged(before, found.before.get(path), { path, text: base }, keepsSkips),
  };
}

interface FileOfChart extends Pick<SourceFile, 'attributes'> {
  readonly file: ChangedFile;
  readonly found: RenderedFiles;
  /** Whether a part of it is judged as it is, such as what else is in a file with releases of charts. */
  readonly keepsSkips: boolean;
}

/** What is known from a rendering is not said again of the values as such. */
function merged(
  own: Judged,
  rendered: Judged | undefined,
  file: SourceFile,
  keepsSkips: boolean,
): Judged {
  const { findings = [], exempted = [], exemptionFaults = [] } = rendered ?? {};
  const skips = keepsSkips ? own.manifest.skips : [];
  const isKnown = ({ rule, line }: Finding): boolean =>
    findings.some((known) => known.rule === rule && known.line === line);
  return {
    ...own,
    manifest: { ...own.manifest, file, lines: indexLines(file.text), skips },
    findings: [...findings, ...own.findings.filter((one) => !isKnown(one))],
    exempted: [...exempted, ...own.exempted],
    exemptionFaults: [...exemptionFaults, ...own.exemptionFaults],
  };
}

/** The files of charts that the change leaves alone; their exemptions are not its matter. */
function otherFiles(
  found: RenderedFiles,
  changed: ReadonlyMap<string, DiffLines>,
  ruleSet: RuleSet,
): JudgedFile[] {
  const others = [...found.judged].filter(([path]) => !changed.has(path));
  return others.map(([path, one]) => {
    const before = found.before.get(path) ?? nothing({ path }, ruleSet);
    const known = new Set(before.exempted.map(({ finding }) => finding.fingerprint));
    const exempted = one.exempted.filter(({ finding }) => !known.has(finding.fingerprint));
    const manifest = { ...one.manifest, skips: [] };
    return { judged: { ...one, manifest, exempted, exemptionFaults: [] }, before, diff: undefined };
  });
}
