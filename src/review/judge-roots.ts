import { type Judged, judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import { folderOf } from '../render/kustomization-references.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import { placeFinding } from '../render/place-finding.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import { mainOf, readBuilt, shownIn } from '../render/rendered-kustomization.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Change, ReachedRoot, RootSide } from './change.ts';
import type { Comparison, Rendered } from './introduced.ts';
import { type JudgedSide, type Unrendered, isJudged, judgeRendered } from './judge-charts.ts';

/** What a kustomization comes to on one side of a change. */
export interface JudgedBuild {
  readonly side: JudgedSide | Unrendered;
  /** The files that show in the build. */
  readonly shown: readonly string[];
}

/** A kustomization of a change, judged; a side is undefined where there is none. */
export interface ReviewedRoot {
  readonly root: ReachedRoot;
  readonly head: JudgedBuild | undefined;
  readonly base: JudgedBuild | undefined;
  /** The files as they were that no build of before shows: judged as they are, or as others used them. */
  readonly plain: ReadonlyMap<string, readonly Judged[]>;
}

/** The file of a kustomization, by which it is named. */
export function rootFile({ folder, head, base }: ReachedRoot): string {
  const { files = {}, layered } = (head ?? base)?.sources ?? {};
  return mainOf({ root: folder, files, layered });
}

/** As reports name a kustomization. */
export function rootName({ name, folder }: Pick<ReachedRoot, 'name' | 'folder'>): string {
  return name ?? (folder || '.');
}

/** What objects deploy of what is built, on one side. */
export function builtLayers(roots: readonly ReviewedRoot[], side: 'base' | 'head'): UsedRelease[] {
  return roots.flatMap(({ root, [side]: build }): UsedRelease[] => {
    const { layered } = root[side]?.sources ?? {};
    const isBuilding = layered?.written && build && isJudged(build.side);
    return isBuilding ? [{ ...layered.written, path: layered.madeBy }] : [];
  });
}

/** Judges what the kustomizations of a change become, on both sides. */
export function judgeRoots(
  { roots = [], files }: Change,
  ruleSet: RuleSet,
  onFile?: (path: string) => void,
): ReviewedRoot[] {
  const moved: Record<string, string> = {};
  for (const { path, from, base } of files) {
    if (from !== undefined && base !== undefined) moved[path] = base;
  }
  return roots.map((root) => {
    onFile?.(rootFile(root));
    const [head, base] = [root.head, root.base].map((side) => judgeSide(side, ruleSet));
    const before = { ...root.before, ...moved };
    const plain = new Map<string, readonly Judged[]>([
      ...plainOf(before, { head, base }, ruleSet),
      ...usedOf(root, ruleSet),
    ]);
    return { root, head, base, plain };
  });
}

function judgeSide(side: RootSide | undefined, ruleSet: RuleSet): JudgedBuild | undefined {
  if (!side?.answer) return undefined;
  const read = { folder: '', sources: side.sources };
  const judged = judgeRendered(readBuilt(read, side.answer, ruleSet), ruleSet);
  return { side: judged, shown: shownIn(read, side.answer) };
}

function plainOf(
  before: ReachedRoot['before'],
  { head, base }: Pick<ReviewedRoot, 'head' | 'base'>,
  ruleSet: RuleSet,
): Map<string, readonly Judged[]> {
  const known = new Set(renderingsOf(base).map(pathOf));
  const paths = renderingsOf(head).map(pathOf);
  return new Map(
    paths.flatMap((path): [string, Judged[]][] => {
      const text = before[path];
      if (known.has(path) || text === undefined) return [];
      return [[path, [judge(readManifest({ path, text }, ruleSet), ruleSet)]]];
    }),
  );
}

/** What others made of the files that a new kustomization uses: what these files did there is not new. */
function usedOf({ used = [], head }: ReachedRoot, ruleSet: RuleSet): Map<string, Judged[]> {
  const files = head?.sources.files ?? {};
  const all = new Map<string, Judged[]>();
  for (const one of used.flatMap((side) => renderingsOf(judgeSide(side, ruleSet)))) {
    const path = pathOf(one);
    const findings = one.judged.findings.filter(
      (finding) => files[placeFinding(one.rendered, finding)?.path ?? path] !== undefined,
    );
    all.set(path, [...(all.get(path) ?? []), { ...one.judged, findings }]);
  }
  return all;
}

/** What a side was built to; nothing where it could not be built. */
function renderingsOf(build: JudgedBuild | undefined): readonly JudgedRendering[] {
  return build && isJudged(build.side) ? build.side.renderings : [];
}

function pathOf({ rendered }: JudgedRendering): string {
  return rendered.manifest.file.path;
}

/** Whether a build shows a file now: it is not judged as it is then. */
export function isBuilt({ head }: ReviewedRoot, path: string): boolean {
  return showsIn(head, path);
}

/** Whether a build showed a file before. */
export function wasBuilt({ base }: ReviewedRoot, path: string): boolean {
  return showsIn(base, path);
}

function showsIn(build: JudgedBuild | undefined, path: string): boolean {
  if (!build || !isJudged(build.side) || !build.shown.includes(path)) return false;
  return build.side.rendered.values?.some(({ file }) => file.path === path) !== true;
}

/** The former paths of what a change renames or moves, by the paths now. */
export function formerPaths({ files }: Pick<Change, 'files'>): ReadonlyMap<string, string> {
  return new Map(
    files.flatMap(({ path, from }) => (from === undefined ? [] : [[path, from] as const])),
  );
}

/**
 * What kustomizations become, each object's file with the one that it is to be compared with: in the same
 * kustomization, or the one that was moved; for a new one, in one that is gone; else the file as it was.
 */
export function rootComparisons(
  roots: readonly ReviewedRoot[],
  former: ReadonlyMap<string, string>,
): Rendered {
  const goneRoots = roots.filter(({ root }) => !root.head);
  const elsewhere = byPath(goneRoots.flatMap(({ base }) => renderingsOf(base)));
  const known = new Set<JudgedRendering>();
  const comparisons = roots.flatMap((one) => {
    const { root, head, plain } = one;
    const base = root.base ? one.base : movedFrom(one, goneRoots, former)?.base;
    const own = byPath(renderingsOf(base));
    // What can't be built as it was tells nothing of what is new.
    const isUnknown = root.base !== undefined && !(base && isJudged(base.side));
    return renderingsOf(head).map((now): Comparison => {
      const path = pathOf(now);
      const before = formerly(own, path, former);
      if (before) known.add(before);
      const other = isUnknown ? undefined : formerly(elsewhere, path, former);
      const built = before ?? other;
      const files = isUnknown ? [] : (plain.get(path) ?? []);
      const was = built ? [built.judged] : files;
      return { now: now.judged, before: was, isShared: !before, isUnknown };
    });
  });
  return { comparisons, gone: roots.flatMap((root) => goneFromRoot(root, known)) };
}

function byPath(all: readonly JudgedRendering[]): ReadonlyMap<string, JudgedRendering> {
  return new Map(all.map((one) => [pathOf(one), one]));
}

/** What was at a path before the change, or at the one from which that was moved. */
function formerly<Item>(
  all: ReadonlyMap<string, Item>,
  path: string,
  former: ReadonlyMap<string, string>,
): Item | undefined {
  return all.get(path) ?? all.get(former.get(path) ?? '');
}

/** The kustomization that a new one was before it got another folder, if it was one. */
function movedFrom(
  { root }: ReviewedRoot,
  gone: readonly ReviewedRoot[],
  former: ReadonlyMap<string, string>,
): ReviewedRoot | undefined {
  const from = former.get(rootFile(root));
  const moved = gone.find((one) => from !== undefined && one.root.folder === folderOf(from));
  if (moved) return moved;
  const alike = gone.filter((one) => nameOf(one.root) === nameOf(root));
  return alike.length === 1 ? alike[0] : undefined;
}

/** The last step of its folder, such as `prod`. */
function nameOf({ folder }: ReachedRoot): string {
  return folder.slice(folder.lastIndexOf('/') + 1);
}

/** What was in a build before a change and has no counterpart now. */
function goneFromRoot(
  { root, head, base }: ReviewedRoot,
  known: ReadonlySet<JudgedRendering>,
): Judged[] {
  // What can't be built now is not gone.
  if (root.head && !(head && isJudged(head.side))) return [];
  return renderingsOf(base).flatMap((one) => (known.has(one) ? [] : [one.judged]));
}
