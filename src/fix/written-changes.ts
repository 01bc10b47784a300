import { groupBy } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { ValueChange } from '../yaml/value-change.ts';

/**
 * The changes of the remedies of findings, as they are made in the document that is written: an object may
 * be made from values of a chart.
 */
export function writtenChanges(
  findings: readonly Finding[],
): { readonly changes: readonly ValueChange[] } | Refusal {
  const changes: ValueChange[] = [];
  for (const group of groupBy(findings, ({ subject }) => subject.value.document)) {
    const wanted = group.flatMap(({ remedy }) => remedy?.changes ?? []);
    const madeFrom = group[0]?.subject.value.document.madeFrom;
    const written = madeFrom ? madeFrom.toSource(wanted) : wanted;
    if ('refused' in written) return written;
    for (const change of written) changes.push(change);
  }
  return { changes };
}
