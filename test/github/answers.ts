import { Octokit } from '@octokit/core';
import nock from 'nock';
import { createHash } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import { type GitHubClient, makeClient } from '../../src/github/client.ts';
import { readPullRequest } from '../../src/github/read-change.ts';
import { identityOf } from '../../src/github/run-identity.ts';
import type { Look } from '../../src/github/wanted-files.ts';
import type { Change } from '../../src/review/change.ts';
import { FEW_RULES } from '../judging.ts';

const GLOBS = ['**/*.yaml'];
const identity = identityOf({ checkName: 'Podseal', files: GLOBS, ruleSet: FEW_RULES });
export const PR = { owner: 'shop', repo: 'manifests', number: 7 };
export const LOOK: Look = () => ({ globs: GLOBS, identity });

let scope: nock.Scope;

/** GitHub, as far as a test has it answer. */
export function api(): nock.Scope {
  return scope;
}

/** Has each test of a file answer for GitHub itself. */
export function useAnswers(): void {
  // It stands before the network of all files of this process, so it goes when these are done.
  beforeAll(() => {
    if (!nock.isActive()) nock.activate();
  });

  afterAll(() => {
    nock.enableNetConnect();
    nock.restore();
  });

  beforeEach(() => {
    nock.disableNetConnect();
    scope = nock('https://api.github.com');
  });

  afterEach(() => {
    expect(scope.pendingMocks()).toEqual([]);
    nock.cleanAll();
  });
}

/** A client that waits for nothing and sends nothing twice. */
export function makeTestClient(): GitHubClient {
  return makeClient(new Octokit({ auth: 'secret' }).request, async (_, attempt) =>
    attempt(AbortSignal.timeout(10_000)),
  );
}

export async function read(): Promise<Change> {
  const change = await readPullRequest(makeTestClient(), PR, LOOK);
  return typeof change === 'string' ? expect.fail(change) : change;
}

export function answer(path: string, body: nock.Body, status = 200): void {
  scope.get(`/repos/shop/manifests${path}`).reply(status, body);
}

export function answerPull(changed_files = 1): void {
  const user = { login: 'ann', type: 'User' };
  const pull = { state: 'open', changed_files, user };
  answer('/pulls/7', {
    ...pull,
    base: { sha: 'tip', ref: 'main' },
    head: { sha: 'head', ref: 'topic' },
  });
}

export function answerFiles(...files: object[]): void {
  const listed = files.map((file) => ({ additions: 0, deletions: 0, raw_url: 'x', ...file }));
  answer('/pulls/7/files?per_page=100&page=1', listed as nock.Body);
}

/** The threads of the pull request, read last. */
export function answerThreads(login = 'me', ...nodes: object[]): void {
  const pageInfo = { hasNextPage: false, endCursor: null };
  const pullRequest = {
    headRefOid: 'head',
    reviews: { nodes: [] },
    reviewThreads: { pageInfo, nodes },
  };
  const data = { viewer: { login }, repository: { pullRequest } };
  scope.post('/graphql', /reviewThreads/).reply(200, { data });
}

/** Blobs by their id, or by commit and path, asked for in one request. */
export function answerBlobs(texts: Readonly<Record<string, string | null>>): void {
  scope.post('/graphql', /object\(/).reply(200, async (request: Request) => {
    const { variables } = (await request.json()) as { variables: Record<string, string> };
    const names = Object.entries(variables).filter(([key]) => /^b\d+$/.test(key));
    expect(names.map(([, name]) => name)).toEqual(Object.keys(texts));
    const blobs = names.map(([key, name]) => {
      const text = texts[name] ?? '';
      if (texts[name] === null) return [key, null];
      return [key, { oid: name.includes(':') ? oidOf(text) : name, text }];
    });
    return { data: { repository: Object.fromEntries(blobs) as object } };
  });
}

export function oidOf(text: string): string {
  const bytes = Buffer.from(text);
  return createHash('sha1').update(`blob ${bytes.length}\0`).update(bytes).digest('hex');
}

/** Asked for along with the rest. */
export const OWN = {
  'tip:.github/podseal.images.yml': null,
  'tip:.github/podseal.baseline': null,
  'tip:.github/podseal.yml': null,
  'tip:podseal.yml': null,
};
export const ASKED = { ...OWN, 'tip:.gitattributes': null, ...kustomizations('') };

/** Asked for in the folder of each changed file. */
export function kustomizations(folder: string): Record<string, null> {
  return {
    [`head:${folder}kustomization.yaml`]: null,
    [`head:${folder}kustomization.yml`]: null,
  };
}
export const HEAD = 'a: 1\nb: 2\n';
export const S1 = oidOf(HEAD);
export const MODIFIED = {
  filename: 'a.yaml',
  status: 'modified',
  sha: S1,
  additions: 1,
  deletions: 1,
};
