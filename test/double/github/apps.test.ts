import { createSign, generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeRepository } from '../git-repository.ts';
import { type AppOptions, type GitHubDouble, signWebhook, startGitHub } from './index.ts';

function makeKey(): string {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs1', format: 'pem' }) as string;
}

const APP: AppOptions = {
  id: 12,
  slug: 'podseal',
  privateKey: makeKey(),
  installations: { 1: { account: 'shop', permissions: { contents: 'read', checks: 'write' } } },
};

function tokenOf(privateKey: string, expires = Date.now() / 1000 + 60): string {
  const part = (data: object): string => Buffer.from(JSON.stringify(data)).toString('base64url');
  const text = `${part({ alg: 'RS256' })}.${part({ iss: 12, exp: Math.floor(expires) })}`;
  return `${text}.${createSign('sha256').update(text).sign(privateKey, 'base64url')}`;
}

let folder: string;
let github: GitHubDouble;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'podseal-apps-'));
  const repositories = { 'shop/manifests-1': { private: true } };
  github = await startGitHub({ tokens: {}, apps: [APP], repositories });
  const [base = '', head = ''] = makeRepository(folder, [{ a: '1' }, { a: '2' }]);
  for (const [number, owner] of ['shop', 'shop', 'other'].entries()) {
    const place = { owner, repo: `manifests-${number}`, number };
    await github.addPullRequest({ ...place, gitDir: folder, base, head });
  }
});

afterAll(async () => {
  await github.close();
  rmSync(folder, { recursive: true });
});

interface Answer {
  status: number;
  body: { token?: string; message?: string; slug?: string };
}

async function ask(method: string, path: string, token: string, body?: object): Promise<Answer> {
  const response = await fetch(`${github.url}${path}`, {
    method,
    headers: { authorization: `bearer ${token}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const answered = (await response.json()) as Answer['body'];
  return { status: response.status, body: answered };
}

function repositoryId(owner: string, number: number): number {
  const { repository } = github.common(owner, `manifests-${number}`);
  return (repository as { id: number }).id;
}

describe('an App', () => {
  it('is known by its signature', async () => {
    expect(await ask('GET', '/app', tokenOf(APP.privateKey))).toMatchObject({
      status: 200,
      body: { slug: 'podseal' },
    });
    expect((await ask('GET', '/app', tokenOf(makeKey()))).status).toBe(401);
    expect((await ask('GET', '/app', tokenOf(APP.privateKey, 0))).status).toBe(401);
    expect((await ask('GET', '/app', 'nonsense')).status).toBe(401);
  });

  it('gets tokens for some repositories and permissions, and no more than it was granted', async () => {
    const path = '/app/installations/1/access_tokens';
    const jwt = tokenOf(APP.privateKey);
    const wanted = { repository_ids: [repositoryId('shop', 0)], permissions: { contents: 'read' } };
    const { status, body } = await ask('POST', path, jwt, wanted);
    expect(status).toBe(201);
    const token = body.token ?? '';
    expect((await ask('GET', '/repos/shop/manifests-0/pulls/0', token)).status).toBe(200);
    expect((await ask('GET', '/repos/shop/manifests-1/pulls/1', token)).status).toBe(404);
    // All the world may read what is public.
    expect((await ask('GET', '/repos/other/manifests-2/pulls/2', token)).status).toBe(200);
    const byName = await ask('POST', path, jwt, { repositories: ['manifests-1'] });
    const named = byName.body.token ?? '';
    // It reaches the repository, and lacks the permission.
    expect((await ask('GET', '/repos/shop/manifests-1/pulls/1', named)).status).toBe(403);
    expect((await ask('POST', path, jwt, { repositories: ['gone'] })).status).toBe(422);
    const check = { name: 'x', head_sha: github.head(0) };
    expect((await ask('POST', '/repos/shop/manifests-0/check-runs', token, check)).status).toBe(
      403,
    );
    const more = { permissions: { contents: 'write' } };
    expect((await ask('POST', path, jwt, more)).status).toBe(422);
    const foreign = { repository_ids: [repositoryId('other', 2)] };
    expect((await ask('POST', path, jwt, foreign)).status).toBe(422);
    expect((await ask('POST', '/app/installations/2/access_tokens', jwt, {})).status).toBe(404);
  });
});

describe('a webhook', () => {
  it('is signed as GitHub signs', () => {
    const { headers } = signWebhook("It's a Secret to Everybody", 'ping', { zen: 'x' }, 'id');
    expect(headers).toMatchObject({
      'x-github-event': 'ping',
      'x-github-delivery': 'id',
      'x-hub-signature-256': expect.stringMatching(/^sha256=[0-9a-f]{64}$/) as string,
    });
  });
});
