import { type Judged, judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { JudgedRendering } from '../render/relocate.ts';
import { mainOf, readBuilt, shownIn } from '../render/rendered-kustomization.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Change, ReachedRoot, RootSide } from './change.ts';
import type { Comparison } from './introduced.ts';
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
  /** The files as they were that no build of before shows, judged as they are. */
  readonly plain: ReadonlyMap<string, Judged>;
}

/** The file of a kustomization, by which it is named. */
export function rootFile({ folder, head, base }: ReachedRoot): string {
  const { files = {} } = (head ?? base)?.sources ?? {};
  return mainOf({ root: folder, files });
}

/** Judges what the kustomizations of a change become, on both sides. */
export function judgeRoots(
  { roots = [] }: Change,
  ruleSet: RuleSet,
  onFile?: (path: string) => void,
): ReviewedRoot[] {
  return roots.map((root) => {
    onFile?.(rootFile(root));
    const [head, base] = [root.head, root.base].map((side) => judgeSide(side, ruleSet));
    return { root, head, base, plain: plainOf(root, { head, base }, ruleSet) };
  });
}

function judgeSide(side: RootSide | undefined, ruleSet: RuleSet): JudgedBuild | undefined {
  if (!side?.answer) return undefined;
  const read = { folder: '', sources: side.sources };
  const judged = judgeRendered(readBuilt(read, side.answer, ruleSet), ruleSet);
  return { side: judged, shown: shownIn(read, side.answer) };
}

function plainOf(
  { before }: ReachedRoot,
  { head, base }: Pick<ReviewedRoot, 'head' | 'base'>,
  ruleSet: RuleSet,
): Map<string, Judged> {
  const known = new Set(renderingsOf(base).map(pathOf));
  const paths = renderingsOf(head).map(pathOf);
  return new Map(
    paths.flatMap((path): [string, Judged][] => {
      const text = before[path];
      if (known.has(path) || text === undefined) return [];
      return [[path, judge(readManifest({ path, text }, ruleSet), ruleSet)]];
    }),
  );
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

/**
 * What kustomizations become, each object's file with the one that it is to be compared with: in the same
 * kustomization; for a new one, in one that is gone; else the file as it was.
 */
export function rootComparisons(roots: readonly ReviewedRoot[]): Comparison[] {
  const gone = new Map(
    roots
      .filter(({ root }) => !root.head)
      .flatMap(({ base }) => renderingsOf(base).map((one) => [pathOf(one), one.judged] as const)),
  );
  return roots.flatMap(({ root, head, base, plain }) => {
    const own = new Map(renderingsOf(base).map((one) => [pathOf(one), one.judged]));
    // What can't be built as it was tells nothing of what is new.
    const isUnknown = root.base !== undefined && !(base && isJudged(base.side));
    return renderingsOf(head).map((one): Comparison => {
      const path = pathOf(one);
      const before = own.get(path);
      const other = isUnknown ? undefined : (gone.get(path) ?? plain.get(path));
      return { now: one.judged, before: before ?? other, isShared: !before, isUnknown };
    });
  });
}

/** What was in a build before a change and has no counterpart now. */
export function goneFromRoot({ root, head, base }: ReviewedRoot): Judged[] {
  // What can't be built now is not gone.
  if (root.head && !(head && isJudged(head.side))) return [];
  const now = new Set(renderingsOf(head).map(pathOf));
  return renderingsOf(base).flatMap((one) => (now.has(pathOf(one)) ? [] : [one.judged]));
}
