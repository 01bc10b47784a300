import { afterEach, describe, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { OPEN, README, RIGHTS, SHUT, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const HALF = deployment('web', 'securityContext:', '  runAsNonRoot: true');
const HEADING = '**`app` can change while it runs and can run as root** in Deployment `web`';

/** Two containers in two files: the first push brings one, the second what the test is about. */
async function pushes(...heads: readonly (string | null)[]): Promise<void> {
  world = await makeWorld([README, ...heads.map((text) => ({ 'web.yaml': text }))]);
  await world.run();
}

async function next(index: number): Promise<string | undefined> {
  await world.push(index);
  return (await world.run()).conclusion;
}

function threads(): readonly { resolved: boolean; hidden: boolean; body: string }[] {
  return world.github.comments(7).map(({ body, ...rest }) => {
    const { minimizedReason } = rest as { minimizedReason?: string | null };
    return { resolved: false, hidden: Boolean(minimizedReason), body };
  });
}

describe('after a push', () => {
  it('nothing is repeated when lines move, and nothing is written but the check', async () => {
    await pushes(OPEN, `# moved\n\n${OPEN}`);
    const before = world.github.comments(7);
    expect(await next(2)).toBe('failure');
    expect(world.github.comments(7).map(({ body, line }) => ({ body, line }))).toEqual(
      before.map(({ body, line }) => ({ body, line: (line ?? 0) + 2 })),
    );
    expect(world.github.reviews(7)).toHaveLength(1);
    expect(world.github.checkRuns(world.commits[2] ?? '')).toMatchObject([
      { conclusion: 'failure' },
    ]);
  });

  it('a comment whose findings are gone says so and is hidden where it can not be resolved', async () => {
    await pushes(OPEN, SHUT);
    expect(await next(2)).toBe('success');
    expect(threads()).toMatchObject([{ hidden: true }]);
    expect(threads()[0]?.body).toContain(`Done: this is no longer found.\n\n~~${HEADING}~~`);
    const before = world.github.requests.length;
    await world.run();
    const again = world.github.requests.slice(before);
    expect(again.filter(({ method, path }) => method !== 'GET' && path !== '/graphql')).toEqual([]);
  });

  it('a comment whose findings are gone is resolved where the token may', async () => {
    const permissions = { ...RIGHTS, contents: 'write' } as const;
    const secret = { type: 'installation', login: 'github-actions[bot]', permissions } as const;
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': SHUT }], {
      tokens: { secret },
    });
    await world.run();
    await next(2);
    expect(world.said()).toEqual([expect.stringContaining(HEADING) as string]);
    expect(mutations()).toEqual(['resolveReviewThread']);
  });

  it('a finding that comes back gets a comment again', async () => {
    await pushes(OPEN, SHUT, OPEN);
    await next(2);
    expect(await next(3)).toBe('failure');
    expect(world.said()).toEqual([
      expect.stringContaining('Done: ') as string,
      expect.stringContaining(HEADING) as string,
    ]);
  });

  it('a comment of which a part is fixed says what is left', async () => {
    await pushes(OPEN, HALF);
    await next(2);
    const [comment, ...others] = world.github.comments(7);
    expect(others).toEqual([]);
    expect(comment?.body).toContain('read-only-root-filesystem');
    expect(comment?.body).not.toContain('run-as-non-root');
  });

  it('a comment on lines that were changed shows what they would become', async () => {
    await pushes(OPEN, OPEN.replace('app:1', 'app:2'));
    await next(2);
    const [comment, ...others] = world.github.comments(7);
    expect(others).toEqual([]);
    expect(comment).toMatchObject({ line: null, suggestion: null });
    expect(comment?.body).toContain('Line 16 would become:');
  });

  it('a file that is gone again takes its comments with it', async () => {
    await pushes(OPEN, null);
    expect(await next(2)).toBe('success');
    expect(world.said()).toEqual([expect.stringContaining('Done: ') as string]);
  });

  it('a file that can not be read any more keeps its comments', async () => {
    await pushes(OPEN, `${OPEN}\t- broken\n`);
    expect(await next(2)).toBe('neutral');
    expect(world.said()).toEqual([expect.stringContaining(HEADING) as string]);
  });

  it('a new finding on the same container goes into the comment that stands there', async () => {
    await pushes(HALF, HALF.replace('runAsNonRoot: true', 'runAsNonRoot: true # why'), OPEN);
    await next(2);
    await next(3);
    const bodies = world.github.comments(7).map(({ body }) => body);
    expect(bodies.filter((body) => body.includes('run-as-non-root'))).toHaveLength(1);
  });
});

