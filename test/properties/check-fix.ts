import { diffLines } from 'diff';
import type { Edit } from '../../src/yaml/edit/edit.ts';
import { fixFor } from '../../src/fix/fix.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import type { ValueChange } from '../../src/yaml/value-change.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { type Finding, type Judged, judge } from '../../src/judge/judge.ts';
import { countIdentities, unexpected, withChanges } from './expect.ts';
import { commentsOf, dataOf, readStream, sameData, spanOfPair } from './oracle.ts';

export function judgeText(text: string): Judged {
  return judge(readManifest({ path: 'deploy/web.yaml', text }), { profile: 'immutable' });
}

/**
 * Why something of a file is not judged. A pod without an image may be a patch, of which the object that it is for is
 * elsewhere.
 */
export function notJudged({ manifest }: Judged): string[] {
  return manifest.skips
    .map(({ reason }) => reason)
    .filter((reason) => !reason.includes('the object from which this patch removes'));
}

/** What is wrong with the fix of one finding, where it has one. */
export function faultsOfFix(judged: Judged, finding: Finding): string[] {
  const { text } = judged.manifest.file;
  const fix = fixFor(judged, [finding]);
  if ('refused' in fix) return [];
  return [
    ...faultsOfEdits(text, fix.edits),
    ...faultsOfReplaced(text, fix.edits, finding.remedy?.changes ?? []),
    ...faultsOfResult(judged, [finding], judgeText(splice(text, fix.edits))),
  ];
}

/** What is wrong with a file that was fixed as a whole. */
export function faultsOfFixing(judged: Judged, unsafe: boolean): string[] {
  const { text, applied, notFixed } = fixFile(judged, { unsafe });
  const after = judgeText(text);
  const faults = faultsOfResult(judged, applied, after);
  if (fixFile(after, { unsafe }).text !== text) {
    faults.push('fixing again changes the file again');
  }
  if (notFixed.length !== after.findings.length)
    faults.push('not every finding that stays is told');
  if (!unsafe && applied.some(({ remedy }) => remedy?.safety !== 'safe')) {
    faults.push('an unsafe fix was applied');
  }
  return [...faults, ...leftThoughFixable(judged, after, unsafe)];
}

/** What one fix alone would fix must not become beyond fixing by the fixes of others. */
function leftThoughFixable(judged: Judged, after: Judged, unsafe: boolean): string[] {
  const left = countIdentities(after.findings);
  const before = countIdentities(judged.findings);
  return judged.findings.flatMap((finding) => {
    const { identity, remedy } = finding;
    if (!remedy || (!unsafe && remedy.safety === 'unsafe')) return [];
    if ((left.get(identity) ?? 0) < (before.get(identity) ?? 0)) return [];
    const fix = fixFor(judged, [finding]);
    return 'refused' in fix ? [] : [`could be fixed alone and is left: ${identity}`];
  });
}

/** Applies edits with no code of the project; those at one place follow one another as they are given. */
function splice(text: string, edits: readonly Edit[]): string {
  const backwards = edits
    .toReversed()
    .toSorted((one, other) => other.start - one.start || other.end - one.end);
  let result = text;
  for (const { start, end, text: put } of backwards) {
    result = result.slice(0, start) + put + result.slice(end);
  }
  return result;
}

function faultsOfEdits(text: string, edits: readonly Edit[]): string[] {
  let at = 0;
  for (const { start, end } of edits) {
    if (start < at || end < start || end > text.length) return ['edits overlap or leave the file'];
    at = end;
  }
  return edits.length === 0 ? ['a fix without an edit'] : [];
}

