import type { Finding, Judged } from '../judge/judge.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { RootMerger } from '../render/merge-roots.ts';
import { relocate } from '../render/relocate.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Origins } from './introduced.ts';
import { isJudged } from './judge-charts.ts';
import { type JudgedBuild, type ReviewedRoot, rootName } from './judge-roots.ts';
import { type RenderedFiles, findingsOf } from './rendered-files.ts';

/**
 * Leads what was found in the builds of kustomizations to their files. What holds in several is one finding.
 *
 * @param found which of the findings of the builds are of the change
 */
export function rootFiles(
  roots: readonly ReviewedRoot[],
  found: Pick<Origins, 'introduced' | 'touched'>,
  ruleSet: RuleSet,
): RenderedFiles {
  const isNew = (one: Finding): boolean => found.introduced.has(one);
  const now = new RootMerger(ruleSet, isNew);
  const before = new RootMerger(ruleSet, isNew);
  for (const { root, head, base } of roots) {
    addTo(now, { name: rootName(root), build: head, ruleSet });
    addTo(before, { name: rootName(root), build: base, ruleSet });
  }
  const [judged, old] = [byPath(now.all()), byPath(before.all())];
  const { origins } = now;
  return {
    ...{ judged, before: old, origins },
    skips: unique([...roots.flatMap(skipsOf), ...newSkips(judged, old)]),
    introduced: findingsOf(origins, found.introduced),
    touched: findingsOf(origins, found.touched),
  };
}

interface Added {
  readonly name: string;
  readonly build: JudgedBuild | undefined;
  readonly ruleSet: RuleSet;
}

function addTo(merger: RootMerger, { name, build, ruleSet }: Added): void {
  if (!build || !isJudged(build.side)) return;
  const { rendered, renderings } = build.side;
  const { judged, origins } = relocate(rendered.source, renderings, { ruleSet, skips: [] });
  const { files } = rendered.source;
  const shown = build.shown.map((path) => ({ path, text: files[path] ?? '' }));
  merger.add({ name, judged, shown, origins });
}

function byPath(all: readonly Judged[]): Map<string, Judged> {
  return new Map(all.map((one) => [one.manifest.file.path, one]));
}

/** What of a kustomization was not analyzed and may be of the change. */
function skipsOf({ root, head, base }: ReviewedRoot): Skip[] {
  if (!head) return [];
  if (!isJudged(head.side)) return [...head.side.skips];
  const old = base && isJudged(base.side) ? base.side.rendered.skips : [];
  const own = onlyNew(head.side.rendered.skips, old);
  if (!root.base || (base && isJudged(base.side))) return own;
  const [first] = base?.side && !isJudged(base.side) ? base.side.skips : [];
  const why = first === undefined ? '' : ` (${first.reason})`;
  const reason = `the kustomization can't be built as it was on the base branch, to tell what is new${why}`;
  return [...own, { file: head.side.rendered.source.main, reason }];
}

function newSkips(now: ReadonlyMap<string, Judged>, before: ReadonlyMap<string, Judged>): Skip[] {
  return [...now].flatMap(([path, { manifest }]) =>
    onlyNew(manifest.skips, before.get(path)?.manifest.skips ?? []),
  );
}

function onlyNew(skips: readonly Skip[], before: readonly Skip[]): Skip[] {
  const known = new Set(before.map(keyOf));
  return skips.filter((one) => !known.has(keyOf(one)));
}

/** Lines move; versions, which are in what is named, count. */
function keyOf({ file, reason }: Skip): string {
  return JSON.stringify([file, reason.replaceAll(/\bline \d+/g, 'line')]);
}

function unique(skips: readonly Skip[]): Skip[] {
  return [...new Map(skips.map((one) => [JSON.stringify(one), one])).values()];
}
