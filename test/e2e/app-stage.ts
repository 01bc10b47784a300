import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commit, makeRepository } from '../double/git-repository.ts';
import {
  type GitHubDouble,
  type GitHubOptions,
  signWebhook,
  startGitHub,
} from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import { type RunningApp, SECRET, appOn, runApp, until } from './run-app.ts';

const PR = { owner: 'shop', repo: 'manifests', number: 7 };

/** A pull request, number 7, on a GitHub of its own, and the app in one process. */
export interface AppStage {
  readonly github: GitHubDouble;
  readonly app: RunningApp;
  readonly base: string;
  readonly head: string;
  /** Signs and delivers a webhook, and gives the status of the answer. */
  deliver(event: string, payload: unknown, id?: string): Promise<number>;
  /** Delivers what GitHub says of the pull request now. */
  tell(action: string, id?: string): Promise<number>;
  /** Waits until so many jobs ended, and says how. */
  jobs(count: number): Promise<unknown[]>;
  /** Somebody comments on the pull request. */
  comment(body: string, login?: string, type?: string): Promise<void>;
  /** What the app said in the conversation. */
  answers(): string[];
  /** A commit in the repository, on no branch. */
  commit(manifest: string): string;
  close(): Promise<void>;
}

export async function stageApp(
  options: Partial<GitHubOptions> = {},
  env: Readonly<Record<string, string>> = {},
  manifest = deployment('web'),
): Promise<AppStage> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-app-'));
  const github = await startGitHub({ tokens: {}, apps: [appOn('shop', 'other')], ...options });
  const commits = [{ 'README.md': 'Manifests.\n' }, { 'web.yaml': manifest }];
  const [base = '', head = ''] = makeRepository(folder, commits);
  await github.addPullRequest({ ...PR, gitDir: folder, base, head });
  const app = await runApp(github.url, { PODSEAL_PACE: 'none', ...env });
  const ended = (): unknown[] =>
    app.log.filter(({ msg }) => msg === 'job').map(({ state }) => state);
  const deliver: AppStage['deliver'] = async (event, payload, id) =>
    app.deliver(signWebhook(SECRET, event, payload, id));
  return {
    ...{ github, app, base, head, deliver },
    tell: async (action, id) => deliver('pull_request', await github.event(7, action), id),
    async jobs(count) {
      await until(() => ended().length >= count);
      return ended();
    },
    async comment(body, login = 'ann', type = 'User') {
      const id = await github.as(login).comment(7, body);
      const html_url = `https://github.com/shop/manifests/pull/7#issuecomment-${id}`;
      const created = { id, body, html_url, created_at: '2026-01-01T00:00:00Z' };
      const issue = { number: 7, state: 'open', pull_request: {} };
      const about = { ...github.common('shop', 'manifests'), sender: { login, type } };
      await deliver('issue_comment', { action: 'created', issue, comment: created, ...about });
    },
    answers() {
      const own = github.issueComments(7).filter(({ author }) => author === 'podseal[bot]');
      return own.map(({ body }) => body);
    },
    commit: (text) => commit(folder, { 'web.yaml': text }),
    async close() {
      await app.kill();
      await github.close();
      rmSync(folder, { recursive: true });
    },
  };
}
