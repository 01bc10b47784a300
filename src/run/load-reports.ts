import packageJson from '../../package.json' with { type: 'json' };
import type { ReportFormat } from '../options/report-formats.ts';
import type { CheckReport, ReportContext } from '../report/check-report.ts';
import { type Paint, plain } from '../report/style.ts';

/** Which reports are written, and how; it can be sent to a thread. */
export interface ReportSetup extends Omit<ReportContext, 'paint' | 'version'> {
  /** That of standard output first. */
  readonly formats: readonly ReportFormat[];
}

/** Each is loaded only where somebody wants it. */
const LOADERS: Readonly<Record<ReportFormat, (context: ReportContext) => Promise<CheckReport>>> = {
  text: async ({ paint, paths }) =>
    (await import('../report/check-text.ts')).checkText(paint, paths),
  json: async () => (await import('../report/check-json.ts')).checkJson(),
  github: async () => (await import('../report/workflow-commands.ts')).checkWorkflowCommands(),
  sarif: async (context) => (await import('../report/formats/sarif.ts')).sarif(context),
  junit: async (context) => (await import('../report/formats/junit.ts')).junit(context),
  gitlab: async (context) => (await import('../report/formats/gitlab.ts')).gitlab(context),
  checkstyle: async () => (await import('../report/formats/checkstyle.ts')).checkstyle(),
  markdown: async () => (await import('../report/formats/markdown.ts')).markdown(),
  rdjson: async () => (await import('../report/formats/rdjson.ts')).rdjson(),
  patch: async (context) => (await import('../report/formats/patch.ts')).patch(context),
  html: async (context) => (await import('../report/formats/html.ts')).html(context),
};

/** Makes the report of a format. */
export async function loadReport(
  format: ReportFormat,
  context: ReportContext,
): Promise<CheckReport> {
  return LOADERS[format](context);
}

/**
 * Makes the reports of a run, in the order of their formats.
 *
 * @param paint colors the first of them, which a terminal may show
 */
export async function loadReports(
  { formats, ...rest }: ReportSetup,
  paint: Paint,
): Promise<CheckReport[]> {
  const { version } = packageJson;
  return Promise.all(
    formats.map(async (format, index) =>
      loadReport(format, { ...rest, version, paint: index === 0 ? paint : plain }),
    ),
  );
}
