import { identitiesIn } from '../judge/find.ts';
import { documentOf } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import { isChangedBy } from '../yaml/is-changed-by.ts';
import { editDocument, readAlone } from './edited-document.ts';

/** What is to be proved. */
interface Planned {
  readonly edits: readonly Edit[];
  readonly changes: readonly ValueChange[];
  /** The findings that the fix is made for, all of one document. */
  readonly claimed: readonly Finding[];
  /** The rules that judge the result; all when undefined. */
  readonly only?: readonly string[] | undefined;
}

/**
 * Proves a fix on a copy: after the edits the document parses, its data differs from before by
 * exactly the changes, the findings are gone, and no new one came.
 *
 * @returns all findings that are gone, those that went along too; undefined when the proof fails
 */
export function prove(
  judged: Judged,
  document: ParsedDocument,
  { edits, changes, claimed, only }: Planned,
): Finding[] | undefined {
  const texts = editDocument(document, edits);
  if (!texts) return undefined;
  const { file, isRendered = false } = judged.manifest;
  const edited = readAlone(file.path, texts.after, { ...judged.ruleSet, isRendered });
  if (!edited) return undefined;
  // A merge key after the field may override it; that is no reason to set the field twice.
  if (edited.document.repeatedKeys > document.repeatedKeys) return undefined;
  if (!isChangedBy(document, edited.document, changes)) return undefined;
  const isAsked = (one: Finding): boolean =>
    documentOf(one) === document && only?.includes(one.rule) !== false;
  const before = judged.findings.filter(isAsked);
  // The rules find what the baseline has, too, before and after.
  const listed = new Set(listedIn(judged).filter(isAsked));
  const ruleSet = only ? { ...judged.ruleSet, only } : judged.ruleSet;
  const after = identitiesIn(edited.manifest, ruleSet);
  return findFixed([...before, ...listed], after, claimed)?.filter((one) => !listed.has(one));
}

/** The findings that the baseline has. */
function listedIn({ exempted }: Judged): Finding[] {
  return exempted.flatMap(({ by, finding }) => (by === 'baseline' ? finding : []));
}

/** The findings that no longer exist, compared by identity, because objects may share a name. */
function findFixed(
  before: readonly Finding[],
  after: readonly string[],
  claimed: readonly Finding[],
): Finding[] | undefined {
  const left = new Map<string, number>();
  for (const identity of after) left.set(identity, (left.get(identity) ?? 0) + 1);
  const claims = new Set(claimed);
  const gone = before.filter((finding) => {
    const count = left.get(finding.identity) ?? 0;
    if (claims.has(finding) || count === 0) return true;
    left.set(finding.identity, count - 1);
    return false;
  });
  // The remaining findings are new, or the fix claimed them and they still exist.
  return [...left.values()].every((count) => count === 0) ? gone : undefined;
}
