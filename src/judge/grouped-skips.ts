import { groupBy } from './grouping.ts';
import type { Skip } from '../kubernetes/manifest.ts';

/** What differs is told where it is not longer, such as the names of three charts. */
const MAX_TOLD = 60;

/** From so many on, the first one and a count say more than a line for each. */
export const MANY = 4;

/**
 * What is not analyzed, as people read it. Reasons of one file that differ only in what is in brackets at their end, such as
 * the sources of many applications, are one line with all of these, or with the first and how many more there are. So are
 * reasons that differ only in the line and in what they are about, such as the resources of a kustomization.
 */
export function groupedSkips(skips: readonly Skip[]): Skip[] {
  const grouped = groupBy(skips, ({ file, reason }) =>
    JSON.stringify([file, partsOf(reason).same]),
  ).flatMap((group) => {
    const [first] = group;
    if (!first) return [];
    const { same, own } = partsOf(first.reason);
    if (group.length === 1 || own === '') return group;
    return [{ ...first, reason: `${same} (${listed(group)})` }];
  });
  return firstOfMany(grouped);
}

/** The line of a reason, and what it says of the word behind that. */
const ABOUT_WORD = /^line (\d+)(?:, column \d+)?: \S+ (.*)$/;

/** Many lines of a file for which the same is said are one: the first of them. */
function firstOfMany(skips: readonly Skip[]): Skip[] {
  const alike = groupBy(skips, (skip) => {
    const [, , said] = ABOUT_WORD.exec(skip.reason) ?? [];
    return said === undefined ? skip : JSON.stringify([skip.file, said]);
  }).filter(({ length }) => length >= MANY);
  const firsts = new Map(alike.map((group) => [group[0], group]));
  const others = new Set(alike.flatMap((group) => group.slice(1)));
  return skips.flatMap((skip) => {
    const group = firsts.get(skip);
    if (!group) return others.has(skip) ? [] : skip;
    const [, line] = ABOUT_WORD.exec(group.at(-1)?.reason ?? '') ?? [];
    const more = `${group.length - 1} more like it, up to line ${line}`;
    return { ...skip, reason: `${skip.reason} (${more})` };
  });
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
