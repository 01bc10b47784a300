import * as core from '@actions/core';
import { randomUUID } from 'node:crypto';
import type { RunResult } from '../run/run-review.ts';
import { describeObstacle } from '../github/permissions.ts';
import { reviewText } from '../report/review-text.ts';
import { plain } from '../report/style.ts';
import { limitedCommands } from '../report/workflow-commands.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';

/** Prints the review. */
export function logReview(change: Change, plan: ReviewPlan): void {
  logText(reviewText(change, plan, plain));
}

/** Prints a text; the runner is told to take no commands from what is in it. */
export function logText(text: string): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  process.stdout.write(text);
  process.stdout.write(`\n::${token}::\n`);
}

/** Says in the log, the job's summary and the outputs how a review went. */
export async function report(result: RunResult): Promise<void> {
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