/** Only what was to be changed may be replaced: a value, a key, or an empty mapping. */
function faultsOfReplaced(
  text: string,
  edits: readonly Edit[],
  changes: readonly ValueChange[],
): string[] {
  if (changes.some(({ kind }) => kind === 'remove')) return [];
  const isRename = changes.some(({ kind }) => kind === 'rename');
  return edits.flatMap(({ start, end }) => {
    const replaced = text.slice(start, end).trim();
    const isValue = /^(\{\s*\}|null|Null|~|\w*|"[^"]*"|'[^']*')$/.test(replaced);
    return isValue || (isRename && /^["']?\w+["']?$/.test(replaced))
      ? []
      : [`replaces more than a value: ${replaced}`];
  });
}

function faultsOfResult(before: Judged, fixed: readonly Finding[], after: Judged): string[] {
  const old = before.manifest.file.text;
  const { text } = after.manifest.file;
  return [
    ...readStream(text).errors,
    ...notJudged(after)
      .filter((reason) => !notJudged(before).includes(reason))
      .map((reason) => `no longer judged: ${reason}`),
    ...faultsOfData(old, fixed, text),
    ...faultsOfComments(old, fixed, text),
    ...faultsOfLines(old, fixed, text),
    ...faultsOfEnds(old, text),
    ...unexpected(before.findings, fixed, after.findings).map(
      (id) => `still or newly there: ${id}`,
    ),
  ];
}

function faultsOfData(old: string, fixed: readonly Finding[], text: string): string[] {
  const expected = dataOf(old);
  const actual = dataOf(text);
  if (expected.length !== actual.length) return ['another number of documents'];
  return expected.flatMap((data, index) => {
    const changes = fixed
      .filter(({ subject }) => subject.value.document.index === index)
      .flatMap(({ remedy }) => remedy?.changes ?? [])
      // Other changes name a field as it is called once its name is fixed.
      .toSorted((a, b) => Number(b.kind === 'rename') - Number(a.kind === 'rename'));
    return sameData(withChanges(data, changes), withChanges(actual[index], []))
      ? []
      : [`document ${index} has other data than intended`];
  });
}

/** A comment may go only with a line that a removal takes away. */
function faultsOfComments(old: string, fixed: readonly Finding[], text: string): string[] {
  const left = commentsOf(text).map((comment) => comment.text);
  const removed = removedLines(old, fixed);
  const lineOf = (offset: number): number => old.slice(0, offset).split('\n').length;
  const kept = commentsOf(old).filter(({ offset }) => !removed.has(lineOf(offset)));
  return kept.flatMap((comment) => {
    const at = left.indexOf(comment.text);
    if (at === -1) return [`a comment is lost: ${comment.text}`];
    left.splice(at, 1);
    return [];
  });
}

/** The lines, from 1, of fields that are taken away, where nothing else is on their first line. */
function removedLines(text: string, fixed: readonly Finding[]): Set<number> {
  const lines = new Set<number>();
  for (const { remedy, subject } of fixed) {
    for (const change of remedy?.changes ?? []) {
      if (change.kind !== 'remove') continue;
      const span = spanOfPair(text, subject.value.document.index, change.path);
      const first = span && text.slice(0, span.start).split('\n');
      if (!span || !first || !/^[\s{-]*$/.test(first.at(-1) ?? '')) continue;
      const count = text.slice(span.start, span.end).trimEnd().split('\n').length;
      for (let line = 0; line < count; line++) lines.add(first.length + line);
    }
  }
  return lines;
}

/** A line may change only where it names what is fixed, is removed, or gets something added. */
function faultsOfLines(old: string, fixed: readonly Finding[], text: string): string[] {
  if (fixed.length === 0 && text !== old) return ['the text changed with nothing fixed'];
  const names = fixed
    .flatMap(({ remedy }) => remedy?.changes ?? [])
    .flatMap(({ path }) => path.slice(-3).filter((step) => typeof step === 'string'));
  const gone = removedLines(old, fixed);
  const parts = diffLines(old, text);
  const added = parts.filter((part) => part.added).flatMap(({ value }) => linesOf(value));
  let number = 0;
  return parts.flatMap((part) => {
    if (part.added) return [];
    return linesOf(part.value).flatMap((line) => {
      number++;
      const isMeant =
        !part.removed ||
        gone.has(number) ||
        // The bracket before what goes loses its comma, and the diff may keep another bracket for it.
        (gone.has(number + 1) && /^\s*[}\]],\s*$/.test(line)) ||
        names.some((name) => line.includes(name)) ||
        // What is behind the dash of an element may go, and the next line comes up to it.
        added.some((other) => line.trim() !== '' && isWithin(withoutComma(line).trim(), other));
      return isMeant ? [] : [`a line changed that is about something else: ${line}`];
    });
  });
}

/** The comma after an entry goes with the last entry of its mapping. */
function withoutComma(line: string): string {
  return line.replace(/,?\s*$/, '');
}

function linesOf(text: string): string[] {
  return text.replace(/\r?\n$/, '').split(/\r?\n/);
}

/** Whether a text is what is left of another when something is taken out of it. */
function isWithin(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of part) {
    at = whole.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

function faultsOfEnds(old: string, text: string): string[] {
  const faults: string[] = [];
  const isCrlf = /\r\n/.test(old) && !/(^|[^\r])\n/.test(old);
  if (isCrlf && /(^|[^\r])\n/.test(text)) faults.push('a line feed alone among CRLF');
  if (!old.includes('\r') && text.includes('\r')) faults.push('a carriage return among LF');
  if (old.startsWith('\uFEFF') !== text.startsWith('\uFEFF')) faults.push('the BOM changed');
  if (old.endsWith('\n') !== text.endsWith('\n')) faults.push('the final line break changed');
  return faults;
}
