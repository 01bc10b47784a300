import { writePatch } from '../diff/patch.ts';
import type { Fix } from '../fix/fix.ts';
import type { Judged } from '../judge/judge.ts';
import { applyEdits } from '../yaml/edit/edit.ts';

/** A longer patch is no help in a comment: the command is. */
const MAX_LENGTH = 6000;

/** A fix as a patch for `git apply`; none where a comment would not carry it unharmed: it loses CRs. */
export function patchOf(judged: Judged, fix: Fix | undefined): string[] {
  const { path, text } = judged.manifest.file;
  if (!fix || text.includes('\r')) return [];
  const patch = writePatch(path, text, applyEdits(text, fix.edits)).trimEnd();
  return patch.length > MAX_LENGTH ? [] : [patch];
}
