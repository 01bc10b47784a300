import { writePatch } from '../diff/patch.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import { applyEdits } from '../yaml/edit/edit.ts';
import { fixMost } from '../fix/fix.ts';
import type { Finding, Judged } from '../judge/judge.ts';

/** A longer patch is no help in a comment: the command is. */
const MAX_LENGTH = 6000;

/**
 * The change that resolves findings, as a patch for `git apply`.
 *
 * @returns undefined where there is none, or a comment would not carry it unharmed: it loses CRs
 */
export function patchFor(
  judged: Judged,
  findings: readonly Finding[],
  budget: ProofBudget,
): string | undefined {
  const { path, text } = judged.manifest.file;
  const fix = fixMost(judged, findings, () => true, budget);
  if (!fix || text.includes('\r')) return undefined;
  const patch = writePatch(path, text, applyEdits(text, fix.edits));
  return patch.length > MAX_LENGTH ? undefined : patch;
}
