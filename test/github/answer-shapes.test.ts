import { describe, expect, it } from 'vitest';
import { readModes } from '../../src/github/file-modes.ts';
import { readBlobs } from '../../src/github/blobs.ts';
import { BrokenAnswer, ignored } from '../../src/github/shape.ts';
import {
  HEAD,
  PR,
  S1,
  answer,
  answerFiles,
  answerPull,
  api,
  makeTestClient,
  read,
  useAnswers,
} from './answers.ts';

useAnswers();

const FILES = 'GET /repos/{owner}/{repo}/pulls/{pull_number}/files';

describe('an answer of GitHub', () => {
  it('that lists for ever ends the run', async () => {
    const { owner, repo, number } = PR;
    const place = { owner, repo, pull_number: number };
    const link = '<https://api.github.com/next>; rel="next"';
    api()
      .get(/\/files/)
      .times(300)
      .reply(200, [], { link });
    const all = makeTestClient().pages(FILES, place, ignored);
    await expect(all).rejects.toThrow(/does not end after 300 pages/);
  });

  it('that has more threads, and not where, is broken', async () => {
    answerPull(0);
    answerFiles();
    const reviewThreads = { pageInfo: { hasNextPage: true, endCursor: null }, nodes: [] };
    const pullRequest = { headRefOid: 'head', reviews: { nodes: [] }, reviewThreads };
    const data = { viewer: { login: 'me' }, repository: { pullRequest } };
    api()
      .post('/graphql', /reviewThreads/)
      .reply(200, { data });
    await expect(read()).rejects.toThrow(/not as documented: .*pageInfo/);
  });

  it('that has threads for ever ends the run', async () => {
    answerPull(0);
    answerFiles();
    const reviewThreads = { pageInfo: { hasNextPage: true, endCursor: 'same' }, nodes: [] };
    const pullRequest = { headRefOid: 'head', reviews: { nodes: [] }, reviewThreads };
    const data = { viewer: { login: 'me' }, repository: { pullRequest } };
    api()
      .post('/graphql', /reviewThreads/)
      .times(300)
      .reply(200, { data });
    await expect(read()).rejects.toThrow(/does not end after 300 pages/);
  });

  it('that leaves out a file that was asked for is broken: that is not the same as none', async () => {
    const client = makeTestClient();
    api()
      .post('/graphql')
      .reply(200, { data: { repository: {} } });
    const name = { expression: 'base:.github/podseal.yml' };
    await expect(readBlobs(client, PR, [name])).rejects.toThrow(BrokenAnswer);
    api()
      .post('/graphql')
      .reply(200, { data: { repository: { b0: null } } });
    expect(await readBlobs(client, PR, [name])).toEqual(['missing']);
  });

  it('with a part of a file is broken', async () => {
    const client = makeTestClient();
    api()
      .post('/graphql')
      .reply(200, { data: { repository: { b0: { oid: S1, text: 'a' } } } });
    answer(`/git/blobs/${S1}`, { content: Buffer.from(HEAD.slice(1)).toString('base64') });
    await expect(readBlobs(client, PR, [{ oid: S1 }])).rejects.toThrow(BrokenAnswer);
  });
});

it('modes of files in many folders are read in several requests', async () => {
  const paths = Array.from({ length: 120 }, (_, index) => `k8s/${index}/web.yaml`);
  const asked: number[] = [];
  api()
    .post('/graphql')
    .times(3)
    .reply(200, async (request: Request) => {
      const { variables } = (await request.json()) as { variables: Record<string, string> };
      const names = Object.keys(variables).filter((key) => /^f\d+$/.test(key));
      asked.push(names.length);
      const folder = { entries: [{ name: 'web.yaml', mode: 0o100644 }] };
      return { data: { repository: Object.fromEntries(names.map((name) => [name, folder])) } };
    });
  const modes = await readModes(makeTestClient(), { ...PR, sha: 'head' }, paths);
  expect(asked).toEqual([50, 50, 20]);
  expect([...modes]).toEqual(paths.map((path) => [path, 0o100644]));
});
