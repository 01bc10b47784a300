import { dequal } from 'dequal/lite';
import { type ExemptionFault } from '../judge/exemptions/exempt.ts';
import { readReason } from '../judge/exemptions/claim.ts';
import { findIn } from '../judge/find.ts';
import type { Judged } from '../judge/judge.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import { changeData } from '../yaml/change-data.ts';
import { editDocument, readAlone } from './edited-document.ts';
import type { Exempting } from './exempt.ts';

/** An exemption as edits, with what they change in the data: nothing, where it is a comment. */
export interface ExemptingEdits {
  readonly by: 'comment' | 'annotation';
  readonly edits: readonly Edit[];
  readonly changes: readonly ValueChange[];
}

/**
 * Proves on a copy that edits exempt these findings for their reasons and do nothing else: the data
 * differs by the changes alone, no other finding comes, goes or is exempt, and nothing is wrong with
 * an exemption that was right before.
 */
export function provesExemption(
  { manifest, ruleSet }: Judged,
  document: ParsedDocument,
  { by, edits, changes }: ExemptingEdits,
  wanted: readonly Exempting[],
): boolean {
  const { path } = manifest.file;
  const texts = editDocument(document, edits);
  const [before, after] = [texts?.before, texts?.after].map((text) =>
    text === undefined ? undefined : readAlone(path, text, ruleSet),
  );
  const data = before?.document.toData();
  if (!before || !after || data === undefined) return false;
  if (!dequal(changeData(data, changes), after.document.toData())) return false;
  const [old, now] = [before, after].map((one) => findIn(one.manifest, ruleSet).sorted);
  if (!old || !now) return false;
  const claimed = wanted.flatMap(({ findings, reason }) =>
    findings.map(({ identity }) => ({ identity, by, reason: readReason(reason).reason })),
  );
  const kept = ({ kept: all }: typeof old): string[] => all.map(({ finding }) => finding.identity);
  const exempt = ({ exempted }: typeof old): string[] =>
    exempted.map((one) => exemptKey({ ...one, identity: one.finding.identity }));
  return (
    isSame([...kept(now), ...claimed.map(({ identity }) => identity)], kept(old)) &&
    isSame(exempt(now), [...exempt(old), ...claimed.map(exemptKey)]) &&
    isWithin(messagesOf(now.faults), messagesOf(old.faults))
  );
}

function exemptKey(one: { identity: string; by: string; reason: string }): string {
  return JSON.stringify([one.identity, one.by, one.reason]);
}

/** Without their lines, which move. */
function messagesOf(faults: readonly ExemptionFault[]): string[] {
  return faults.map(({ message }) => message);
}

/** Whether two lists have the same elements, each as often. */
function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && isWithin(one, other);
}

function isWithin(part: readonly string[], whole: readonly string[]): boolean {
  const left = new Map<string, number>();
  for (const one of whole) left.set(one, (left.get(one) ?? 0) + 1);
  return part.every((one) => {
    const count = left.get(one) ?? 0;
    left.set(one, count - 1);
    return count > 0;
  });
}
