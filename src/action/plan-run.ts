import type { Trigger } from '../run/trigger.ts';
import { UserError } from '../errors/user-error.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { runReview } from '../run/run-review.ts';
import type { Inputs } from './inputs.ts';
import { writePlanFile } from './plan-file.ts';

/** Writes the plan of a review for another workflow; nothing is posted, and nothing fails. */
export async function planRun(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  trigger: Trigger,
  inputs: Inputs,
): Promise<void> {
  if (inputs.planFile === '') throw new UserError('Mode plan needs a path as plan-file.');
  if (trigger.kind !== 'pull-request') throw new UserError('Mode plan works on pull_request.');
  // Whether a draft is passed over is for the publishing workflow to say.
  const options = { ...inputs, dryRun: true, skipsDrafts: false };
  const change = { ...trigger, isTextEdit: false };
  const result = await runReview(client, { owner, repo }, change, options);
  await inputs.report.write(inputs.outputs);
  await inputs.report.finish(result);
  if (!result.plan) throw new UserError(`There is no plan: ${result.title}.`);
  await writePlanFile(inputs.planFile, { owner, repo, number: trigger.number }, result.plan);
}
