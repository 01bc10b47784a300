import { code, codePath, joinMarkdown, md } from '../text/markdown.ts';
import { plainly } from '../text/tagged.ts';
import type { Change, ConfigurationFault } from './change.ts';
import type { ReviewPlan } from './review-plan.ts';

/** More of them have one cause. */
const MAX_FAULTS = 10;

/** A message may quote the file. */
const MAX_MESSAGE = 300;

/**
 * Plans the check of a change that only repairs the configuration of its base. Nothing was analyzed, so
 * that nothing is said of earlier comments; and the check must not be one that nobody can merge with.
 */
export function planRepair(
  { base, head }: Change,
  repairs: readonly ConfigurationFault[],
): ReviewPlan {
  const rows = repairs
    .slice(0, MAX_FAULTS)
    .map(
      ({ path, line, column, message }) =>
        md`- ${codePath(`${path}:${line}:${column}`)}: ${code(message, MAX_MESSAGE)}`,
    );
  const rest = repairs.length - rows.length;
  return {
    ...{ base, head },
    conclusion: 'neutral',
    failOn: 'error',
    title: plainly`Not analyzed: this change repairs the configuration`,
    summary: joinMarkdown(
      [
        md`The configuration on the base branch can't be used:\n`,
        ...rows,
        ...(rest > 0 ? [md`- and ${rest} more`] : []),
        md`\nThis change repairs it, and changes no other file, so this check is neutral and does not block it. Nothing was analyzed. The repaired configuration counts once it is merged.`,
      ],
      '\n',
    ),
    body: md``,
    ...{ comments: [], requestsChanges: false, dismissals: [], updates: [], resolutions: [] },
    ...{ duplicates: [], findings: [], generated: [], skips: [], faults: [], exempted: [] },
    ...{ exemptionFaults: [], notes: [] },
  };
}
