import type { FindingData } from '../../judge/finding-data.ts';
import { isFailing } from '../../review/placement.ts';
import { type Shown, joinShown, shown, xmlText } from '../../text/shown.ts';
import type { CheckReport, CheckTotals, ReportContext } from '../check-report.ts';
import type { FileReport } from '../file-report.ts';
import { subjectName } from '../names.ts';
import { plainMessage } from './plain-message.ts';

/**
 * JUnit's XML, which has no schema of its own: the elements and attributes that Jenkins, GitLab and
 * Azure Pipelines all read. A file is a suite, a finding a test case. What fails the run is a failure,
 * and what is exempt or not analyzed is skipped.
 */
export function junit({ failOn }: ReportContext): CheckReport {
  return {
    start: shown`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Podseal">\n`,
    between: shown``,
    file: (file) => [
      suite(
        file.path,
        casesOf(file, (finding) => fails(file, finding, failOn)),
      ),
    ],
    end: (totals) => shown`${unanalyzed(totals)}</testsuites>\n`,
  };
}

interface Case {
  readonly kind: 'passed' | 'failed' | 'skipped';
  readonly xml: Shown;
}

/** In a review only what the change brings fails. */
function fails(
  { reviewed }: FileReport,
  { severity, fingerprint }: FindingData,
  failOn: ReportContext['failOn'],
): boolean {
  return isFailing(severity, failOn) && reviewed?.introduced.has(fingerprint) !== false;
}

function casesOf(file: FileReport, isFailed: (finding: FindingData) => boolean): Case[] {
  const found = file.findings.map((finding): Case => {
    const text = plainMessage(finding);
    const { file: path, line, column, rule, severity } = finding;
    const detail = shown`${xmlText(`${path}:${line}:${column}`)} ${severity} ${xmlText(`${text} (${rule})`)}`;
    return isFailed(finding)
      ? failed(
          finding,
          shown`<failure message="${xmlText(text)}" type="${severity}">${detail}</failure>`,
        )
      : { kind: 'passed', xml: testCase(finding, shown`<system-out>${detail}</system-out>`) };
  });
  const exempt = file.exempted.map(({ finding, reason }): Case => {
    const message = xmlText(`exempt: ${reason}`);
    return { kind: 'skipped', xml: testCase(finding, shown`<skipped message="${message}"/>`) };
  });
  const all = [...found, ...exempt];
  if (all.length > 0) return all;
  const path = xmlText(file.path);
  return [{ kind: 'passed', xml: shown`<testcase name="no findings" classname="${path}"/>` }];
}

function failed(finding: FindingData, content: Shown): Case {
  return { kind: 'failed', xml: testCase(finding, content) };
}

function testCase(finding: FindingData, content: Shown): Shown {
  const { rule, file, line, fingerprint } = finding;
  // A name has to tell a case from the others of its suite, in this run and in the next.
  const name = xmlText(`${rule}: ${subjectName(finding)} (${fingerprint})`);
  const path = xmlText(file);
  return shown`<testcase name="${name}" classname="${path}" file="${path}" line="${line}">${content}</testcase>`;
}

function suite(name: string, cases: readonly Case[]): Shown {
  const failures = cases.filter(({ kind }) => kind === 'failed').length;
  const skipped = cases.filter(({ kind }) => kind === 'skipped').length;
  const rows = joinShown(
    cases.map(({ xml }) => shown`    ${xml}\n`),
    '',
  );
  return shown`  <testsuite name="${xmlText(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${rows}  </testsuite>\n`;
}

function unanalyzed({ skips }: CheckTotals): Shown {
  if (skips.length === 0) return shown``;
  const cases = skips.map(({ file, reason }): Case => {
    const [path, message] = [xmlText(file), xmlText(`not analyzed: ${reason}`)];
    const xml = shown`<testcase name="${path}" classname="${path}"><skipped message="${message}"/></testcase>`;
    return { kind: 'skipped', xml };
  });
  return suite('not analyzed', cases);
}
