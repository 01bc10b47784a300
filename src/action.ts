import * as core from '@actions/core';
import { context, getOctokit } from '@actions/github';
import { retry } from '@octokit/plugin-retry';
import { throttling } from '@octokit/plugin-throttling';
import { randomUUID } from 'node:crypto';
import { FAIL_ON, PROFILES, SCOPES } from './config/options.ts';
import { readPodSecurityVersion } from './config/pod-security-version.ts';
import { MEDIA, readScratch } from './config/scratch.ts';
import { UserError } from './config/user-error.ts';
import type { GitHubClient, PullRequestRef } from './github/client.ts';
import { type Published, publish } from './github/publish.ts';
import { readPullRequest } from './github/read-change.ts';
import { reviewText } from './report/review-text.ts';
import { plain } from './report/style.ts';
import { findingCommand, skipCommand } from './report/workflow-commands.ts';
import type { Change } from './review/change.ts';
import type { ReviewPlan } from './review/plan.ts';
import { type ReviewOptions, planReview } from './review/review.ts';

/** All that the Action is told, read once. */
interface Inputs extends ReviewOptions {
  readonly token: string;
  readonly files: readonly string[];
  readonly checkName: string;
  readonly dryRun: boolean;
  readonly pullRequest: PullRequestRef;
}

function readInputs(): Inputs {
  const scope = core.getInput('scope');
  const profile = choose('profile', PROFILES);
  const version = core.getInput('pod-security-version');
  const scratch = readScratch(core.getInput('scratch-size'), choose('scratch-medium', MEDIA));
  return {
    token: core.getInput('token', { required: true }),
    ruleSet: { profile, podSecurityVersion: readPodSecurityVersion(version, profile), scratch },
    scope: scope === '' ? undefined : choose('scope', SCOPES),
    failOn: choose('fail-on', FAIL_ON),
    files: core.getMultilineInput('files'),
    checkName: core.getInput('check-name'),
    dryRun: core.getBooleanInput('dry-run'),
    pullRequest: readPullRequestRef(),
  };
}

function choose<T extends string>(name: string, choices: readonly T[]): T {
  const value = core.getInput(name);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) {
    throw new UserError(
      `Input ${name}: ${JSON.stringify(value)} is none of ${choices.join(', ')}.`,
    );
  }
  return chosen;
}

function readPullRequestRef(): PullRequestRef {
  const { eventName, payload } = context;
  const number: unknown = payload.pull_request?.number;
  if (!['pull_request', 'pull_request_target'].includes(eventName) || typeof number !== 'number') {
    throw new UserError(
      `Podseal reviews pull requests, and this run was started by ${eventName || 'no event'}: ` +
        'write `on: pull_request` in the workflow.',
    );
  }
  return { ...context.repo, number };
}

/** How often a request is sent again once GitHub's limit allows it. */
const MAX_RETRIES = 3;

function waitForLimit(
  after: number,
  request: { url: string },
  _client: unknown,
  retries: number,
): boolean {
  core.info(`GitHub asks to wait ${after} s before ${request.url}.`);
  return retries < MAX_RETRIES;
}

function createClient(token: string): GitHubClient {
  const throttle = { onRateLimit: waitForLimit, onSecondaryRateLimit: waitForLimit };
  return getOctokit(token, { throttle }, throttling, retry);
}

/** Reviews the pull request that started the run. */
async function run(): Promise<void> {
  const inputs = readInputs();
  const client = createClient(inputs.token);
  const change = await readPullRequest(client, inputs.pullRequest, inputs.files);
  const plan = planReview(change, inputs);
  logReview(change, plan);
  const published = inputs.dryRun
    ? { plan, comments: 0, missing: [] }
    : await publish(client, inputs.pullRequest, plan, inputs.checkName);
  await report(published);
}

/** Prints the review; the runner is told to take no commands from what is in it. */
function logReview(change: Change, plan: ReviewPlan): void {
  const token = randomUUID();
  process.stdout.write(`::stop-commands::${token}\n`);
  process.stdout.write(reviewText(change, plan, plain));
  process.stdout.write(`::${token}::\n`);
}

async function report({ plan, comments, missing }: Published): Promise<void> {
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
  if (process.env['GITHUB_STEP_SUMMARY'] !== undefined) {
    await core.summary.addRaw(`## ${plan.title}\n\n${plan.summary}`, true).write();
  }
  core.setOutput('conclusion', plan.conclusion);
  core.setOutput('new-findings', plan.findings.filter(({ introduced }) => introduced).length);
  core.setOutput('comments', comments);
  if (plan.conclusion === 'failure') core.setFailed(`${plan.title}. See the review.`);
}

try {
  await run();
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
  // A person can mend a UserError; all else is a fault of ours, and the trace helps to find it.
  if (!(error instanceof UserError)) throw error;
}
