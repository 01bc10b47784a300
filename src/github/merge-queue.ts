import type { ReviewPlan } from '../review/plan.ts';
import type { GitHubClient } from './client.ts';
import { createCheck } from './check-run.ts';
import type { Published } from './publish.ts';

/**
 * Passes the commit of a merge queue: what is in it was reviewed in its pull requests, and could not
 * be queued with a check that fails. The queue waits for the check all the same.
 */
export async function passQueue(
  client: GitHubClient,
  { owner, repo }: { readonly owner: string; readonly repo: string },
  { base, head }: { readonly base: string; readonly head: string },
  {
    failOn,
    checkName,
    dryRun,
  }: Pick<ReviewPlan, 'failOn'> & {
    readonly checkName: string;
    readonly dryRun: boolean;
  },
): Promise<Published> {
  const plan: ReviewPlan = {
    base,
    head,
    conclusion: 'success',
    failOn,
    title: 'Reviewed before it was queued',
    summary: 'What is in this merge group was reviewed in its pull requests.',
    body: '',
    comments: [],
    findings: [],
    judged: [],
    skips: [],
  };
  const isDone = dryRun || (await createCheck(client, { owner, repo, number: 0 }, plan, checkName));
  return { plan, comments: 0, missing: isDone ? [] : ['checks: write'] };
}
