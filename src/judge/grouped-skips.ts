import { groupBy } from './grouping.ts';
import type { Skip } from '../kubernetes/manifest.ts';

/** What differs is told where it is not longer, such as the names of three charts. */
const MAX_TOLD = 60;

/**
 * What is not analyzed, as people read it: reasons of one file that differ only in what is in brackets at their end, such as the
 * sources of many applications, are one line with all of these, or with the first and how many more there are.
 */
export function groupedSkips(skips: readonly Skip[]): Skip[] {
  return groupBy(skips, ({ file, reason }) => JSON.stringify([file, partsOf(reason).same])).flatMap(
    (group) => {
      const [first] = group;
      if (!first) return [];
      const { same, own } = partsOf(first.reason);
      if (group.length === 1 || own === '') return group;
      return [{ ...first, reason: `${same} (${listed(group)})` }];
    },
  );
}

function listed(group: readonly Skip[]): string {
  const all = group.map(({ reason }) => partsOf(reason).own);
  const [first = '', ...others] = all;
  // A comma is among the names of charts, not among clauses.
  const mark = all.some((one) => one.includes(' ')) ? ';' : ',';
  const list = all.join(`${mark} `);
  return list.length > MAX_TOLD ? `${first}${mark} and ${others.length} more` : list;
}

/** A reason, and what it has in brackets at its end. */
function partsOf(reason: string): { readonly same: string; readonly own: string } {
  const start = reason.indexOf(' (');
  return start === -1 || !reason.endsWith(')')
    ? { same: reason, own: '' }
    : { same: reason.slice(0, start), own: reason.slice(start + 2, -1) };
}
