import { describe, expect, it } from 'vitest';
import type { Change } from '../../src/review/change.ts';
import { writeMarker } from '../../src/review/marker.ts';
import { answerFiles, answerPull, answerThreads, read, useAnswers } from './answers.ts';

const FINGERPRINT = '0123456789abcdef';

useAnswers();

describe('comments that are already there', () => {
  const comment = {
    id: 'C_1',
    url: 'https://github.com/shop/manifests/pull/7#discussion_r4211934690',
    body: `text\r\n\r\n${writeMarker([FINGERPRINT])}`,
    viewerDidAuthor: true,
    isMinimized: false,
  };
  const thread = {
    id: 'T_1',
    isResolved: false,
    isOutdated: false,
    viewerCanResolve: false,
    path: 'a.yaml',
    line: 4,
    startLine: 2,
    subjectType: 'LINE',
    resolvedBy: null,
    comments: { totalCount: 1, nodes: [comment] },
  };

  async function threadsOf(...nodes: object[]): Promise<Change['threads']> {
    answerPull(0);
    answerFiles();
    answerThreads('me', ...nodes);
    return (await read()).threads;
  }

  it('count when the token wrote them, and have the marker', async () => {
    const hers = { ...comment, viewerDidAuthor: false };
    const unmarked = { ...comment, body: 'Looks good.' };
    const comments = [hers, unmarked].map((one) => ({ totalCount: 1, nodes: [one] }));
    const others = comments.map((some) => ({ ...thread, comments: some }));
    expect(await threadsOf(...others, thread)).toEqual([
      {
        id: 'T_1',
        isOwn: true,
        commentId: 'C_1',
        number: 4_211_934_690,
        path: 'a.yaml',
        body: `text\n\n${writeMarker([FINGERPRINT])}`,
        fingerprints: [FINGERPRINT],
        place: { subject: 'line', line: 4, startLine: 2 },
        state: 'open',
        hasReply: false,
        canResolve: false,
      },
    ]);
  });

  it('are settled by people, and done by runs of ours', async () => {
    const of = (more: object): object => ({
      ...thread,
      comments: { totalCount: 2, nodes: [{ ...comment, ...more }] },
    });
    const states = await threadsOf(
      { ...thread, isResolved: true, resolvedBy: { login: 'ann' } },
      { ...thread, isResolved: true, resolvedBy: { login: 'me' } },
      { ...thread, isResolved: true },
      of({ isMinimized: true }),
      of({ isMinimized: true, body: writeMarker([FINGERPRINT], true) }),
      { ...thread, isOutdated: true, line: null },
      { ...thread, subjectType: 'FILE', line: null, startLine: null },
    );
    expect(states.map(({ state, place }) => [state, place?.line])).toEqual([
      ['settled', 4],
      ['done', 4],
      ['done', 4],
      ['settled', 4],
      ['done', 4],
      ['open', undefined],
      ['open', 1],
    ]);
  });
});
