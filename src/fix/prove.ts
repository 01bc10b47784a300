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
 * @param mended the findings that the fix claims to mend, all of this document
 */
export function isProved(
  judged: Judged,
  document: ParsedDocument,
  edits: readonly Edit[],
  changes: readonly Change[],
  mended: readonly Finding[],
): boolean {
  const { span, text } = document;
  if (edits.some(({ start, end }) => start < span.start || end > span.end)) return false;
  const shifted = edits.map((edit) => ({
    ...edit,
    start: edit.start - span.start,
    end: edit.end - span.start,
  }));
  const path = judged.manifest.file.path;
  const edited = readManifest({
    path,
    text: applyEdits(text.slice(span.start, span.end), shifted),
  });
  const [after] = edited.documents;
  if (!after || edited.documents.length !== 1 || edited.skips.length > 0) return false;
  return (
    sameData(document, after, changes) &&
    areMended(
      judged.findings.filter(({ subject }) => subject.value.document === document),
      judge(edited, judged.ruleSet).findings,
      mended,
    )
  );
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
  if (step === undefined) return data;
  if (Array.isArray(data)) {
    return data.map((item: Data, index) =>
      index === step ? changeData(item, rest, change) : item,
    );
  }
  const map = isDataMap(data) ? data : {};
  const key = String(step);
  const own = map[key] ?? null;
  const others = Object.fromEntries(Object.entries(map).filter(([name]) => name !== key));
  if (rest.length > 0) return { ...others, [key]: changeData(own, rest, change) };
  if (change.kind === 'remove') return others;
  if (change.kind === 'rename') return { ...others, [change.name]: own };
  return { ...others, [key]: change.value };
}

/** Whether every mended finding is gone and none came, by identity: objects may share a name. */
function areMended(
  before: readonly Finding[],
  after: readonly Finding[],
  mended: readonly Finding[],
): boolean {
  const left = new Map<string, number>();
  const count = (finding: Finding, by: number): number => {
    const total = (left.get(finding.identity) ?? 0) + by;
    left.set(finding.identity, total);
    return total;
  };
  for (const finding of before) count(finding, 1);
  for (const finding of mended) count(finding, -1);
  return after.every((finding) => count(finding, -1) >= 0);
}
