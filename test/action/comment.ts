import { execFileSync } from 'node:child_process';
import type { TestContext } from 'vitest';
import { type Changes, fileIn } from '../double/git-repository.ts';
import type { GitHubOptions, PullRequestOptions } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import type { ActionRun } from './runner.ts';
import { BOT, type MakeStage, type Stage, WRITE } from './stage.ts';

const COMMIT = { ...WRITE, contents: 'write' } as const;
const README = { 'README.md': 'Manifests.\n' };
/** It has a safe fix: the user is no root, and nothing says that it may not become one. */
export const HALF = deployment('web', 'securityContext:', '  runAsUser: 1000');
export const MENDED = deployment(
  'web',
  'securityContext:',
  '  runAsUser: 1000',
  '  runAsNonRoot: true',
);

type Finish = TestContext['onTestFinished'];

/** Sets up a pull request by bob; ann may write, mia maintain, tim only triage. */
export type Open = (
  onTestFinished: Finish,
  change: Changes,
  options?: Partial<GitHubOptions>,
  pull?: Partial<PullRequestOptions>,
  base?: Changes,
) => Promise<Stage>;

export function openWith(stage: MakeStage): Open {
  return async (onTestFinished, change, options = {}, pull = {}, base = README) => {
    const tokens = { secret: { ...BOT, permissions: COMMIT } };
    const collaborators = { ann: 'write', mia: 'maintain', tim: 'triage' } as const;
    const repositories = { 'shop/manifests': { collaborators } };
    const author = { login: 'bob', type: 'User' } as const;
    const all = { tokens, repositories, ...options };
    const pr = await stage(base, change, all, author, pull);
    onTestFinished(() => pr.close());
    return pr;
  };
}

export interface Said {
  run: ActionRun;
  /** Our answers. */
  answers: string[];
  reactions: string[];
}

/** Somebody comments, and the workflow on issue_comment runs. */
export async function say(
  pr: Stage,
  body: string,
  login = 'ann',
  event: object = {},
): Promise<Said> {
  const id = await pr.github.as(login).comment(7, body);
  return again(pr, id, body, login, event);
}

export async function again(
  pr: Stage,
  id: number,
  body: string,
  login = 'ann',
  event: object = {},
): Promise<Said> {
  const comment = {
    id,
    body,
    user: { login, type: 'User' },
    html_url: `https://github.com/shop/manifests/pull/7#issuecomment-${id}`,
    created_at: '2026-01-01T00:00:00Z',
  };
  const issue = { number: 7, pull_request: { url: 'https://api.github.com' } };
  const run = await pr.run({}, 'issue_comment', { action: 'created', issue, comment, ...event });
  const answers = pr.github
    .issueComments(7)
    .filter(({ author }) => author === BOT.login)
    .map((one) => one.body);
  return { run, answers, reactions: pr.github.reactions(id).map(({ content }) => content) };
}

/** Somebody answers in the thread of a comment on lines, and the workflow on that runs. */
export async function sayInThread(
  pr: Stage,
  thread: number,
  body: string,
  login = 'ann',
): Promise<Said> {
  const id = await pr.github.as(login).reply(thread, body);
  return againInThread(pr, thread, id, body, login);
}

export async function againInThread(
  pr: Stage,
  thread: number,
  id: number,
  body: string,
  login = 'ann',
): Promise<Said> {
  const comment = {
    ...{ id, in_reply_to_id: thread, body, user: { login, type: 'User' } },
    html_url: `https://github.com/shop/manifests/pull/7#discussion_r${id}`,
    created_at: '2026-01-01T00:00:00Z',
  };
  const pull = { number: 7, state: 'open' };
  const event = { action: 'created', pull_request: pull, comment };
  const run = await pr.run({}, 'pull_request_review_comment', event);
  const answers = pr.github
    .comments(7)
    .filter(({ author, inReplyTo }) => author === BOT.login && inReplyTo === thread)
    .map((one) => one.body);
  return { run, answers, reactions: pr.github.reactions(id).map(({ content }) => content) };
}

export function git({ gitDir }: Stage, ...args: string[]): string {
  return execFileSync('git', ['-C', gitDir, ...args], { encoding: 'utf8' });
}

/** A file as it is on the head now, byte for byte. */
export function fileAt(pr: Stage, path: string): string {
  return fileIn(pr.gitDir, pr.github.head(7), path).toString();
}
