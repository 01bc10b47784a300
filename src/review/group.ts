import type { DiffLines } from '../diff/diff-lines.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { bySubject, groupBy } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { CommentedFile } from './comment.ts';
import { type OfferedExemption, offerExemption } from './offer-exemption.ts';
import { provedFor } from './proved-fixes.ts';
import { type Replacement, type Suggestion, suggestEach } from './suggest.ts';

/** Findings that share one comment: those of one container or object, or of several close ones. */
export interface Group {
  readonly findings: readonly Finding[];
  readonly suggestion: Suggestion | undefined;
  /** For those that may have to stay. */
  readonly exemption: OfferedExemption | undefined;
}

/** A group for its comment, whatever else there is in the file. */
export function groupFor(
  judged: Judged,
  diff: DiffLines,
  findings: readonly Finding[],
  budget: ProofBudget,
): Group {
  const [suggestion] = suggestEach(judged, diff, [findings], budget);
  const exemption = offerExemption(judged, diff, findings, budget);
  return { findings, suggestion, exemption };
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
  const offered = groups.map((group) => ({
    ...group,
    exemption: offerExemption(judged, diff, group.findings, budget),
  }));
  const taken = offered.flatMap(({ suggestion }) => suggestion ?? []);
  return offered.map((group) => withoutOverlap(group, taken));
}

/** An exemption on lines that a suggestion replaces is text. */
function withoutOverlap(group: Group, taken: readonly Replacement[]): Group {
  const { exemption } = group;
  const lines = exemption?.suggestion;
  const isTaken =
    lines &&
    taken.some(
      ({ firstLine, lastLine }) => firstLine <= lines.lastLine && lines.firstLine <= lastLine,
    );
  return isTaken ? { ...group, exemption: { ...exemption, suggestion: undefined } } : group;
}

/** A group to be, with its suggestion. */
type Suggested = Pick<Group, 'findings' | 'suggestion'>;

/** The groups with the suggestions of what is fixed at its source; one on lines of another is a patch. */
export function withProved(
  groups: readonly Group[],
  { judged, anchors }: Pick<CommentedFile, 'judged' | 'anchors'>,
): Group[] {
  const { path } = judged.manifest.file;
  const merged = mergeShared(groups, anchors);
  const taken: Replacement[] = merged.flatMap(({ suggestion }) => suggestion ?? []);
  return merged.map((group) => {
    const { fix, suggestion } = provedFor(anchors, group.findings) ?? {};
    if (!fix || suggestion?.path !== path || group.suggestion) return group;
    const { firstLine, lastLine, text } = suggestion;
    if (taken.some((one) => one.firstLine <= lastLine && firstLine <= one.lastLine)) return group;
    taken.push(suggestion);
    return { ...group, suggestion: { firstLine, lastLine, text, fix } };
  });
}

/** Groups in kustomizations with the same fix as one: their edits are among the same lines. */
function mergeShared(groups: readonly Group[], anchors: CommentedFile['anchors']): Group[] {
  const byFix = groupBy(groups, (group) => {
    const isBuilt = group.findings.every(({ rendered }) => rendered?.kind === 'kustomization');
    return (isBuilt ? provedFor(anchors, group.findings) : undefined) ?? group;
  });
  return byFix.flatMap(([first, ...more]) =>
    first ? { ...first, findings: [first, ...more].flatMap(({ findings }) => findings) } : [],
  );
}

function withSuggestions(
  judged: Judged,
  diff: DiffLines,
  groups: readonly (readonly Finding[])[],
  budget: ProofBudget,
): Suggested[] {
  const suggestions = suggestEach(judged, diff, groups, budget);
  return groups.map((findings, index) => ({ findings, suggestion: suggestions[index] }));
}

function overlap(groups: readonly Suggested[]): [Suggested, Suggested] | undefined {
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
