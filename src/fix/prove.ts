import { affectedRules, identitiesIn } from '../judge/find.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import {
  type Manifest,
  type ReadOptions,
  type SourceFile,
  manifestOfOne,
} from '../kubernetes/manifest.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { ParsedDocument } from '../yaml/parse.ts';
import type { ValueChange } from '../yaml/value-change.ts';
import { changedDocument, documentOfChanges } from '../yaml/changed-document.ts';
import { editDocument, parseAlone } from './edited-document.ts';
import { findingsIn, listedIn } from './findings-in.ts';
import { changedFor } from './written-changes.ts';

/** What is to be proved. */
interface Planned {
  readonly edits: readonly Edit[];
  readonly changes: readonly ValueChange[];
  /** The findings that the fix is made for, all of one document. */
  readonly claimed: readonly Finding[];
  /** The rules that judge the result; all that the changes may matter to when undefined. */
  readonly only?: readonly string[] | undefined;
  /** Whether the edits are part of a plan whose text was read, so that their text need not be. */
  readonly isRead?: boolean;
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
  planned: Planned,
): readonly Finding[] | undefined {
  const texts = editDocument(document, planned.edits);
  if (!texts) return undefined;
  const { file, isRendered = false } = judged.manifest;
  const options = { ...judged.ruleSet, isRendered };
  const changed = readEdited(document, planned, { path: file.path, text: texts.after, options });
  if (!changed) return undefined;
  const one = { path: file.path, text: changed.text };
  const manifest = manifestOfOne(one, changed, texts.after, options);
  return manifest && fixedBy(judged, document, manifest, planned);
}

/** The edited document; undefined where its data differs from before by anything but the changes. */
function readEdited(
  document: ParsedDocument,
  { edits, changes, isRead = false }: Planned,
  { path, text, options }: SourceFile & { readonly options: ReadOptions },
): ParsedDocument | undefined {
  const known = isRead ? documentOfChanges(document, changes) : undefined;
  if (known) return known;
  const edited = parseAlone(path, text, options, { document, edits });
  // A merge key after the field may override it; that is no reason to set the field twice.
  if (!edited || edited.repeatedKeys > document.repeatedKeys) return undefined;
  return changedDocument(document, edited, changes);
}

function fixedBy(
  judged: Judged,
  document: ParsedDocument,
  manifest: Manifest,
  planned: Planned,
): Finding[] | undefined {
  const only = rulesFor(judged, planned);
  const isAsked = ({ rule }: Finding): boolean => only.includes(rule);
  const before = findingsIn(judged, document).filter(isAsked);
  // The rules find what the baseline has, too, before and after.
  const listed = new Set(listedIn(judged, document).filter(isAsked));
  const after = identitiesIn(manifest, { ...judged.ruleSet, only });
  const fixed = findFixed([...before, ...listed], after, planned.claimed);
  return fixed?.filter((one) => !listed.has(one));
}

/** The rules that judge the result. */
function rulesFor({ ruleSet }: Judged, { only, changes, claimed }: Planned): readonly string[] {
  const own = claimed.map(({ rule }) => rule);
  return only ?? affectedRules(ruleSet, changedFor(claimed, changes), own);
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
