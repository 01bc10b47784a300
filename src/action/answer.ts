import * as core from '@actions/core';
import { UserError } from '../errors/user-error.ts';
import { answerComment } from '../run/answer-comment.ts';
import type { GitHubClient } from '../github/client.ts';
import type { Request } from '../github/conversation.ts';
import { describeObstacle } from '../github/permissions.ts';
import type { Inputs } from './inputs.ts';
import { logText, summarize } from './report.ts';

/** Does what a comment asks for, and repeats the answer in the log and the summary. */
export async function answer(
  client: GitHubClient,
  request: Request,
  body: string,
  inputs: Inputs,
): Promise<void> {
  if (inputs.dryRun)
    throw new UserError('Input dry-run is true: commands in comments are not carried out.');
  const answered = await answerComment(client, request, body, inputs);
  if (!answered) return core.info('There is nothing to do: the comment is not a command.');
  logText(answered.text);
  await summarize(answered.text);
  if (answered.obstacle !== undefined) {
    core.warning(
      `The answer is only in the summary of this job. ${describeObstacle(answered.obstacle)}`,
    );
  }
}
