import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { Clients } from '../../src/app/clients.ts';
import { makeLog } from '../../src/app/log.ts';
import { Metrics } from '../../src/app/metrics.ts';
import { readSettings } from '../../src/app/settings.ts';
import { readBlobs } from '../../src/github/blobs.ts';
import type { Job } from '../../src/queue/job.ts';
import { makeRepository } from '../double/git-repository.ts';
import { type GitHubDouble, startGitHub } from '../double/github/index.ts';

const KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
const PRIVATE_KEY = KEY.export({ type: 'pkcs1', format: 'pem' }).toString();

let folder: string;
let github: GitHubDouble;
let clients: Clients;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-clients-'));
  makeRepository(folder, [{ 'podseal.yml': 'profile: strict\n' }]);
});

afterEach(async () => {
  clients.close();
  await github.close();
  rmSync(folder, { recursive: true });
});

/** What a job of shop/manifests reads of another repository. */
async function read(
  repository: string,
  repositories: Record<string, { private: boolean }>,
): Promise<string> {
  const all = Object.entries({ 'shop/manifests': { private: true }, ...repositories });
  const permissions = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
  github = await startGitHub({
    tokens: {},
    apps: [
      {
        id: 12,
        slug: 'podseal',
        privateKey: PRIVATE_KEY,
        installations: { 1: { account: 'shop', permissions } },
      },
    ],
    repositories: Object.fromEntries(
      all.map(([name, one]) => [name, { ...one, gitDir: folder }] as const),
    ),
  });
  const settings = readSettings({
    ...{ APP_ID: '12', PRIVATE_KEY, WEBHOOK_SECRET: 'a secret of more than sixteen characters' },
    GITHUB_API_URL: github.url,
    PODSEAL_PACE: 'none',
  });
  clients = new Clients({
    settings,
    identity: settings.identity ?? expect.fail('no identity'),
    metrics: new Metrics(async () => ({ waiting: 0, active: 0, dead: 0, overdueMs: 0 })),
    log: makeLog({ logLevel: 'silent', role: 'both' }),
  });
  const job: Job = {
    ...{ kind: 'review', installation: 1, repository: 'shop/manifests', repositoryId: ID },
    ...{ number: 7, head: 'a', at: 1, isDraft: false },
  };
  const [owner = '', repo = ''] = repository.split('/');
  const client = await clients.elsewhere(job, async () => true)({ owner, repo });
  const [blob] = await readBlobs(client, { owner, repo }, [{ expression: 'HEAD:podseal.yml' }]);
  return typeof blob === 'object' ? Buffer.from(blob).toString() : String(blob);
}

/** The double counts from there. */
const ID = 1_000_001;

it('a job reads the private .github of its account', async () => {
  expect(await read('shop/.github', { 'shop/.github': { private: true } })).toBe(
    'profile: strict\n',
  );
});

it('a job reads what is public anywhere', async () => {
  expect(await read('acme/base', { 'acme/base': { private: false } })).toBe('profile: strict\n');
});

it('a job reads a public .github that the App is not installed on', async () => {
  expect(await read('acme/.github', { 'acme/.github': { private: false } })).toBe(
    'profile: strict\n',
  );
});

it('a job does not read other private repositories, though the App is installed on them', async () => {
  await expect(read('shop/secrets', { 'shop/secrets': { private: true } })).rejects.toThrow(
    "Could not resolve to a Repository with the name 'shop/secrets'",
  );
});

it('a job is told that there is no .github', async () => {
  await expect(read('shop/.github', {})).rejects.toThrow(
    "Could not resolve to a Repository with the name 'shop/.github'",
  );
});
