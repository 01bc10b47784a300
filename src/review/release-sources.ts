import { namedDocuments, namedSourcesIn } from '../kubernetes/known-charts/named-sources.ts';
import {
  type ReleaseSource,
  mayNeedSources,
  sourcesIn,
} from '../kubernetes/known-charts/release-sources.ts';
import { renderedDocuments } from '../render/chart-releases.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Change } from './change.ts';
import { type ReviewedRoot, builtLayers } from './judge-roots.ts';
import { type JudgedChart, renderedReleases, unrenderedDocumentsOf } from './judge-charts.ts';

/** Where charts are by the files of a change, as they are now and as they were before it. */
interface ChangedSources {
  /** Undefined where no file of the change installs a chart. */
  readonly now: readonly ReleaseSource[] | undefined;
  readonly before: readonly ReleaseSource[] | undefined;
}

/** How the releases of a change are judged. */
export type ReleaseRules = Pick<
  RuleSet,
  'releaseSources' | 'renderedDocuments' | 'unrenderedDocuments'
>;

/** What is rendered and built of a change. */
interface JudgedSources {
  readonly charts: readonly JudgedChart[];
  readonly roots: readonly ReviewedRoot[];
}

/** How they are judged now, and how they were before; without keys where there are none. */
export function releaseRulesOf(
  change: Change,
  { charts, roots }: JudgedSources,
): { readonly now: ReleaseRules; readonly before: ReleaseRules } {
  const { now, before } = releaseSourcesOf(change);
  const documents = (side: 'base' | 'head'): Set<string> =>
    renderedDocuments([
      ...renderedReleases(charts, side),
      ...builtLayers(roots, side),
      ...(change.unaffected?.[side] ?? []),
    ]);
  const named = change.files.flatMap(({ path, head }) => namedSourcesIn({ path, text: head }));
  const also = new Set([...documents('head'), ...namedDocuments(named, now ?? [])]);
  return {
    now: rulesFor(now, also, unrenderedDocumentsOf(charts, 'head')),
    before: rulesFor(before, documents('base'), unrenderedDocumentsOf(charts, 'base')),
  };
}

function rulesFor(
  releaseSources: readonly ReleaseSource[] | undefined,
  rendered: ReadonlySet<string>,
  unrenderedDocuments: ReadonlyMap<string, string>,
): ReleaseRules {
  const isTried = rendered.size + unrenderedDocuments.size > 0;
  if (releaseSources === undefined && !isTried) return {};
  return { releaseSources, renderedDocuments: rendered, unrenderedDocuments };
}

/** Reads what the files of a change, and those beside them, say of where charts are. */
export function releaseSourcesOf({ files, removed = [], beside = [] }: Change): ChangedSources {
  const isNeeded = files.some(
    ({ base, head }) => mayNeedSources(head) || mayNeedSources(base ?? ''),
  );
  if (!isNeeded) return { now: undefined, before: undefined };
  const changed = new Set(files.map(({ path }) => path));
  const others = beside
    .filter(({ path, side }) => side === 'head' && !changed.has(path))
    .flatMap(sourcesIn);
  const heads = files.flatMap(({ path, head }) => sourcesIn({ path, text: head }));
  const bases = files.flatMap(({ path, base }) => sourcesIn({ path, text: base ?? '' }));
  return {
    now: [...heads, ...others],
    before: [...bases, ...removed.flatMap(sourcesIn), ...others],
  };
}
