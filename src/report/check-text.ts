import { type Fix, fixEach } from '../fix/fix.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { count } from '../rules/kit/describe.ts';
import { toData } from '../judge/finding-data.ts';
import type { Finding } from '../judge/judge.ts';
import type { CheckReport, CheckTotals } from './check-report.ts';
import { excerpt } from './excerpt.ts';
import { subjectName } from './names.ts';
import { type Paint, visibleLine } from './style.ts';

/** Findings for a terminal: grouped by file, a line each, with the source under it. */
export function checkText(paint: Paint): CheckReport {
  return {
    start: '',
    between: '',
    file(judged) {
      if (judged.findings.length === 0) return '';
      const fixes = fixEach(judged, judged.findings);
      const { findings } = judged;
      const lines = findings.flatMap((finding, index) => [
        headLine(finding, fixes.get(finding), paint),
        // Several findings of one place have one excerpt.
        ...(isSamePlace(finding, findings[index + 1]) ? [] : excerpt(judged, finding, paint)),
      ]);
      return `${lines.join('\n')}\n\n`;
    },
    end(totals) {
      const lines = totals.skips.map((skip) => skipLine(skip, paint));
      const skips = lines.length === 0 ? '' : `${lines.join('\n')}\n\n`;
      return `${skips}${closing(totals, paint)}\n`;
    },
  };
}

function isSamePlace({ span }: Finding, next: Finding | undefined): boolean {
  return span.start === next?.span.start && span.end === next.span.end;
}

function skipLine({ file, reason }: Skip, paint: Paint): string {
  return `${paint('warning', 'not judged')}  ${visibleLine(`${file}: ${reason}`)}`;
}

function headLine(finding: Finding, fix: Fix | Refusal | undefined, paint: Paint): string {
  const note = fix && 'edits' in fix ? `, fix: ${fix.safety}` : '';
  const { file, line, column, severity, rule, message } = finding;
  const place = paint('strong', visibleLine(`${file}:${line}:${column}`));
  const text = visibleLine(`${subjectName(toData(finding))}: ${message}`);
  return `${place}  ${paint(severity, severity)}  ${text} ${paint('faint', `(${rule}${note})`)}`;
}

function closing(
  { errors, warnings, notices, isFixable, skips, files }: CheckTotals,
  paint: Paint,
): string {
  const notJudged = skips.length > 0 ? `, ${skips.length} not judged` : '';
  const looked = `in ${count(files, 'file')}${notJudged}`;
  if (errors + warnings + notices === 0) {
    return paint(skips.length > 0 ? 'warning' : 'good', `No findings ${looked}.`);
  }
  const noticed = notices > 0 ? `, ${count(notices, 'notice')}` : '';
  const total = `${count(errors, 'error')}, ${count(warnings, 'warning')}${noticed} ${looked}.`;
  const hint = isFixable
    ? ' To mend: podseal fix, or podseal fix --unsafe --dry-run to see all.'
    : '';
  return paint('strong', total) + hint;
}
