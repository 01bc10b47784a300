import * as core from '@actions/core';
import { randomUUID } from 'node:crypto';
import type { Output } from '../options/report-formats.ts';
import { openReport } from '../run/report-files.ts';
import { reportReview } from '../run/review-reports.ts';
import type { RunResult } from '../run/run-review.ts';
import { sourceOfReview } from '../configuration/describe-source.ts';
import { visibleLine } from '../text/shown.ts';
import { describeObstacle } from '../github/permissions.ts';
import { reviewText } from '../report/review-text.ts';
import { code } from '../rules/kit/describe.ts';
import { plain } from '../report/style.ts';
import { limitedCommands } from '../report/workflow-commands.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';

/** What a job says of its run: in the log, in its summary and in its outputs. */
export class JobReport {
  /** What was decided, and is not in the summary yet: there it belongs whatever fails. */
  #decided: ReviewPlan | undefined;
  #reviewed: { readonly change: Change; readonly plan: ReviewPlan } | undefined;

  /** Prints a review that is decided and not posted yet. */
  show(change: Change, plan: ReviewPlan): void {
    this.#decided = plan;
    this.#reviewed = { change, plan };
    const source = sourceOfReview(change);
    if (source !== undefined) logText(visibleLine(source));
    logText(reviewText(change, plan, plain));
  }

  /** Writes what was decided to files, whether or not it could be posted. */
  async write(outputs: readonly Output[]): Promise<void> {
    if (!this.#reviewed) return;
    const { change, plan } = this.#reviewed;
    for (const output of outputs) {
      // oxlint-disable-next-line no-await-in-loop
      const sink = await openReport(output);
      // oxlint-disable-next-line no-await-in-loop
      await reportReview(change, plan, { format: output.format, paint: plain, sink });
    }
  }

  /** Says how a review went. */
  async finish(result: RunResult): Promise<void> {
    this.#decided = undefined;
    await report(result);
  }

  /** Says why the run failed, and what it had found until then. */
  async fail(reason: string): Promise<void> {
    const heading = `## The review failed\n\n${code(reason, MAX_REASON)}`;
    const { title = '', summary = '' } = this.#decided ?? {};
    const found = title === '' ? '' : `\n\n## Not posted: ${title}\n\n${summary}`;
    await summarize(`${heading}${found}`);
  }
}

/** Errors of GitHub may quote a whole request. */
const MAX_REASON = 1000;

/** Prints a text; the runner is told to take no commands from what is in it. */
export function logText(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  process.stdout.write(text);
  process.stdout.write(`\n::${token}::\n`);
}

async function report(result: RunResult): Promise<void> {
  const { plan, obstacles, conclusion, title, summary, comments } = result;
  for (const obstacle of obstacles) {
    core.warning(
      `${describeObstacle(obstacle)} A workflow on pull_request can't write to a pull request from ` +
        'a fork. All findings are in the summary of this job.',
    );
  }
  // With the check missing, the runner's annotations stand in for the check's.
  const isUnchecked = obstacles.some((one) => ['checks: write', 'archived'].includes(one));
  const findings = (plan?.findings ?? [])
    .filter(({ placement }) => isUnchecked && ['annotation', 'summary'].includes(placement))
    .filter(({ placement, introduced }) => placement === 'annotation' || introduced)
    .map(({ finding }) => finding);
  const taken = { error: conclusion === 'failure' ? 1 : 0, warning: obstacles.length, notice: 0 };
  for (const line of limitedCommands(findings, plan?.skips ?? [], taken)) {
    process.stdout.write(`${line}\n`);
  }
  await summarize(`## ${title}\n\n${summary}`);
  core.setOutput('conclusion', conclusion);
  core.setOutput('new-findings', plan?.findings.filter(({ introduced }) => introduced).length ?? 0);
  core.setOutput('comments', comments);
}

/** Adds Markdown to the job's summary, where there is one. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env['GITHUB_STEP_SUMMARY'] === undefined) return;
  await core.summary.addRaw(markdown, true).write();
}
