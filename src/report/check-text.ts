import { ADD_CHART } from '../kubernetes/known-charts/chart-place.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import { type Shown, joinShown, shown, visibleLine } from '../text/shown.ts';
import { pathOperands } from '../text/shell-words.ts';
import { count } from '../text/tagged.ts';
import type { FindingData } from '../judge/finding-data.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { CheckReport, CheckTotals } from './check-report.ts';
import { excerpt } from './excerpt.ts';
import { exemptLine } from './exempt-line.ts';
import { type ListedSkip, listedSkips, moreFiles } from '../judge/listed-skips.ts';
import { fullName, subjectName } from './names.ts';
import type { Paint } from './style.ts';
import { toldFindings } from './told-findings.ts';

/**
 * Findings for a terminal: grouped by file, a line each, with the source under it. It does not ask for fixes:
 * to make and prove one takes longer than to find what it fixes.
 *
 * @param paths what was checked, for the command that fixes it
 */
export function checkText(paint: Paint, paths: readonly string[] = []): CheckReport {
  return {
    start: shown``,
    between: shown``,
    file(file) {
      const { findings } = file;
      if (findings.length === 0) return [];
      // A line of standard input says nothing to whoever made it with kubectl.
      const told = toldFindings(findings, file.path === 'stdin' ? fullName : subjectName);
      const lines = told.flatMap(({ finding, subject }, index) => [
        headLine(finding, subject, paint),
        // Several findings of one place have one excerpt.
        ...(isSamePlace(finding, told[index + 1]?.finding) ? [] : excerpt(file, finding, paint)),
      ]);
      return [shown`${joinShown(lines, '\n')}\n\n`];
    },
    end(totals) {
      const lines = [
        ...listedSkips(totals.skips).map((skip) => skipLine(skip, paint)),
        ...totals.exempted.map(
          (exempted) => shown`${paint('faint', shown`exempt`)}  ${exemptLine(exempted)}`,
        ),
        ...totals.faults.map((fault) => faultLine(fault, paint)),
      ];
      const before = lines.length === 0 ? shown`` : shown`${joinShown(lines, '\n')}\n\n`;
      return shown`${before}${closing(totals, paint, paths)}\n`;
    },
  };
}

function isSamePlace(one: FindingData, next: FindingData | undefined): boolean {
  return (
    one.line === next?.line &&
    one.column === next.column &&
    one.endLine === next.endLine &&
    one.endColumn === next.endColumn
  );
}

function skipLine(skip: ListedSkip, paint: Paint): Shown {
  const { file, reason } = skip;
  const text = visibleLine(`${file}${moreFiles(skip)}: ${reason}`);
  return shown`${paint('warning', shown`not analyzed`)}  ${text}`;
}

function faultLine({ file, line, message }: ExemptionFault, paint: Paint): Shown {
  const text = visibleLine(`${file}:${line}: ${message}`);
  const label = file.endsWith('.baseline') ? shown`baseline` : shown`exemption`;
  return shown`${paint('warning', label)}  ${text}`;
}

function headLine(finding: FindingData, subject: string, paint: Paint): Shown {
  const { file, line, column, severity, rule, message } = finding;
  const place = paint('strong', visibleLine(`${file}:${line}:${column}`));
  const text = visibleLine(`${subject}: ${message}`);
  const about = paint('faint', shown`(${visibleLine(rule)})`);
  return shown`${place}  ${paint(severity, shown`${severity}`)}  ${text} ${about}`;
}

function closing(
  { errors, warnings, notices, isFixable, skips, files, exempted, baseline }: CheckTotals,
  paint: Paint,
  paths: readonly string[],
): Shown {
  const also = [
    ...(skips.length > 0 ? [shown`, ${skips.length} not analyzed`] : []),
    ...(exempted.length > 0 ? [shown`, ${exempted.length} exempt`] : []),
    ...(baseline.length > 0 ? [shown`, ${baseline.length} in the baseline`] : []),
  ];
  const chartsHint = lackingHint(skips);
  const looked = shown`in ${count(files, 'file')}${joinShown(also, '')}`;
  if (errors + warnings + notices === 0) {
    const nothing = paint(skips.length > 0 ? 'warning' : 'good', shown`No findings ${looked}.`);
    return shown`${nothing}${chartsHint}`;
  }
  const noticed = notices > 0 ? shown`, ${count(notices, 'notice')}` : shown``;
  const total = shown`${count(errors, 'error')}, ${count(warnings, 'warning')}${noticed} ${looked}.`;
  const hint = isFixable ? fixHint(paths) : shown``;
  return shown`${paint('strong', total)}${hint}${chartsHint}`;
}

/** One command for the charts that several releases lack; one release says its own. */
function lackingHint(skips: readonly Skip[]): Shown {
  const lacking = skips.filter(({ reason }) => reason.includes(ADD_CHART));
  return lacking.length > 1 ? shown` Get the missing charts: ${ADD_CHART} --all.` : shown``;
}

/** More paths would be longer than all else. */
const MAX_NAMED = 3;

/** The command that fixes what was checked; standard input has no file to write. */
function fixHint(paths: readonly string[]): Shown {
  const isNamed = paths.length > 0 && paths.length <= MAX_NAMED && !paths.includes('-');
  const named = isNamed ? visibleLine(pathOperands(paths)) : shown`PATH`;
  return shown` Fix them: podseal fix ${named} (--unsafe --dry-run shows all fixes).`;
}
