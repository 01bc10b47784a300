import { type Fix, fixEach } from '../fix/fix.ts';
import type { Refusal } from '../yaml/edit/plan-edits.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { type Shown, joinShown, shown, visibleLine } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import { toData } from '../judge/finding-data.ts';
import type { Finding } from '../judge/judge.ts';
import type { CheckReport, CheckTotals } from './check-report.ts';
import { excerpt } from './excerpt.ts';
import { subjectName } from './names.ts';
import type { Paint } from './style.ts';

/** Findings for a terminal: grouped by file, a line each, with the source under it. */
export function checkText(paint: Paint): CheckReport {
  return {
    start: shown``,
    between: shown``,
    file(judged) {
      if (judged.findings.length === 0) return shown``;
      const fixes = fixEach(judged, judged.findings);
      const { findings } = judged;
      const lines = findings.flatMap((finding, index) => [
        headLine(finding, fixes.get(finding), paint),
        // Several findings of one place have one excerpt.
        ...(isSamePlace(finding, findings[index + 1]) ? [] : excerpt(judged, finding, paint)),
      ]);
      return shown`${joinShown(lines, '\n')}\n\n`;
    },
    end(totals) {
      const lines = totals.skips.map((skip) => skipLine(skip, paint));
      const skips = lines.length === 0 ? shown`` : shown`${joinShown(lines, '\n')}\n\n`;
      return shown`${skips}${closing(totals, paint)}\n`;
    },
  };
}

function isSamePlace({ span }: Finding, next: Finding | undefined): boolean {
  return span.start === next?.span.start && span.end === next.span.end;
}

function skipLine({ file, reason }: Skip, paint: Paint): Shown {
  return shown`${paint('warning', shown`not analyzed`)}  ${visibleLine(`${file}: ${reason}`)}`;
}

function headLine(finding: Finding, fix: Fix | Refusal | undefined, paint: Paint): Shown {
  const note = fix && 'edits' in fix ? shown`, fix: ${fix.safety}` : shown``;
  const { file, line, column, severity, rule, message } = finding;
  const place = paint('strong', visibleLine(`${file}:${line}:${column}`));
  const text = visibleLine(`${subjectName(toData(finding))}: ${message}`);
  const about = paint('faint', shown`(${visibleLine(rule)}${note})`);
  return shown`${place}  ${paint(severity, shown`${severity}`)}  ${text} ${about}`;
}

function closing(
  { errors, warnings, notices, isFixable, skips, files }: CheckTotals,
  paint: Paint,
): Shown {
  const unread = skips.length > 0 ? shown`, ${skips.length} not analyzed` : shown``;
  const looked = shown`in ${count(files, 'file')}${unread}`;
  if (errors + warnings + notices === 0) {
    return paint(skips.length > 0 ? 'warning' : 'good', shown`No findings ${looked}.`);
  }
  const noticed = notices > 0 ? shown`, ${count(notices, 'notice')}` : shown``;
  const total = shown`${count(errors, 'error')}, ${count(warnings, 'warning')}${noticed} ${looked}.`;
  const hint = isFixable
    ? shown` Fix them: podseal fix, or podseal fix --unsafe --dry-run to see all.`
    : shown``;
  return shown`${paint('strong', total)}${hint}`;
}
