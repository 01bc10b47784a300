import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { Clients, REVIEW } from '../../src/app/clients.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { readSettings } from '../../src/app/settings.ts';
import { UserError } from '../../src/errors/user-error.ts';
import { ignored, object, string } from '../../src/github/shape.ts';
import type { Job } from '../../src/queue/job.ts';
import { makeRepository } from '../double/git-repository.ts';
import { type GitHubDouble, startGitHub } from '../double/github/index.ts';

const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs8',
  format: 'pem',
}) as string;
const PULL = { owner: 'shop', repo: 'manifests', pull_number: 7 };

let github: GitHubDouble;
let folder: string;
let job: Job;
let clients: Clients;

beforeEach(async () => {
  const permissions = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
  const installations = { 1: { account: 'shop', permissions } };
  const app = { id: 12, slug: 'podseal', privateKey: PRIVATE_KEY, installations };
  github = await startGitHub({ tokens: {}, apps: [app] });
  folder = mkdtempSync(join(tmpdir(), 'podseal-clients-'));
  const [base = '', head = ''] = makeRepository(folder, [{ 'a.txt': 'a' }, { 'a.txt': 'b' }]);
  const place = { owner: 'shop', repo: 'manifests', number: 7 };
  await github.addPullRequest({ ...place, gitDir: folder, base, head });
  const { repository } = (await github.event(7, 'opened')) as { repository: { id: number } };
  job = {
    kind: 'review',
    ...{ installation: 1, repository: 'shop/manifests', repositoryId: repository.id },
    ...{ number: 7, head, at: 1, isDraft: false },
  };
  clients = makeClients();
});

afterEach(async () => {
  clients.close();
  await github.close();
  rmSync(folder, { recursive: true });
});

function makeClients(): Clients {
  const settings = readSettings({
    ...{ APP_ID: '12', PRIVATE_KEY, WEBHOOK_SECRET: 'a secret of more than sixteen' },
    ...{ GITHUB_API_URL: github.url, PODSEAL_PACE: 'none' },
  });
  return new Clients({
    settings,
    identity: settings.identity ?? expect.fail('no identity'),
    metrics: new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 })),
    log: makeLog({ logLevel: 'silent', role: 'both' }),
  });
}

const current = async (): Promise<boolean> => true;

/** The requests for a token. */
function asked() {
  return github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
}

describe('a client', () => {
  it('has a token for one repository and no more permissions than it was made with', async () => {
    const client = await clients.make(job, current, REVIEW);
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
    expect(await client.ask(route, PULL, object({ state: string }))).toEqual({ state: 'open' });
    await clients.make(job, current, REVIEW);
    // A token is kept for a while.
    expect(asked()).toMatchObject([
      { status: 201, body: { repository_ids: [job.repositoryId], permissions: REVIEW } },
    ]);
  });

  it('is not made with permissions that were not granted, and says which', async () => {
    const fix = clients.make(job, current, { ...REVIEW, contents: 'write' });
    await expect(fix).rejects.toThrow(UserError);
    await expect(fix).rejects.toThrow(
      'not granted what it needs here (contents: write, pull_requests: write, checks: write)',
    );
  });

  it('is not made where the installation is gone', async () => {
    const gone = clients.make({ ...job, installation: 2 }, current, REVIEW);
    await expect(gone).rejects.toMatchObject({ status: 404 });
  });

  it('asks for its token again where the answer got lost, or is no token', async () => {
    const answers = [{ status: 502 }, { status: 201, body: { token: 7 } }];
    github.onRequest = ({ path }) =>
      path.endsWith('/access_tokens') ? answers.shift() : undefined;
    await clients.make(job, current, REVIEW);
    expect(asked()).toHaveLength(3);
  });

  it('sends nothing once a newer job took over, but gets its token', async () => {
    const client = await clients.make(job, async () => false, REVIEW);
    const route = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';
    await expect(client.ask(route, PULL, ignored)).rejects.toThrow('a newer job took its place');
    expect(github.requests.map(({ path }) => path)).toEqual([asked()[0]?.path]);
  });
});
