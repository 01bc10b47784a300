import { answerExemption } from '../chat/answer-exemption.ts';
import type { Outcome } from '../chat/answer-parts.ts';
import { answerFix } from '../chat/answer.ts';
import {
  type Command,
  type ExemptCommand,
  type FixCommand,
  USAGE,
  readCommand,
} from '../chat/command.ts';
import { commitMessage } from '../chat/commit-message.ts';
import { explainRule } from '../chat/explain.ts';
import type { FileFix } from '../chat/fix-on-request.ts';
import { ruleIds } from '../judge/rule-ids.generated.ts';
import type { GitHubClient } from '../github/client.ts';
import { MOVED, commitTexts } from '../github/commit.ts';
import { type Request, mayWrite, react, reply } from '../github/conversation.ts';
import { findCommit } from '../github/find-commit.ts';
import { readHeadBranch } from '../github/head-branch.ts';
import type { Obstacle } from '../github/permissions.ts';
import { readPullRequest } from '../github/read-change.ts';
import type { Change } from '../review/change.ts';
import type { ReviewOptions } from '../review/review.ts';
import { describeFault } from './describe-fault.ts';
import { type Markdown, commitHash, md, prose } from '../text/markdown.ts';
import { lookBy, prepare, readBuilds, withSourceFixes, withCharts } from './prepare.ts';
import { type RunOptions, runReview } from './run-review.ts';

/** What was answered to a comment. */
export interface Answered {
  readonly text: Markdown;
  /** Why it is not on the pull request. */
  readonly obstacle: Obstacle | undefined;
}

/** The login behind the token that GitHub gives to each job. */
const GITHUB_TOKEN_LOGIN = 'github-actions[bot]';

const ONLY_WRITERS = md`Only people who may write to this repository can ask me for this.`;

/**
 * Does what a comment asks for, if it does, and answers it on the pull request. Who may not ask gets a
 * reaction and no comment: strangers could make us write as many as they like.
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
  if (!isAllowed) return { text: ONLY_WRITERS, obstacle: undefined };
  const run = new CommandRun(client, request, settings, own);
  try {
    const text = await run.carryOut(command);
    const unless = run.isRepeated ? run.commit : undefined;
    return { text, obstacle: await reply(client, request, { text, unless }, own) };
  } catch (error) {
    return afterFault(client, request, run, error);
  }
}

/** Says what became of a command that failed: a commit may be there all the same. */
async function afterFault(
  client: GitHubClient,
  request: Request,
  { commit, own }: CommandRun,
  error: unknown,
): Promise<Answered> {
  const why = describeFault(error) ?? 'The log of the run says more.';
  const text =
    commit === undefined
      ? md`**The command failed, and nothing was committed.** ${prose(why)}`
      : md`**Committed ${commitHash(commit)}.** Its message lists what was changed; the full answer could not be posted.`;
  // The first error is the one to tell, unless that would hide a commit.
  const obstacle = await reply(client, request, { text, unless: commit }, own).catch(() => {
    if (commit === undefined) throw error;
    throw new Error(`Committed ${commit}, but the answer could not be posted.`, { cause: error });
  });
  if (commit === undefined) throw error;
  return { text, obstacle };
}

/** A command while it is carried out. */
class CommandRun {
  readonly #client: GitHubClient;
  readonly #request: Request;
  readonly #settings: RunOptions;
  /** Our login, where GitHub told. */
  readonly own: string | undefined;
  /** The commit that was made. */
  commit: string | undefined;
  /** Whether an earlier run of the same command made it. */
  isRepeated = false;

  constructor(
    client: GitHubClient,
    request: Request,
    settings: RunOptions,
    own: string | undefined,
  ) {
    this.#client = client;
    this.#request = request;
    this.#settings = settings;
    this.own = own;
  }

  async carryOut(command: Command): Promise<Markdown> {
    switch (command.name) {
      case 'fix':
      case 'exempt':
        return this.#change(command);
      case 'review':
        return this.#review();
      case 'explain':
        return explainRule(command.rule);
      case 'unknown':
        return md`Not understood: ${command.why}. There is ${USAGE}.`;
    }
  }

  /** Changes files of the pull request in one commit on top of its head. */
  async #change(command: FixCommand | ExemptCommand): Promise<Markdown> {
    const { pullRequest, url } = this.#request;
    const head = await readHeadBranch(this.#client, pullRequest);
    // A run of this command that was cut off may have committed: that is not to be denied.
    const earlier =
      head.closed === undefined ? await findCommit(this.#client, head, ` in ${url}`) : undefined;
    if (earlier !== undefined) {
      this.commit = earlier;
      this.isRepeated = true;
      return md`**Committed ${commitHash(earlier)}.** Its message lists what was changed.`;
    }
    const look = lookBy(this.#settings);
    const { elsewhere, archives } = this.#settings;
    const by = { elsewhere, archives };
    const read = await readPullRequest(this.#client, pullRequest, look, by);
    if (read === 'closed') return md`**The pull request is closed, so nothing was committed.**`;
    if (read === 'moved') return md`**${prose(MOVED)}**`;
    const change = await withCharts(read, this.#settings);
    const options = await prepare(change, this.#settings);
    const { pullRequest: place } = this.#request;
    const whole = await readBuilds(this.#client, place, change, this.#settings);
    const { files, answer } = await this.#plan(command, whole, options);
    const refuse = (refused: string): Markdown => answer({ commit: { refused }, keptOut: [] });
    if (files.length === 0) return refuse('');
    if (head.closed !== undefined) return refuse(head.closed);
    if (change.head !== head.sha) return refuse(MOVED);
    const result = await commitTexts(this.#client, head, files, (texts) =>
      commitMessage(
        command.name === 'fix' ? 'Fix' : 'Exempt',
        files.filter(({ path }) => texts.some((text) => text.path === path)),
        this.#request,
      ),
    );
    if ('sha' in result) this.commit = result.sha;
    const startsRuns = this.own === undefined ? undefined : this.own !== GITHUB_TOKEN_LOGIN;
    const commit = 'sha' in result ? { sha: result.sha, startsRuns } : result;
    return answer({ commit, keptOut: result.keptOut });
  }

  /** What the files of a change become by a command, and how to tell of it. */
  async #plan(
    command: FixCommand | ExemptCommand,
    change: Change,
    options: ReviewOptions,
  ): Promise<{ files: readonly FileFix[]; answer: (outcome: Outcome) => Markdown }> {
    const { judge } = this.#settings;
    const asked = { thread: this.#request.thread };
    const about = { change, options, asked };
    if (command.name === 'fix') {
      const fix = { command, asked };
      const proved = await withSourceFixes(change, options, this.#settings, fix);
      const plan = await judge.judge({ kind: 'fix', command, ...about, change: proved });
      return { files: plan.files, answer: (outcome) => answerFix(command, plan, outcome) };
    }
    const plan = await judge.judge({ kind: 'exempt', command, ...about });
    return { files: plan.files, answer: (outcome) => answerExemption(command, plan, outcome) };
  }

  async #review(): Promise<Markdown> {
    const { owner, repo, number } = this.#request.pullRequest;
    const about = { number, head: undefined, isDraft: false, isTextEdit: false };
    const trigger = { kind: 'pull-request', ...about } as const;
    const { title, plan } = await runReview(this.#client, { owner, repo }, trigger, this.#settings);
    return plan
      ? md`**Reviewed ${commitHash(plan.head)}: ${prose(title)}.**`
      : md`**${prose(title)}.**`;
  }
}