describe('people', () => {
  const reply = async (): Promise<void> => {
    const [comment] = world.github.comments(7);
    const path = `/repos/shop/manifests/pulls/7/comments/${comment?.id}/replies`;
    await world.ask('POST', path, { body: 'We need that.' });
  };

  it('who answered keep the words that they answered to', async () => {
    await pushes(OPEN, HALF, SHUT);
    const [before] = world.github.comments(7);
    await reply();
    await next(2);
    await next(3);
    expect(world.github.comments(7)[0]?.body).toBe(before?.body);
    expect(world.github.comments(7)[1]?.body).toBe('We need that.');
  });

  it('who resolved a thread are not told again', async () => {
    await pushes(OPEN, `# more\n${OPEN}`, HALF);
    const query =
      '{ repository(owner: "shop", name: "manifests") { pullRequest(number: 7) { reviewThreads(first: 1) { nodes { id } } } } }';
    const answer = await world.ask('POST', '/graphql', { query });
    const [, id] = /"id":"([^"]+)"/.exec(JSON.stringify(answer)) ?? [];
    const resolve = `mutation { resolveReviewThread(input: { threadId: "${id}" }) { thread { id } } }`;
    await world.ask('POST', '/graphql', { query: resolve });
    const [before] = world.github.comments(7);
    expect(await next(2)).toBe('failure');
    expect(await next(3)).toBe('failure');
    expect(world.github.comments(7)).toHaveLength(1);
    expect(world.github.comments(7)[0]?.body).toBe(before?.body);
  });
});

describe('a review that asks for changes', () => {
  it('asks once, and is dismissed when it is clean', async () => {
    world = await makeWorld([
      README,
      { 'web.yaml': OPEN },
      { 'web.yaml': `# more\n${OPEN}` },
      { 'web.yaml': SHUT },
    ]);
    await world.run({ requestChanges: true });
    await world.push(2);
    await world.run({ requestChanges: true });
    expect(world.github.reviews(7).map(({ state }) => state)).toEqual(['CHANGES_REQUESTED']);
    await world.push(3);
    await world.run({ requestChanges: true });
    expect(world.github.reviews(7).map(({ state }) => state)).toEqual(['DISMISSED']);
  });
});

describe("a review that asks for changes of one's own pull request", () => {
  it('only comments, for GitHub allows no more', async () => {
    const secret = { type: 'pat', login: 'ann', permissions: RIGHTS } as const;
    world = await makeWorld([README, { 'web.yaml': OPEN }], { tokens: { secret } });
    const { obstacles } = await world.run({ requestChanges: true });
    expect(world.github.reviews(7).map(({ state }) => state)).toEqual(['COMMENTED']);
    expect(world.github.comments(7)).toHaveLength(1);
    expect(obstacles).toEqual(['checks: write']);
  });
});

