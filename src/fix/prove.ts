import { dequal } from 'dequal/lite';
import { type Change, type Data, isDataMap } from '../manifest/change.ts';
import { readManifest } from '../manifest/manifest.ts';
import type { ParsedDocument } from '../manifest/parse.ts';
import type { Path } from '../manifest/value.ts';
import { type Finding, type Judged, judge } from '../rules/judge.ts';
import { type Edit, applyEdits } from './edit.ts';

/**
 * Proves a fix on a copy: after the edits the document parses, its data differs from before by
 * exactly the changes, the findings are gone, and no new one came.
 *
 * @param claimed the findings that the fix is made for, all of this document
 * @returns all findings that are gone, those that went along too; undefined when the proof fails
 */
export function prove(
  judged: Judged,
  document: ParsedDocument,
  edits: readonly Edit[],
  changes: readonly Change[],
  claimed: readonly Finding[],
): Finding[] | undefined {
  const { span, text } = document;
  if (edits.some(({ start, end }) => start < span.start || end > span.end)) return undefined;
  const shifted = edits.map((edit) => ({
    ...edit,
    start: edit.start - span.start,
    end: edit.end - span.start,
  }));
  const path = judged.manifest.file.path;
  const original = text.slice(span.start, span.end);
  const source = applyEdits(original, shifted);
  // The next document's marker needs a line of its own.
  if (source.endsWith('\n') !== original.endsWith('\n')) return undefined;
  const edited = readManifest({ path, text: source });
  const [after] = edited.documents;
  if (!after || edited.documents.length !== 1 || edited.skips.length > 0) return undefined;
  if (!sameData(document, after, changes)) return undefined;
  const before = judged.findings.filter(({ subject }) => subject.value.document === document);
  return findMended(before, judge(edited, judged.ruleSet).findings, claimed);
}

function sameData(
  before: ParsedDocument,
  after: ParsedDocument,
  changes: readonly Change[],
): boolean {
  try {
    const expected = changes.reduce(
      (data, change) => changeData(data, change.path, change),
      before.toData(),
    );
    return dequal(expected, after.toData());
  } catch {
    // Aliases that expand without bound or point nowhere: nothing can be proved.
    return false;
  }
}

/** The data with one change made, copied along its path so that no alias sees it. */
function changeData(data: Data, [step, ...rest]: Path, change: Change): Data {
  if (step === undefined) {
    return change.kind === 'append' ? [...(Array.isArray(data) ? data : []), change.value] : data;
  }
  if (Array.isArray(data)) {
    return data.map((item: Data, index) =>
      index === step ? changeData(item, rest, change) : item,
    );
  }
  const map = isDataMap(data) ? data : {};
  const key = String(step);
  const own = map[key] ?? null;
  const others = Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
  if (rest.length > 0 || change.kind === 'append') {
    return { ...others, [key]: changeData(own, rest, change) };
  }
  if (change.kind === 'remove') return others;
  if (change.kind === 'rename') return { ...others, [change.name]: own };
  return { ...others, [key]: change.value };
}

/** The findings that are gone, by identity, since objects may share a name. */
function findMended(
  before: readonly Finding[],
  after: readonly Finding[],
  claimed: readonly Finding[],
): Finding[] | undefined {
  const left = new Map<string, number>();
  for (const { identity } of after) left.set(identity, (left.get(identity) ?? 0) + 1);
  const claims = new Set(claimed);
  const gone = before.filter((finding) => {
    const count = left.get(finding.identity) ?? 0;
    if (claims.has(finding) || count === 0) return true;
    left.set(finding.identity, count - 1);
    return false;
  });
  // What is left over is new, or claimed and still there.
  return [...left.values()].every((count) => count === 0) ? gone : undefined;
}
