import { type Fix, fixEach } from '../fix/fix.ts';
import type { Refusal } from '../fix/plan.ts';
import { count } from '../rules/describe.ts';
import type { Finding } from '../rules/judge.ts';
import type { CheckResult } from './check-result.ts';
import { excerpt } from './excerpt.ts';
import { subjectName } from './names.ts';
import { type Paint, visibleLine } from './style.ts';

/** Findings for a terminal: grouped by file, a line each, with the source under it. */
export function checkText(result: CheckResult, paint: Paint): string {
  const files = result.judged.flatMap((judged) => {
    const fixes = fixEach(judged, judged.findings);
    const lines = judged.findings.flatMap((finding) => [
      headLine(finding, fixes.get(finding), paint),
      ...excerpt(judged, finding, paint),
    ]);
    return lines.length === 0 ? [] : [lines.join('\n')];
  });
  const skips = result.skips.map(
    ({ file, reason }) => `${paint('warning', 'not judged')}  ${visibleLine(`${file}: ${reason}`)}`,
  );
  const blocks = [
    ...files,
    ...(skips.length === 0 ? [] : [skips.join('\n')]),
    closing(result, paint),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function headLine(finding: Finding, fix: Fix | Refusal | undefined, paint: Paint): string {
  const note = fix && 'edits' in fix ? `, fix: ${fix.safety}` : '';
  const { file, line, column, severity, rule, message } = finding;
  const place = paint('strong', visibleLine(`${file}:${line}:${column}`));
  const text = visibleLine(`${subjectName(finding)}: ${message}`);
  return `${place}  ${paint(severity, severity)}  ${text} ${paint('faint', `(${rule}${note})`)}`;
}

function closing({ judged, skips, files }: CheckResult, paint: Paint): string {
  const findings = judged.flatMap((file) => file.findings);
  const errors = findings.filter(({ severity }) => severity === 'error').length;
  const notJudged = skips.length > 0 ? `, ${skips.length} not judged` : '';
  const looked = `in ${count(files, 'file')}${notJudged}`;
  if (findings.length === 0)
    return paint(skips.length > 0 ? 'warning' : 'good', `No findings ${looked}.`);
  const total = `${count(errors, 'error')}, ${count(findings.length - errors, 'warning')} ${looked}.`;
  const isFixable = findings.some(({ remedy }) => remedy !== undefined);
  const hint = isFixable
    ? ' To mend: podseal fix, or podseal fix --unsafe --dry-run to see all.'
    : '';
  return paint('strong', total) + hint;
}
