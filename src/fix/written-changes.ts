import { groupBy } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import { type Fixable, changedBy } from '../rules/kit/fixable.ts';
import type { ValueChange } from '../yaml/value-change.ts';

/**
 * The changes of the remedies of findings, as they are made in the document that is written: an object may
 * be made from values of a chart.
 */
export function writtenChanges(
  findings: readonly Finding[],
): { readonly changes: readonly ValueChange[] } | Refusal {
  if (!findings.some(isMade)) return { changes: wantedBy(findings) };
  const changes: ValueChange[] = [];
  for (const group of groupBy(findings, ({ subject }) => subject.value.document)) {
    const wanted = wantedBy(group);
    const madeFrom = group[0]?.subject.value.document.madeFrom;
    const written = madeFrom ? madeFrom.toSource(wanted) : wanted;
    if ('refused' in written) return written;
    for (const change of written) changes.push(change);
  }
  return { changes };
}

/** Whether a finding is about an object that is made from another document. */
function isMade({ subject }: Finding): boolean {
  return subject.value.document.madeFrom !== undefined;
}

function wantedBy(findings: readonly Finding[]): readonly ValueChange[] {
  return findings.flatMap(({ remedy }) => remedy?.changes ?? []);
}

/**
 * What changes are about that fix findings; undefined where it is anything else. A value of a chart may become more
 * than the remedy is about.
 */
export function changedFor(
  findings: readonly Finding[],
  changes: readonly ValueChange[],
): ReadonlySet<Fixable> | undefined {
  return findings.some(isMade) ? undefined : changedBy(changes);
}
