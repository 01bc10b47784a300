import { checkJson } from '../../src/report/check-json.ts';
import type { CheckReport, ReportContext } from '../../src/report/check-report.ts';
import { CheckCounter } from '../../src/report/check-report.ts';
import { checkText } from '../../src/report/check-text.ts';
import { CheckedFile } from '../../src/report/file-report.ts';
import { checkstyle } from '../../src/report/formats/checkstyle.ts';
import { gitlab } from '../../src/report/formats/gitlab.ts';
import { html } from '../../src/report/formats/html.ts';
import { junit } from '../../src/report/formats/junit.ts';
import { markdown } from '../../src/report/formats/markdown.ts';
import { patch } from '../../src/report/formats/patch.ts';
import { rdjson } from '../../src/report/formats/rdjson.ts';
import { sarif } from '../../src/report/formats/sarif.ts';
import { plain } from '../../src/report/style.ts';
import { checkWorkflowCommands } from '../../src/report/workflow-commands.ts';
import type { ReportFormat } from '../../src/options/report-formats.ts';
import type { Judged } from '../../src/judge/judge.ts';

/** What reports of tests go by. */
export const CONTEXT: ReportContext = {
  paint: plain,
  failOn: 'error',
  profile: 'immutable',
  version: '1.2.3',
  folders: { root: '/project', working: '/project' },
  unsafe: true,
  of: 'check',
};

/** A report of each format. */
export function allReports(context: ReportContext = CONTEXT): Record<ReportFormat, CheckReport> {
  return {
    text: checkText(plain),
    json: checkJson(),
    github: checkWorkflowCommands(),
    sarif: sarif(context),
    junit: junit(context),
    gitlab: gitlab(context),
    checkstyle: checkstyle(),
    markdown: markdown(),
    rdjson: rdjson(),
    patch: patch(context),
    html: html(context),
  };
}

/** All that a report says of some files. */
export function written(
  report: CheckReport,
  judged: readonly Judged[],
  totals: CheckCounter = new CheckCounter(),
): string {
  for (const one of judged) totals.add(one);
  const pieces = judged.flatMap((one) => report.file(new CheckedFile(one)));
  return report.start + pieces.join(report.between) + report.end(totals);
}
