import { writePatch } from '../diff/patch.ts';
import type { Fix } from '../fix/fix.ts';
import type { Judged } from '../judge/judge.ts';
import { applyEdits } from '../yaml/edit/edit.ts';
import type { EditedText } from './change.ts';

/** A longer patch is no help in a comment: the command is. */
const MAX_LENGTH = 6000;

/** A fix as a patch for `git apply`; none where a comment would not carry it unharmed: it loses CRs. */
export function patchOf(judged: Judged, fix: Fix | undefined): string[] {
  const { path, text } = judged.manifest.file;
  return fix ? patchOfTexts([{ path, before: text, after: applyEdits(text, fix.edits) }]) : [];
}

/** The same of files. */
export function patchOfTexts(files: readonly EditedText[]): string[] {
  if (files.length === 0 || files.some(({ before }) => before.includes('\r'))) return [];
  const patch = files
    .map(({ path, before, after }) => writePatch(path, before, after).trimEnd())
    .join('\n');
  return patch.length > MAX_LENGTH ? [] : [patch];
}
