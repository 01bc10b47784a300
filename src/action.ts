import * as core from '@actions/core';
import { context } from '@actions/github';
import { createClient } from './action/client.ts';
import { type Inputs, readInputs } from './action/inputs.ts';
import { writePlanFile } from './action/plan-file.ts';
import { publishRun } from './action/publish-run.ts';
import { logReview, logText, report, summarize } from './action/report.ts';
import { type Task, readTask } from './action/task.ts';
import { UserError } from './config/user-error.ts';
import { answerComment } from './github/answer-comment.ts';
import type { GitHubClient, PullRequestRef } from './github/client.ts';
import type { Request } from './github/conversation.ts';
import { passQueue } from './github/merge-queue.ts';
import { publish } from './github/publish.ts';
import { readPullRequest } from './github/read-change.ts';
import { planReview } from './review/review.ts';

/** Does what the event that started the run asks for. */
async function run(): Promise<void> {
  const inputs = readInputs();
  const task = readTask(context, inputs.mode);
  await carryOut(createClient(inputs.token), task, inputs);
}

async function carryOut(client: GitHubClient, task: Task, inputs: Inputs): Promise<void> {
  switch (task.kind) {
    case 'review':
      return review(client, task.pullRequest, inputs);
    case 'plan':
      return plan(client, task.pullRequest, inputs);
    case 'publish':
      return publishRun(client, context.repo, task.run, inputs);
    case 'answer':
      return answer(client, task.request, task.body, inputs);
    case 'queue':
      return report(await passQueue(client, context.repo, task, inputs));
    case 'nothing':
      core.info(`There is nothing to do: ${task.why}.`);
  }
}

/** Reviews a pull request; the job fails if the check does. */
async function review(client: GitHubClient, ref: PullRequestRef, inputs: Inputs): Promise<void> {
  const change = await readPullRequest(client, ref, inputs.files);
  const decided = planReview(change, inputs);
  logReview(change, decided);
  const published = inputs.dryRun
    ? { plan: decided, comments: 0, missing: [] }
    : await publish(client, ref, decided, inputs.checkName);
  await report(published);
  if (published.plan.conclusion === 'failure') {
    core.setFailed(`${published.plan.title}. See the review.`);
  }
}

/** Writes the plan of a review for another workflow; nothing is posted, and nothing fails. */
async function plan(client: GitHubClient, ref: PullRequestRef, inputs: Inputs): Promise<void> {
  if (inputs.planFile === '') throw new UserError('Mode plan needs a path as plan-file.');
  const change = await readPullRequest(client, ref, inputs.files);
  const decided = planReview(change, inputs);
  logReview(change, decided);
  await writePlanFile(inputs.planFile, ref, decided);
  await report({ plan: decided, comments: 0, missing: [] });
}

async function answer(
  client: GitHubClient,
  request: Request,
  body: string,
  inputs: Inputs,
): Promise<void> {
  if (inputs.dryRun) throw new UserError('With dry-run, no command in a comment is carried out.');
  const answered = await answerComment(client, request, body, inputs);
  if (!answered) return core.info('There is nothing to do: the comment is no command.');
  logText(answered.text);
  await summarize(answered.text);
  if (!answered.posted) {
    core.warning(
      'The answer could not be posted: it is in the summary of this job. Add `pull-requests: write` ' +
        'under `permissions:` in the workflow, or unlock the conversation.',
    );
  }
}

try {
  await run();
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
  // A person can mend a UserError; all else is a fault of ours, and the trace helps to find it.
  if (!(error instanceof UserError)) throw error;
}