describe('events', () => {
  it('an edit of the title repeats the verdict and reads nothing else', async () => {
    await pushes(OPEN);
    const before = world.github.requests.length;
    const { conclusion } = await world.run({}, { isTextEdit: true });
    expect(conclusion).toBe('failure');
    expect(world.github.requests.length - before).toBe(1);
  });

  it('a draft is passed over if so wished', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    const { conclusion } = await world.run({ skipsDrafts: true }, { isDraft: true });
    expect(conclusion).toBe('neutral');
    expect(world.github.comments(7)).toEqual([]);
    expect((await world.run({}, { isDraft: true })).conclusion).toBe('failure');
  });

  it('an event on an older head leaves the review to the newer', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': SHUT }]);
    const [, old = ''] = world.commits;
    await world.push(2);
    expect((await world.run({}, { head: old })).conclusion).toBe('cancelled');
    expect(world.github.checkRuns(old)).toMatchObject([{ conclusion: 'cancelled' }]);
    expect(world.github.comments(7)).toEqual([]);
  });

  it('a push during the run: its verdict is told, its comments are not', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }, { 'web.yaml': `# more\n${OPEN}` }]);
    const [, old = ''] = world.commits;
    let isPushed = false;
    const show = (): void => {
      world.github.onRequest = async () => {
        if (!isPushed) await world.push(2);
        isPushed = true;
        return undefined;
      };
    };
    expect((await world.run({ show })).conclusion).toBe('failure');
    expect(world.github.comments(7)).toEqual([]);
    expect(world.github.checkRuns(old)).toMatchObject([{ conclusion: 'failure' }]);
    world.github.onRequest = undefined;
    await world.run();
    expect(world.github.comments(7)).toHaveLength(1);
  });

  it('two runs at once end with one set of comments', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN, 'api.yaml': deployment('api') }]);
    // Both look before either posts.
    const waiting: (() => void)[] = [];
    world.github.onRequest = async ({ method, path }) => {
      if (method === 'POST' && path.endsWith('/reviews')) {
        await new Promise<void>((resolve) => {
          waiting.push(resolve);
          if (waiting.length === 2) for (const go of waiting) go();
        });
      }
      return undefined;
    };
    await Promise.all([world.run(), world.run()]);
    expect(world.github.reviews(7)).toHaveLength(2);
    expect(world.said().toSorted()).toEqual([
      expect.stringContaining('Deployment `api`') as string,
      expect.stringContaining('Deployment `web`') as string,
    ]);
    const runs = world.github.checkRuns(world.commits[1] ?? '');
    expect(new Set(runs.map(({ conclusion }) => conclusion))).toEqual(new Set(['failure']));
  });
});

describe('a merge queue', () => {
  it('gets a check on its commit, judged against its base, and no comment', async () => {
    world = await makeWorld([README, { 'web.yaml': SHUT }, { 'web.yaml': OPEN }]);
    const [, base = '', head = ''] = world.commits;
    await world.push(2);
    const { conclusion } = await world.run({}, { kind: 'merge-group', base, head });
    expect(conclusion).toBe('failure');
    expect(world.github.comments(7)).toEqual([]);
    const [check] = world.github.checkRuns(head);
    expect(check?.annotations.map(({ title }) => title)).toEqual([
      'read-only-root-filesystem',
      'run-as-non-root',
    ]);
    expect((await world.run({}, { kind: 'merge-group', base: head, head })).conclusion).toBe(
      'success',
    );
  });
});

describe('a run that fails', () => {
  it('says so in the check, and what to do', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    world.github.onRequest = ({ path }) =>
      path.includes('/files') ? { status: 500, body: { message: '`@team`' } } : undefined;
    await expect(world.run()).rejects.toThrow('@team');
    const [check] = world.github.checkRuns(world.commits[1] ?? '');
    expect(check).toMatchObject({
      conclusion: 'failure',
      title: 'The review failed',
      summary: expect.stringMatching(
        /^Podseal has not judged this change: `.*'@team'.*`\n\nRun the job again/,
      ) as string,
    });
    world.github.onRequest = undefined;
    expect((await world.run()).conclusion).toBe('failure');
    expect(world.github.comments(7)).toHaveLength(1);
  });

  it('because a limit does not lift says when it does', async () => {
    world = await makeWorld([README, { 'web.yaml': OPEN }]);
    const headers = { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '3000' };
    world.github.onRequest = ({ method }) =>
      method === 'GET' ? { status: 403, headers, body: { message: 'API rate limit' } } : undefined;
    await expect(world.run()).rejects.toThrow(
      'until 1970-01-01T00:50:00.000Z: run the job again then',
    );
    expect(world.waited()).toBe(0);
  });
});

function mutations(): string[] {
  return world.github.requests.flatMap(({ body }) => {
    const [, name] = /mutation[^{]*\{\s*(?:\\n)?\s*(\w+)/.exec(JSON.stringify(body) ?? '') ?? [];
    return name ?? [];
  });
}
