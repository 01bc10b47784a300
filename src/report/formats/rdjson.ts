import type { FindingData } from '../../judge/finding-data.ts';
import type { PlannedFix } from '../../review/review-plan.ts';
import type { Severity } from '../../rules/kit/rule.ts';
import { byteLength } from '../../text/byte-length.ts';
import { jsonText, shown } from '../../text/shown.ts';
import { applyEdits } from '../../yaml/edit/edit.ts';
import type { CheckReport } from '../check-report.ts';
import type { FileReport } from '../file-report.ts';
import { plainMessage } from './plain-message.ts';
import { rulePage } from '../../judge/rule-page.ts';

const SEVERITIES: Readonly<Record<Severity, string>> = {
  error: 'ERROR',
  warning: 'WARNING',
  notice: 'INFO',
};

/** The Reviewdog Diagnostic Format as one JSON (reviewdog, proto/rdf: `DiagnosticResult`). */
export function rdjson(): CheckReport {
  return {
    start: shown`{"source":{"name":"podseal","url":"https://github.com/podseal/podseal"},"diagnostics":[\n`,
    between: shown`,\n`,
    file(file) {
      const fixes = file.fixes();
      return file.findings.map((finding, index) =>
        jsonText(diagnosticOf(file, finding, fixes[index] ?? null)),
      );
    },
    end: () => shown`\n]}\n`,
  };
}

function diagnosticOf(file: FileReport, finding: FindingData, fix: PlannedFix | null): object {
  const { line, column, endLine, endColumn, rule, severity } = finding;
  const start = { line, column: byteColumn(file, line, column) };
  const end = { line: endLine, column: byteColumn(file, endLine, endColumn) };
  return {
    message: plainMessage(finding),
    location: { path: finding.file, range: { start, end } },
    severity: SEVERITIES[severity],
    code: { value: rule, url: rulePage(rule) },
    ...(fix && { suggestions: [suggestionOf(file, fix)] }),
  };
}

/** All edits of a fix as one: what a suggestion replaces is one range. */
function suggestionOf(file: FileReport, { edits }: PlannedFix): object {
  const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
  const last = edits.reduce((most, { end }) => Math.max(most, end), first);
  const moved = edits.map((edit) => ({
    ...edit,
    start: edit.start - first,
    end: edit.end - first,
  }));
  const text = applyEdits(file.text.slice(first, last), moved);
  return { range: { start: byteAt(file, first), end: byteAt(file, last) }, text };
}

function byteAt(file: FileReport, offset: number): object {
  const { line, column } = file.lines.position(offset);
  return { line, column: byteColumn(file, line, column) };
}

/** Its columns count bytes of UTF-8, from 1. */
function byteColumn({ text, lines }: FileReport, line: number, column: number): number {
  const { start } = lines.span(line);
  return byteLength(text.slice(start, start + column - 1)) + 1;
}
