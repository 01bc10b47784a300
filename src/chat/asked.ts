import type { FindingData } from '../judge/finding-data.ts';
import type { Change } from '../review/change.ts';
import type { PlacedFinding, Scope } from '../review/review-plan.ts';

/** Where a command was given. */
export interface Asked {
  /** The number of the comment that its thread starts with; undefined in the conversation. */
  readonly thread?: number | undefined;
}

/**
 * The findings that a command can be about: those of the thread that it was given in, where a review of
 * ours started that, or else all that are in scope.
 */
export function meantFindings(
  change: Change,
  findings: readonly PlacedFinding[],
  scope: Scope,
  asked: Asked,
): FindingData[] {
  const told = toldIn(change, asked);
  return findings
    .filter(({ finding, introduced, touched }) =>
      told
        ? told.has(finding.fingerprint)
        : scope === 'all' || introduced || (scope === 'touched' && touched),
    )
    .map(({ finding }) => finding);
}

/** The fingerprints that a thread tells of; undefined where it is none of ours. */
function toldIn({ threads }: Change, { thread }: Asked): ReadonlySet<string> | undefined {
  const found = threads.find(({ number }) => number === thread);
  return found && new Set(found.fingerprints);
}
