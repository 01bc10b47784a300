import packageJson from '../../package.json' with { type: 'json' };
import type { ReportFormat } from '../options/report-formats.ts';
import { type CheckReport, type ReportContext } from '../report/check-report.ts';
import { reviewTotals, reviewedFiles } from '../report/review-report.ts';
import type { Paint } from '../report/style.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import type { Shown } from '../text/shown.ts';
import { loadReport } from './load-reports.ts';
import { ReportWriter, type Sink } from './report-files.ts';

/** Where a report of a review goes, and in which format. */
interface ReviewOutput {
  readonly format: ReportFormat;
  /** Colors a text. */
  readonly paint: Paint;
  readonly sink: Sink;
}

/** Whether a format shows the fix of each finding, beside the suggestions of the comments. */
export function needsFixes(format: ReportFormat): boolean {
  return ['json', 'sarif', 'rdjson', 'html'].includes(format);
}

/** Reports a review in a format. */
export async function reportReview(
  change: Change,
  plan: ReviewPlan,
  { format, paint, sink }: ReviewOutput,
): Promise<void> {
  const whole = await wholeReport(change, plan, format, paint);
  if (whole !== undefined) {
    await sink.write(whole);
    await sink.end();
    return;
  }
  const writer = new ReportWriter(await reportOf(plan, format, paint), sink);
  // oxlint-disable-next-line no-await-in-loop
  for (const file of reviewedFiles(change, plan)) await writer.add(writer.report.file(file));
  await writer.end(reviewTotals(change, plan));
}

/** The formats that are about the review more than about its findings. */
async function wholeReport(
  change: Change,
  plan: ReviewPlan,
  format: ReportFormat,
  paint: Paint,
): Promise<Shown | undefined> {
  if (format === 'text') {
    return (await import('../report/review-text.ts')).reviewText(change, plan, paint);
  }
  if (format === 'json') return (await import('../report/review-json.ts')).reviewJson(plan);
  if (format !== 'markdown') return undefined;
  return (await import('../report/review-markdown.ts')).reviewMarkdown(plan);
}

async function reportOf(
  { title, summary, failOn }: ReviewPlan,
  format: ReportFormat,
  paint: Paint,
): Promise<CheckReport> {
  const { version } = packageJson;
  const context: ReportContext = {
    ...{ paint, failOn, version, profile: 'immutable', of: 'review' },
    // The paths of a review are from the root of the repository already.
    ...{ folders: undefined, unsafe: true },
  };
  if (format !== 'html') return loadReport(format, context);
  const { html } = await import('../report/formats/html.ts');
  return html(context, { title: `Podseal review: ${title}`, summary });
}
