import * as core from '@actions/core';
import { UserError } from '../errors/user-error.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import {
  type FinishedRun,
  type OpenPullRequest,
  findPullRequests,
} from '../github/find-pull-requests.ts';
import { runReview } from '../run/run-review.ts';
import type { Inputs } from './inputs.ts';
import { countDifferences, readPlanFile } from './plan-file.ts';
import type { ClaimedPlan } from './plan-schema.ts';

/**
 * Publishes the review of the pull requests that a finished run was about. Which they are is GitHub's
 * word, and what is wrong in them is judged here again: of the plan, nothing is taken over.
 */
export async function publishRun(
  client: GitHubClient,
  place: RepositoryRef,
  run: FinishedRun,
  inputs: Inputs,
): Promise<void> {
  const file = inputs.planFile === '' ? undefined : await readPlanFile(inputs.planFile);
  const found = await findPullRequests(client, place, run);
  if (found.length === 0) {
    core.info('No open pull request has this head any more: there is nothing to publish.');
    return;
  }
  for (const pullRequest of file ? chosen(file, place, run, found) : found) {
    // One after the other: they share the outputs, and GitHub's limits.
    // oxlint-disable-next-line no-await-in-loop
    await publishOne(client, place, { ...pullRequest, head: run.head }, file, inputs);
  }
}

/** @throws UserError where the plan is about something else than the run was */
function chosen(
  file: ClaimedPlan,
  { owner, repo }: RepositoryRef,
  run: FinishedRun,
  found: readonly OpenPullRequest[],
): OpenPullRequest[] {
  const isHere = file.repository.toLowerCase() === `${owner}/${repo}`.toLowerCase();
  const meant = found.filter(({ number }) => number === file.pullRequest);
  if (isHere && file.plan.head === run.head && meant.length > 0) return meant;
  throw new UserError(
    'The plan is about another pull request or commit than the run that made it. Nothing was published.',
  );
}

async function publishOne(
  client: GitHubClient,
  place: RepositoryRef,
  pullRequest: OpenPullRequest & { readonly head: string },
  file: ClaimedPlan | undefined,
  inputs: Inputs,
): Promise<void> {
  const trigger = { kind: 'pull-request', ...pullRequest, isTextEdit: false } as const;
  const result = await runReview(client, place, trigger, inputs);
  const differences = file && result.plan ? countDifferences(file, result.plan) : 0;
  if (differences > 0) {
    core.notice(
      `The plan differs in ${differences} findings from what was judged here, and what was judged ` +
        'here counts. Either the inputs of the two workflows differ, or somebody changed the plan.',
    );
  }
  await inputs.report.finish(result);
}
