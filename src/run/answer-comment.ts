import { answerFix, commitMessage } from '../chat/answer.ts';
import { type Command, type FixCommand, USAGE, readCommand } from '../chat/command.ts';
import { explainRule } from '../chat/explain.ts';
import { planFix } from '../chat/fix-on-request.ts';
import { UserError } from '../errors/user-error.ts';
import { ruleIds } from '../judge/catalog.ts';
import type { GitHubClient } from '../github/client.ts';
import { MOVED, commitTexts } from '../github/commit.ts';
import { type Request, mayWrite, react, reply } from '../github/conversation.ts';
import { readHeadBranch } from '../github/head-branch.ts';
import { readPullRequest } from '../github/read-change.ts';
import { inspected } from './with-image-configs.ts';
import { type RunOptions, runReview } from './run-review.ts';

/** What was answered to a comment. */
export interface Answered {
  /** Markdown. */
  readonly text: string;
  /** Whether it is on the pull request; else the token may not comment there. */
  readonly posted: boolean;
}

/** The login behind the token that GitHub gives to each job. */
const GITHUB_TOKEN_LOGIN = 'github-actions[bot]';

const ONLY_WRITERS = 'Only people who may write to this repository can ask me for this.';

/**
 * Does what a comment asks for, if it does, and answers it on the pull request.
 *
 * @returns undefined when the comment is not addressed to us
 * @throws what went wrong, once that is answered
 */
export async function answerComment(
  client: GitHubClient,
  request: Request,
  body: string,
  settings: RunOptions,
): Promise<Answered | undefined> {
  const command = readCommand(body, ruleIds);
  if (!command) return undefined;
  const isAllowed = await mayWrite(client, request);
  const isClear = isAllowed && command.name !== 'unknown';
  const own = await react(client, request, isClear ? 'eyes' : 'confused');
  try {
    const text = isAllowed ? await carryOut(client, request, command, settings, own) : ONLY_WRITERS;
    return { text, posted: await reply(client, request, text, own) };
  } catch (error) {
    const why = error instanceof UserError ? error.message : 'The log of the run says more.';
    await reply(client, request, `This did not work, and nothing was changed. ${why}`, own);
    throw error;
  }
}

async function carryOut(
  client: GitHubClient,
  request: Request,
  command: Command,
  settings: RunOptions,
  own: string | undefined,
): Promise<string> {
  switch (command.name) {
    case 'fix':
      return fix(client, request, command, settings, own);
    case 'review':
      return review(client, request, settings);
    case 'explain':
      return explainRule(command.rule);
    case 'unknown':
      return `Not understood: ${command.why}. There is ${USAGE}.`;
  }
}

/** Mends the files of the pull request in one commit on top of its head. */
async function fix(
  client: GitHubClient,
  request: Request,
  command: FixCommand,
  settings: RunOptions,
  own: string | undefined,
): Promise<string> {
  const head = await readHeadBranch(client, request.pullRequest);
  const change = await readPullRequest(client, request.pullRequest, settings.files);
  if (!change) return `**${MOVED}**`;
  const ruleSet = await inspected(change, settings);
  const plan = planFix(change, { ...settings, ruleSet }, command);
  const answer = (refused: string): string =>
    answerFix(command, plan, { commit: { refused }, keptOut: [] });
  if (plan.files.length === 0) return answer('');
  if (head.closed !== undefined) return answer(head.closed);
  if (change.head !== head.sha) return answer(MOVED);
  const result = await commitTexts(client, head, plan.files, (texts) =>
    commitMessage(
      plan.files.filter(({ path }) => texts.some((text) => text.path === path)),
      request,
    ),
  );
  const startsRuns = own === undefined ? undefined : own !== GITHUB_TOKEN_LOGIN;
  const commit = 'sha' in result ? { sha: result.sha, startsRuns } : result;
  return answerFix(command, plan, { commit, keptOut: result.keptOut });
}

async function review(
  client: GitHubClient,
  { pullRequest: { owner, repo, number } }: Request,
  settings: RunOptions,
): Promise<string> {
  const trigger = {
    kind: 'pull-request',
    number,
    head: undefined,
    isDraft: false,
    isTextEdit: false,
  } as const;
  const { title, plan } = await runReview(client, { owner, repo }, trigger, settings);
  return `**Reviewed ${plan?.head ?? 'nothing'}: ${title}.**`;
}
