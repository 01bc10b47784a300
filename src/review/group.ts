import type { DiffLines } from '../diff/diff-lines.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { bySubject } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { type Suggestion, suggestEach } from './suggest.ts';

/** Findings that share one comment: those of one container or object, or of several close ones. */
export interface Group {
  readonly findings: readonly Finding[];
  readonly suggestion: Suggestion | undefined;
}

/**
 * Groups the findings of a file by what they are about, each group with its suggestion. Groups whose
 * suggestions would overlap become one, because overlapping suggestions can't both be applied.
 */
export function groupFindings(
  judged: Judged,
  diff: DiffLines,
  findings: readonly Finding[],
  budget: ProofBudget,
): Group[] {
  let groups = withSuggestions(judged, diff, bySubject(findings), budget);
  for (let pair = overlap(groups); pair; pair = overlap(groups)) {
    const [one, other] = pair;
    const both = [...one.findings, ...other.findings];
    const merged = withSuggestions(judged, diff, [both], budget);
    groups = groups.flatMap((group) => {
      if (group === one) return merged;
      return group === other ? [] : [group];
    });
  }
  return groups;
}

function withSuggestions(
  judged: Judged,
  diff: DiffLines,
  groups: readonly (readonly Finding[])[],
  budget: ProofBudget,
): Group[] {
  const suggestions = suggestEach(judged, diff, groups, budget);
  return groups.map((findings, index) => ({ findings, suggestion: suggestions[index] }));
}

function overlap(groups: readonly Group[]): [Group, Group] | undefined {
  const placed = groups
    .filter(({ suggestion }) => suggestion !== undefined)
    .toSorted((a, b) => (a.suggestion?.firstLine ?? 0) - (b.suggestion?.firstLine ?? 0));
  for (const [index, group] of placed.entries()) {
    const next = placed[index + 1];
    if (!group.suggestion || !next?.suggestion) continue;
    if (next.suggestion.firstLine <= group.suggestion.lastLine) return [group, next];
  }
  return undefined;
}
