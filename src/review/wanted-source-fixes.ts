import { bySubject } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import { type RootOrigin, rootOriginsOf } from '../render/merge-roots.ts';
import type { FoundIn } from '../render/relocate.ts';
import { assessFiles } from './assess.ts';
import type { Change } from './change.ts';
import { type ReviewOptions, scopeOf } from './review.ts';
import { rulesOf } from './rules-of.ts';
import { fingerprintsOf } from './thread.ts';

/** What to fix at its source: what a comment is to tell of one container or object. */
export interface WantedFix {
  /** The chart's folder; undefined for what kustomizations become. */
  readonly folder: string | undefined;
  /** Of findings that may have a fix. */
  readonly fingerprints: readonly string[];
  /** The same as renderings of the chart have them that come from this place: two releases may each have a line for it. */
  readonly rendered?: readonly RenderedFinding[];
  /** Where each of them was found in kustomizations, with its file. */
  readonly origins?: readonly WantedOrigin[];
}

/** A finding in what a chart becomes. */
interface RenderedFinding {
  readonly fingerprint: string;
  /** The value set; undefined for the chart's own values. */
  readonly set: string | undefined;
}

/** A finding in kustomizations that is to be fixed. */
export interface WantedOrigin {
  readonly fingerprint: string;
  readonly file: string;
  readonly all: readonly RootOrigin[];
}

/** What of a change is to be fixed at its source: what comments would tell of, in their order. */
export function wantedSourceFixes(change: Change, options: ReviewOptions): WantedFix[] {
  if (!hasSources(change)) return [];
  const { ruleSet, builds } = rulesOf(change, options.ruleSet);
  const scope = scopeOf(change, options);
  const by = { ...options, ruleSet, builtBefore: builds.before, scope };
  const { files, foundIn } = assessFiles(change, by, fingerprintsOf(change.threads));
  // A comment of an earlier run is to say the same again.
  return files.flatMap(({ fresh, known }) =>
    bySubject([...fresh.flat(), ...known]).flatMap((group) =>
      toWanted(
        group.filter(({ rendered }) => rendered?.remedy !== undefined),
        foundIn,
      ),
    ),
  );
}

function hasSources({ charts = [], roots = [] }: Change): boolean {
  return charts.some(({ head }) => head?.answer) || roots.some(({ head }) => head?.answer);
}

/** What is to be fixed of findings that all have one source. */
export function toWanted(
  findings: readonly Finding[],
  foundIn: ReadonlyMap<Finding, readonly FoundIn[]>,
): WantedFix[] {
  const rendered = findings[0]?.rendered;
  if (!rendered) return [];
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  if (rendered.kind === 'chart') {
    const all = findings.flatMap((one) => foundIn.get(one) ?? []);
    const own = all.map(({ finding: { fingerprint }, rendered: { set } }): RenderedFinding => ({
      fingerprint,
      set: set.name,
    }));
    return [{ folder: rendered.folder, fingerprints, rendered: own }];
  }
  const origins = findings.map((finding): WantedOrigin => ({
    fingerprint: finding.fingerprint,
    file: finding.file,
    all: rootOriginsOf(foundIn.get(finding)),
  }));
  return [{ folder: undefined, fingerprints, origins }];
}
