import { listedSkips, moreFiles } from '../../judge/listed-skips.ts';
import { writePatch } from '../../diff/patch.ts';
import {
  type Markdown,
  code,
  codePath,
  fence,
  fold,
  indented,
  joinMarkdown,
  link,
  md,
  prose,
} from '../../text/markdown.ts';
import { shown, visible } from '../../text/shown.ts';
import { count, plainly } from '../../text/tagged.ts';
import { applyEdits } from '../../yaml/edit/edit.ts';
import type { CheckReport, CheckTotals } from '../check-report.ts';
import { type FileReport, fixOf } from '../file-report.ts';
import { type Told, toldFindings } from '../told-findings.ts';
import { rulePage } from '../../judge/rule-page.ts';

/** Findings as Markdown of GitHub's flavor, for a job's summary, an issue or a wiki. */
export function markdown(): CheckReport {
  return {
    start: shown`# Podseal\n\n`,
    between: shown`\n`,
    file(file) {
      if (file.findings.length === 0) return [];
      const items = toldFindings(file.findings).map((told) => item(file, told));
      const text = md`## ${codePath(file.path)}\n\n${joinMarkdown(items, '\n')}`;
      return [shown`${visible(text)}\n`];
    },
    end: (totals) => shown`${visible(ending(totals))}`,
  };
}

function item(file: FileReport, { finding, subject }: Told): Markdown {
  const fix = fixOf(file, finding);
  const { line, column, severity, rule, message } = finding;
  const page = link(md`${code(rule)}`, rulePage(rule));
  const head = md`- **${severity}**, line ${line}, column ${column}: ${code(subject)}: ${message} (${page})`;
  if (!fix) return head;
  const after = applyEdits(file.text, fix.edits);
  const diff = writePatch(file.path, file.text, after).split('\n').slice(2).join('\n').trimEnd();
  const content = fold(plainly`Fix (${fix.safety})`, fence('diff', diff));
  return md`${head}\n\n${indented(content)}`;
}

function ending({ skips, faults, exempted, baseline, ...totals }: CheckTotals): Markdown {
  const { errors, warnings, notices, files } = totals;
  const rows = [
    ...listedSkips(skips).map(
      (skip) => md`- not analyzed: ${codePath(skip.file)}${moreFiles(skip)}: ${prose(skip.reason)}`,
    ),
    ...faults.map(
      ({ file, line, message }) => md`- ${codePath(`${file}:${line}`)}: ${prose(message)}`,
    ),
    ...exempted.map(
      ({ finding, reason }) =>
        md`- exempt: ${codePath(`${finding.file}:${finding.line}`)} (${code(finding.rule)}): ${prose(reason)}`,
    ),
    ...(baseline.length > 0 ? [md`- ${count(baseline.length, 'finding')} in the baseline`] : []),
  ];
  const found = md`**${count(errors, 'error')}, ${count(warnings, 'warning')}, ${count(notices, 'notice')}** in ${count(files, 'file')}`;
  return md`${joinMarkdown([...rows, ...(rows.length > 0 ? [md``] : []), found], '\n')}\n`;
}
