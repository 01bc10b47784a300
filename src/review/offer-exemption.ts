import type { DiffLines } from '../diff/diff-lines.ts';
import { type Exempting, exemptFor } from '../fix/exempt.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { byDocument, groupBy } from '../judge/grouping.ts';
import { configurationEntry } from '../judge/exemptions/configuration-entry.ts';
import { isUnfinished, readableReason } from '../judge/exemptions/reason.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { UNFINISHED, allowedFor } from '../rules/kit/exemption.ts';
import { compareSeverity } from '../rules/kit/rule.ts';
import { type Replacement, editedLines, suggestedLines } from './suggest.ts';

/** How findings that may have to stay can be exempted. */
export interface OfferedExemption {
  readonly findings: readonly Finding[];
  /** Lines of the diff with the exemption in them, where that counts as it is. */
  readonly suggestion: Replacement | undefined;
  /** The same as text, or with a reason that a person has to complete. */
  readonly lines: Replacement | undefined;
  /** Entries for the configuration, where the manifest can't or may not have it. */
  readonly entries: readonly string[];
  /** Whether a person has to complete the reason. */
  readonly isUnfinished: boolean;
}

/** Offers the narrowest exemption of those findings of a comment that are known to be needed. */
export function offerExemption(
  judged: Judged,
  diff: DiffLines,
  findings: readonly Finding[],
  budget: ProofBudget,
): OfferedExemption | undefined {
  const needed = findings
    .filter(({ need }) => need !== undefined)
    .toSorted((one, other) => compareSeverity(one.severity, other.severity));
  const wanted = exemptingsOf(needed);
  if (wanted.length === 0) return undefined;
  const policy = judged.ruleSet.exemptions;
  const [here, there] = ['anywhere', 'configuration'].map((where) =>
    wanted.flatMap(({ findings: some, reason }) => {
      const allowed = some.filter(({ rule }) => allowedFor(rule, policy) === where);
      return allowed.length > 0 ? [{ findings: allowed, reason }] : [];
    }),
  );
  // What a chart becomes has no text to write it in.
  const isRendered = needed.some(({ rendered }) => rendered);
  const written =
    here && here.length > 0 && !isRendered ? inManifest(judged, diff, here, budget) : undefined;
  const rest = [...(there ?? []), ...(written ? [] : (here ?? []))];
  const entries = rest.flatMap((one) => configurationEntry(one.findings, one.reason) ?? []);
  if (!written && entries.length === 0) return undefined;
  return {
    findings: wanted.flatMap((one) => one.findings),
    suggestion: undefined,
    lines: undefined,
    ...written,
    entries,
    isUnfinished: wanted.some(({ reason }) => isUnfinished(reason)),
  };
}

/** Findings of one reason and one container or object: what one exemption is about. */
function exemptingsOf(findings: readonly Finding[]): Exempting[] {
  const groups = groupBy(findings, ({ need, subject }) =>
    JSON.stringify([need, subject.resource.value.path, subject.container?.value.path]),
  );
  return groups.flatMap((some) => {
    const reason = reasonFor(some[0]?.need ?? '');
    return reason === undefined ? [] : [{ findings: some, reason }];
  });
}

/** The first sentence of what is known, as plain text; undefined where no comment could say it. */
function reasonFor(need: string): string | undefined {
  const [sentence = ''] = need.split(/(?<=\.) /);
  const text = sentence.replaceAll('`', '').replace(/\.$/, '');
  const read = readableReason(text.replaceAll(UNFINISHED, 'why'));
  return 'fault' in read ? undefined : text;
}

function inManifest(
  judged: Judged,
  diff: DiffLines,
  wanted: readonly Exempting[],
  budget: ProofBudget,
): Pick<OfferedExemption, 'lines' | 'suggestion'> | undefined {
  const [first, ...others] = byDocument(wanted.flatMap(({ findings }) => findings));
  if (!first || others.length > 0) return undefined;
  const found = exemptFor(judged, wanted, undefined, budget);
  if ('refused' in found) return undefined;
  const lines = editedLines(judged, found.edits);
  if (!lines) return undefined;
  const isToComplete = wanted.some(({ reason }) => isUnfinished(reason));
  return {
    lines,
    suggestion: isToComplete ? undefined : suggestedLines(judged, diff, found.edits),
  };
}
