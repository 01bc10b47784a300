import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Changes, makeRepository } from '../double/git-repository.ts';
import {
  type GitHubDouble,
  type GitHubOptions,
  type PullRequestOptions,
  startGitHub,
} from '../double/github/index.ts';
import type { ActionRun, RunAction } from './runner.ts';

/** What the workflow in the README grants. */
export const WRITE = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
export const BOT = { type: 'installation', login: 'github-actions[bot]' } as const;
const PR = { owner: 'shop', repo: 'manifests', number: 7 };

const PULL_REQUEST = { pull_request: { number: PR.number } };

/** A pull request on a GitHub of its own. */
export interface Stage {
  readonly github: GitHubDouble;
  readonly head: string;
  /** The git repository behind it. */
  readonly gitDir: string;
  /** Runs the Action as the pull request's workflow would. */
  run(inputs?: Record<string, string>, eventName?: string, payload?: object): Promise<ActionRun>;
  /** The requests that write, with their statuses. */
  writes(): string[];
  close(): Promise<void>;
}

/** GraphQL reads with POST, too. */
function isQuery(path: string, body: unknown): boolean {
  return path === '/graphql' && !JSON.stringify(body).includes('"query":"mutation');
}

/** What a pull request and its GitHub are, besides the files. */
type StageOptions = [
  options?: Partial<GitHubOptions>,
  author?: { login: string; type: 'User' | 'Bot' },
  pull?: Partial<PullRequestOptions>,
];

/** Sets up a pull request, number 7, with one commit on one commit. */
export type MakeStage = (base: Changes, change: Changes, ...more: StageOptions) => Promise<Stage>;

/** Makes stages on which the Action runs in this way. */
export function stagesWith(runAction: RunAction): MakeStage {
  return async (base, change, ...more) => setUp(runAction, [base, change], ...more);
}

async function setUp(
  runAction: RunAction,
  commits: Changes[],
  ...[options = {}, author = { login: 'ann', type: 'User' }, pull = {}]: StageOptions
): Promise<Stage> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-e2e-'));
  const tokens = { secret: { ...BOT, permissions: WRITE } };
  const github = await startGitHub({ tokens, ...options });
  const [first = '', head = ''] = makeRepository(folder, commits);
  await github.addPullRequest({ ...PR, gitDir: folder, base: first, head, author, ...pull });
  return {
    github,
    head,
    gitDir: folder,
    async run(inputs = {}, eventName = 'pull_request', payload = PULL_REQUEST) {
      const repository = `${PR.owner}/${PR.repo}`;
      const place = { apiUrl: github.url, token: 'secret', repository, number: PR.number };
      return runAction({ ...place, inputs, eventName, payload });
    },
    writes: () =>
      github.requests
        .filter(({ method, path, body }) => method !== 'GET' && !isQuery(path, body))
        .map(
          ({ method, path, status }) => `${method} ${path.replace(/^.*manifests/, '')} ${status}`,
        ),
    async close() {
      await github.close();
      rmSync(folder, { recursive: true });
    },
  };
}
