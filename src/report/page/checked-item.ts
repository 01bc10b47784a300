import { writePatch } from '../../diff/patch.ts';
import type { FindingData } from '../../judge/finding-data.ts';
import type { PlannedFix } from '../../review/review-plan.ts';
import { type Shown, htmlText, shown } from '../../text/shown.ts';
import { applyEdits } from '../../yaml/edit/edit.ts';
import { type FileReport, fixOf } from '../file-report.ts';
import type { Told } from '../told-findings.ts';
import { type CodeLine, changeBox, codeLines, copyButton } from './code-lines.ts';
import { itemBox } from './item.ts';
import { inline } from './render-markdown.ts';

/** Lines of the file around a finding. */
const AROUND = 3;
/** What is shown of a finding that spans more, such as a whole mapping. */
const MOST_LINES = 12;
/** A line of JSON may be the whole file. */
const MOST_CHARACTERS = 400;

/** A finding with the lines that it is about, and its fix. */
export function checkedItem(file: FileReport, { finding, subject }: Told): Shown {
  const fix = fixOf(file, finding);
  const place = `${finding.file}:${finding.line}:${finding.column}`;
  const message = inline(finding.message);
  const text = shown`<p class="verdict"><code>${htmlText(subject)}</code>: ${message}</p>`;
  const fixed = fix ? fixBox(file, fix) : shown``;
  return itemBox({
    file: file.path,
    findings: [finding],
    hasFix: fix !== null,
    title: htmlText(`line ${finding.line}`),
    beside: copyButton(place, shown`place`),
    content: shown`${codeLines(linesAround(file, finding))}<div class="body">${text}${fixed}</div>`,
  });
}

function linesAround({ text, lines }: FileReport, { line, endLine }: FindingData): CodeLine[] {
  const first = Math.max(1, line - AROUND);
  const last = Math.min(lines.count, Math.min(endLine, line + MOST_LINES) + AROUND);
  return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
    const number = first + index;
    const { start, end } = lines.span(number);
    const shownText = clip(text.slice(start, end));
    const kind = number >= line && number <= endLine ? 'marked' : 'same';
    return { kind, number, text: shownText } as const;
  });
}

function clip(text: string): string {
  return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}

function fixBox(file: FileReport, { safety, edits }: PlannedFix): Shown {
  const patch = writePatch(file.path, file.text, applyEdits(file.text, edits));
  const rows = patch
    .split('\n')
    .slice(2)
    .filter((row) => row !== '' && !row.startsWith('\\'));
  const lines = rows.map((row): CodeLine => {
    if (row.startsWith('@@')) return { kind: 'same', text: '…' };
    const kind = row.startsWith('+') ? 'added' : row.startsWith('-') ? 'removed' : 'same';
    return { kind, text: clip(row.slice(1)) };
  });
  const what = safety === 'safe' ? shown`Fix` : shown`Fix, to be checked by a person`;
  return changeBox(what, lines, { text: patch, what: shown`patch` });
}
