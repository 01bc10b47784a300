import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type BlobName, readBlobs } from '../../src/github/blobs.ts';
import type { GitHubClient } from '../../src/github/client.ts';
import { commitTexts } from '../../src/github/commit.ts';
import { GraphQlError } from '../../src/github/github-errors.ts';
import { readAnswer } from '../../src/github/shape.ts';

const PLACE = { owner: 'shop', repo: 'manifests' };
const HEAD = { ...PLACE, branch: 'topic', sha: 'a'.repeat(40), closed: undefined };
const MEGABYTE = 1024 * 1024;

/** A client that answers GraphQL with this, read by its shape, and nothing else. */
function answering(graphql: (query: string, variables: object) => unknown): GitHubClient {
  const client: Pick<GitHubClient, 'graphql'> = {
    graphql: async (query, variables, shape) =>
      readAnswer(shape, graphql(query, variables), 'a query'),
  };
  return client as GitHubClient;
}

describe('a commit', () => {
  const committed = async (...bytes: number[]): Promise<unknown> => {
    const client = answering((query) => {
      if (query.includes('createCommitOnBranch')) {
        return { createCommitOnBranch: { commit: { oid: 'b'.repeat(40) } } };
      }
      const entries = bytes.map((_, at) => ({ name: `${at}.yaml`, mode: 0o100644 }));
      return { repository: { f0: { entries } } };
    });
    const texts = bytes.map((size, at) => ({ path: `${at}.yaml`, text: 'é'.repeat(size / 2) }));
    return commitTexts(client, HEAD, texts, () => ({ headline: 'Fix', body: '' }));
  };

  it('has 24 MiB, counted in bytes, and no more', async () => {
    expect(await committed(12 * MEGABYTE, 12 * MEGABYTE)).toEqual({
      sha: 'b'.repeat(40),
      keptOut: [],
    });
    expect(await committed(12 * MEGABYTE, 12 * MEGABYTE + 2)).toMatchObject({
      refused: expect.stringContaining('larger than GitHub takes'),
    });
  });
});

describe('blobs that are too much for one request', () => {
  const TEXTS = ['a', 'b', 'c', 'd', 'e'];
  const oidOf = (text: string): string =>
    createHash('sha1').update(`blob ${text.length}\0${text}`).digest('hex');
  const names = TEXTS.map((text): BlobName => ({ oid: oidOf(text) }));

  /** Refuses to give more than so many at once. */
  const reading = (most: number, error: Error) => {
    const sizes: number[] = [];
    const client = answering((_, variables) => {
      const asked = Object.entries(variables).filter(([name]) => /^b\d+$/.test(name));
      sizes.push(asked.length);
      if (asked.length > most) throw error;
      const nodes = asked.map(([name, oid]): [string, object] => {
        return [name, { oid, text: TEXTS.find((text) => oidOf(text) === oid) }];
      });
      return { repository: Object.fromEntries(nodes) };
    });
    return { sizes, blobs: readBlobs(client, PLACE, names) };
  };

  const tooMuch = new GraphQlError([{ type: 'RESOURCE_LIMITS_EXCEEDED', message: '' }], {});

  it('are read by halves, in their order', async () => {
    const { sizes, blobs } = reading(2, tooMuch);
    expect((await blobs).map(String)).toEqual(TEXTS.map((text) => String(Buffer.from(text))));
    expect(sizes).toEqual([5, 3, 2, 1, 2]);
  });

  it('are read by halves where GitHub fails at them', async () => {
    const { blobs } = reading(1, new GraphQlError([{ message: 'Something went wrong' }], {}));
    expect(await blobs).toHaveLength(5);
  });

  it('are no reason to go on where one alone is, or another fault is in the way', async () => {
    await expect(reading(0, tooMuch).blobs).rejects.toBe(tooMuch);
    const other = new GraphQlError([{ type: 'NOT_FOUND', message: '' }], {});
    const { sizes, blobs } = reading(2, other);
    await expect(blobs).rejects.toThrow('The token may not read this');
    expect(sizes).toEqual([5]);
  });
});
