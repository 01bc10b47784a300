import { bySubject } from '../judge/grouping.ts';
import { assessFiles } from './assess.ts';
import type { Change } from './change.ts';
import { type ReviewOptions, scopeOf } from './review.ts';
import { rulesOf } from './rules-of.ts';
import { fingerprintsOf } from './thread.ts';

/** What to fix in a chart: what a comment is to tell of one container or object. */
export interface WantedFix {
  /** The chart's folder. */
  readonly folder: string;
  /** Of findings that may have a fix. */
  readonly fingerprints: readonly string[];
}

/** What in the charts of a change is to be fixed at its source: what comments would tell of, in their order. */
export function wantedChartFixes(change: Change, options: ReviewOptions): WantedFix[] {
  if (!change.charts?.some(({ head }) => head?.answer)) return [];
  const { ruleSet, builds } = rulesOf(change, options.ruleSet);
  const scope = scopeOf(change, options);
  const by = { ...options, ruleSet, builtBefore: builds.before, scope };
  const { files } = assessFiles(change, by, fingerprintsOf(change.threads));
  // A comment of an earlier run is to say the same again.
  return files.flatMap(({ fresh, known }) =>
    bySubject([...fresh.flat(), ...known]).flatMap((group) => {
      const fixable = group.filter(({ rendered }) => rendered?.remedy !== undefined);
      const folder = fixable[0]?.rendered?.folder;
      if (folder === undefined) return [];
      return { folder, fingerprints: fixable.map(({ fingerprint }) => fingerprint) };
    }),
  );
}
