import * as core from '@actions/core';
import { randomUUID } from 'node:crypto';
import type { Published } from '../github/publish.ts';
import { reviewText } from '../report/review-text.ts';
import { plain } from '../report/style.ts';
import { findingCommand, skipCommand } from '../report/workflow-commands.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/plan.ts';

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
export async function report({ plan, comments, missing }: Published): Promise<void> {
  for (const permission of missing) {
    core.warning(
      `The token lacks a permission. Add \`${permission}\` under \`permissions:\` in the workflow; ` +
        'for a pull request from a fork no workflow on pull_request gets it. ' +
        'All findings are in the summary of this job.',
    );
  }
  // With the check missing, the runner's annotations stand in for the check's.
  const isUnchecked = missing.includes('checks: write');
  const shown = plan.findings.filter(({ placement }) => isUnchecked && placement === 'annotation');
  for (const { finding } of shown) process.stdout.write(`${findingCommand(finding)}\n`);
  for (const skip of plan.skips) process.stdout.write(`${skipCommand(skip)}\n`);
  await summarize(`## ${plan.title}\n\n${plan.summary}`);
  core.setOutput('conclusion', plan.conclusion);
  core.setOutput('new-findings', plan.findings.filter(({ introduced }) => introduced).length);
  core.setOutput('comments', comments);
}

/** Adds Markdown to the job's summary, where there is one. */
export async function summarize(markdown: string): Promise<void> {
  if (process.env['GITHUB_STEP_SUMMARY'] === undefined) return;
  await core.summary.addRaw(markdown, true).write();
}
