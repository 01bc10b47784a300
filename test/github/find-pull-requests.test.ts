import { expect, it } from 'vitest';
import type { GitHubClient } from '../../src/github/client.ts';
import { findPullRequests } from '../../src/github/find-pull-requests.ts';

const PLACE = { owner: 'shop', repo: 'manifests' };

it('a run is about pull requests with its commit, from its repository', async () => {
  const pull = (number: number, sha: string, from: string | undefined, draft?: boolean) => ({
    ...{ number, draft },
    head: { sha, ...(from !== undefined && { repo: { full_name: from } }) },
  });
  const asked: object[] = [];
  const client = {
    pages: async (_: string, parameters: object) => {
      asked.push(parameters);
      return [
        pull(1, 'abc', 'ann/fork'),
        pull(2, 'abc', 'ann/fork', true),
        pull(3, 'def', 'ann/fork'),
        pull(4, 'abc', 'ann/other'),
        pull(5, 'abc', undefined),
      ];
    },
  } as unknown as GitHubClient;
  const run = { head: 'abc', branch: 'topic', headRepository: 'ann/fork' };
  expect(await findPullRequests(client, PLACE, run)).toEqual([
    { number: 1, isDraft: false },
    { number: 2, isDraft: true },
  ]);
  expect(asked).toEqual([{ ...PLACE, state: 'open', head: 'ann:topic' }]);
});
