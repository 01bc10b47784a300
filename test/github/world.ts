import { Octokit } from '@octokit/core';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Trigger } from '../../src/run/trigger.ts';
import { runnerPolicy } from '../../src/action/client.ts';
import { type GitHubClient, makeClient } from '../../src/github/client.ts';
import { withRetry } from '../../src/github/with-retry.ts';
import { Judge } from '../../src/run/judge-apart.ts';
import { type RunOptions, type RunResult, runReview } from '../../src/run/run-review.ts';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import {
  type GitHubDouble,
  type GitHubOptions,
  type PullRequestOptions,
  startGitHub,
} from '../double/github/index.ts';
import { FEW_RULES, HARDENED, deployment } from '../judging.ts';

/** A base without manifests, and one manifest with findings and without. */
export const README = { 'README.md': 'Manifests.\n' };
export const OPEN = deployment('web');
export const SHUT = deployment('web', ...HARDENED);

export const PR = { owner: 'shop', repo: 'manifests', number: 7 };

/** What the workflow in the README grants. */
export const RIGHTS = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;

const TOKENS = {
  secret: { type: 'installation', login: 'github-actions[bot]', permissions: RIGHTS },
  hers: {
    type: 'pat',
    login: 'ann',
    permissions: { contents: 'write', pull_requests: 'write' },
  },
} as const;

/** A pull request of several pushes, reviewed in this process by a clock of its own. */
export interface World {
  readonly github: GitHubDouble;
  /** The git repository behind it. */
  readonly folder: string;
  /** The base, then the pushes. */
  readonly commits: readonly string[];
  /** Pushes the next commits up to this one. */
  push(index: number): Promise<void>;
  /** A client with the token of the workflow. */
  client(): GitHubClient;
  /** Runs the review, as for an event on the head. */
  run(options?: Partial<RunOptions>, trigger?: Partial<Trigger>): Promise<RunResult>;
  /** Asks the API as Ann, or as somebody else. */
  ask(method: string, path: string, body?: object, token?: string): Promise<unknown>;
  /** Our comments in short: where they are, and what a reader sees first. */
  said(): string[];
  /** Seconds that were slept. */
  waited(): number;
  close(): Promise<void>;
}

export async function makeWorld(
  versions: readonly Changes[],
  options: Partial<GitHubOptions> = {},
  { timeoutMs = 200_000, ...pull }: Partial<PullRequestOptions> & { timeoutMs?: number } = {},
): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-world-'));
  const github = await startGitHub({ tokens: TOKENS, ...options });
  const commits = makeRepository(folder, [...versions]);
  const [base = '', first = ''] = commits;
  const author = { login: 'ann', type: 'User' } as const;
  await github.addPullRequest({ ...PR, gitDir: folder, base, head: first, author, ...pull });
  let head = first;
  let slept = 0;
  const ask: World['ask'] = async (method, path, body, token = 'hers') => {
    const response = await fetch(github.url + path, {
      method,
      headers: {
        authorization: `token ${token}`,
        'user-agent': 'test',
        'content-type': 'application/json',
      },
      ...(body && { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  };
  const client = (): GitHubClient => {
    const { request } = new Octokit({ auth: 'secret', baseUrl: github.url, log: SILENT });
    const sleep = async (time: number): Promise<void> => {
      slept += time;
      await Promise.resolve();
    };
    const now = (): number => slept;
    const policy = { ...runnerPolicy({ now, sleep, log: () => undefined }), timeoutMs };
    return makeClient(request, withRetry(policy));
  };
  return {
    github,
    folder,
    commits,
    ask,
    client,
    async push(index) {
      head = commits[index] ?? '';
      await github.setHead(PR.number, head);
    },
    async run(more = {}, trigger = {}) {
      const event = { kind: 'pull-request', number: PR.number, head, isDraft: false };
      const all = { ...event, isTextEdit: false, ...trigger } as Trigger;
      return runReview(client(), PR, all, { ...OPTIONS, ...more });
    },
    said: () =>
      github
        .comments(PR.number)
        .filter(({ author: { length } }) => length > 'ann'.length)
        .map(({ path, line, body }) => `${path}:${line} ${firstLine(body)}`),
    waited: () => slept / 1000,
    async close() {
      await github.close();
      rmSync(folder, { recursive: true });
    },
  };
}

function firstLine(body: string): string {
  return body.split('\n')[0] ?? '';
}

const SILENT = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
};

export const OPTIONS: RunOptions = {
  ruleSet: FEW_RULES,
  scope: undefined,
  failOn: 'error',
  files: ['**/*.yaml'],
  checkName: 'Podseal',
  skipsDrafts: false,
  dryRun: false,
  show: () => undefined,
  judge: new Judge(),
};
