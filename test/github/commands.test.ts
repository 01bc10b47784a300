import { afterEach, describe, expect, it } from 'vitest';
import { answerComment } from '../../src/run/answer-comment.ts';
import { type Changes, fileIn } from '../double/git-repository.ts';
import type { OnRequest } from '../double/github/options.ts';
import type { PullRequestOptions } from '../double/github/index.ts';
import { deployment } from '../judging.ts';
import { OPTIONS, PR, README, RIGHTS, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

/** It has a safe fix: the user is no root, and nothing says that it may not become one. */
const HALF = deployment('web', 'securityContext:', '  runAsUser: 1000');
const FIXED = deployment('web', 'securityContext:', '  runAsUser: 1000', '  runAsNonRoot: true');
const BOT = 'github-actions[bot]';
const FIX = '/podseal fix run-as-non-root';

/** A pull request by Ann, who may write; Mia maintains, Tim may only triage. */
async function open(
  change: Changes,
  pull: Partial<PullRequestOptions> = {},
  contents: 'read' | 'write' = 'write',
): Promise<void> {
  const secret = {
    type: 'installation',
    login: BOT,
    permissions: { ...RIGHTS, contents },
  } as const;
  const collaborators = { ann: 'write', mia: 'maintain', tim: 'triage' } as const;
  const repositories = { 'shop/manifests': { collaborators } };
  world = await makeWorld([README, change], { tokens: { secret }, repositories }, pull);
}

interface Answer {
  /** All answers of ours on the pull request. */
  readonly answers: readonly string[];
  readonly reactions: readonly string[];
  readonly fault: unknown;
  readonly obstacle: string | undefined;
}

async function say(line: string, login = 'ann'): Promise<Answer> {
  return again(await world.github.as(login).comment(PR.number, line), line, login);
}

/** Carries out what a comment asks for, as a run that is repeated does. */
async function again(commentId: number, line: string, login = 'ann'): Promise<Answer> {
  const url = `https://github.com/shop/manifests/pull/7#issuecomment-${commentId}`;
  const request = { pullRequest: PR, commentId, url, createdAt: '2026-01-01T00:00:00Z', login };
  let fault: unknown;
  const done = await answerComment(world.client(), request, line, OPTIONS).catch(
    (error: unknown) => {
      fault = error;
      return undefined;
    },
  );
  return {
    answers: world.github
      .issueComments(PR.number)
      .filter(({ author }) => author === BOT)
      .map(({ body }) => body),
    reactions: world.github.reactions(commentId).map(({ content }) => content),
    fault,
    obstacle: done?.obstacle,
  };
}

function head(): string {
  return world.github.head(PR.number);
}

function fileAt(path: string): string {
  return fileIn(world.folder, head(), path).toString();
}

/** Whether nothing was committed. */
function isUnchanged(): boolean {
  return head() === world.commits[1];
}

/** Answers a mutation that commits in another way. */
function onCommit(answer: ReturnType<OnRequest>): OnRequest {
  return ({ body }) =>
    JSON.stringify(body ?? '').includes('createCommitOnBranch') ? answer : undefined;
}

/** Answers the next so many comments of ours in another way. */
function onAnswer(times: number, answer: ReturnType<OnRequest>): OnRequest {
  let left = times;
  return ({ method, path }) => {
    if (method !== 'POST' || !path.endsWith('/issues/7/comments')) return undefined;
    left -= 1;
    return left >= 0 ? answer : undefined;
  };
}

describe('who asks', () => {
  it.each(['ann', 'mia'])('may write: %s', async (login) => {
    await open({ 'web.yaml': HALF });
    const { answers, reactions } = await say(FIX, login);
    expect(reactions).toEqual(['eyes']);
    expect(answers).toEqual([expect.stringContaining(`**Fixed 1 finding in 1 file: ${head()}**`)]);
    expect(fileAt('web.yaml')).toBe(FIXED);
  });

  it.each(['tim', 'eve'])('may not write: %s gets a reaction, and no comment', async (login) => {
    await open({ 'web.yaml': HALF });
    const { answers, reactions } = await say(FIX, login);
    expect([answers, reactions, isUnchanged()]).toEqual([[], ['confused'], true]);
  });

  it('may not write where GitHub knows nobody of that name', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = ({ path }) =>
      path.includes('/collaborators/')
        ? { status: 404, body: { message: 'Not Found' } }
        : undefined;
    const { answers, reactions, fault } = await say(FIX);
    expect([answers, reactions, fault]).toEqual([[], ['confused'], undefined]);
  });

  it('is not known where GitHub does not say: nothing is done', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = ({ path }) =>
      path.includes('/collaborators/') ? { status: 403, body: { message: 'No' } } : undefined;
    const { answers, fault } = await say(FIX);
    expect([answers, isUnchanged()]).toEqual([[], true]);
    expect(fault).toMatchObject({ status: 403 });
  });

  it('may use words that are no command, which are answered', async () => {
    await open({ 'web.yaml': HALF });
    const { answers, reactions } = await say('/podseal repair');
    expect(reactions).toEqual(['confused']);
    expect(answers).toEqual([expect.stringContaining('Not understood')]);
    expect((await say('Thank you!')).answers).toHaveLength(1);
  });

  it('is answered where no reaction can be made', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = ({ path }) =>
      path.endsWith('/reactions') ? { status: 403, body: { message: 'No' } } : undefined;
    expect((await say('/podseal explain run-as-non-root')).answers).toHaveLength(1);
  });
});

describe('a commit', () => {
  it('leaves executables, links and workflows as they are, in folders, too', async () => {
    await open({
      'deploy/web.yaml': HALF,
      'run.yaml': { text: HALF.replaceAll('web', 'run'), executable: true },
      '.github/workflows/pod.yaml': HALF.replaceAll('web', 'flow'),
    });
    const { answers } = await say(FIX);
    expect(fileAt('deploy/web.yaml')).toBe(FIXED);
    expect(fileAt('run.yaml')).not.toContain('runAsNonRoot');
    expect(fileAt('.github/workflows/pod.yaml')).not.toContain('runAsNonRoot');
    expect(answers[0]).toContain('- `run.yaml`: it is executable');
    expect(answers[0]).toContain('- `.github/workflows/pod.yaml`: no command in a comment');
  });

  it('is none where no file can be committed', async () => {
    await open({ 'run.yaml': { text: HALF, executable: true } });
    const { answers } = await say(FIX);
    expect(answers[0]).toContain('Nothing could be committed.');
    expect(isUnchanged()).toBe(true);
  });

  it('is not made twice, and its answer is replaced by no lesser one', async () => {
    await open({ 'web.yaml': HALF });
    const id = await world.github.as('ann').comment(PR.number, FIX);
    const first = await again(id, FIX);
    const made = head();
    const second = await again(id, FIX);
    expect([second.answers, head()]).toEqual([first.answers, made]);
    expect(first.answers).toEqual([expect.stringContaining('**Fixed 1 finding in 1 file')]);
  });

  it.each([
    ['a fork', { fork: true }, 'The branch is in a fork'],
    ['the default branch', { headRef: 'main', baseRef: 'release' }, 'nothing is committed to that'],
    ['a closed pull request', { state: 'closed' }, 'The pull request is closed'],
  ] as [string, Partial<PullRequestOptions>, string][])(
    'is not made to %s',
    async (_, pull, words) => {
      await open({ 'web.yaml': HALF }, pull);
      const { answers } = await say(FIX);
      expect(answers).toEqual([expect.stringContaining(words)]);
      expect(isUnchanged()).toBe(true);
    },
  );

  it('is not made on top of what somebody else pushed', async () => {
    await open({ 'web.yaml': HALF });
    let pushed = '';
    world.github.onRequest = async (info) => {
      if (pushed !== '' || onCommit('drop')(info) === undefined) return undefined;
      pushed = 'soon';
      pushed = await world.github.as('bob').push(PR.number, { 'new.txt': 'x\n' });
      return undefined;
    };
    const { answers } = await say(FIX);
    expect(answers[0]).toContain('Somebody pushed in the meantime');
    expect(head()).toBe(pushed);
  });

  it('that the token may not make is told with the permission', async () => {
    await open({ 'web.yaml': HALF }, {}, 'read');
    const { answers } = await say(FIX);
    expect(answers[0]).toContain('Add `contents: write` under `permissions:`');
    expect(isUnchanged()).toBe(true);
  });

  const unprocessable = (message: string): { status: number; body: object } => ({
    status: 200,
    body: {
      data: { createCommitOnBranch: null },
      errors: [{ type: 'UNPROCESSABLE', path: ['createCommitOnBranch'], message }],
    },
  });

  it.each([
    [
      'rules',
      unprocessable('Repository rule violations found'),
      'The rules of the branch `branch-7`',
    ],
    ['a reason', unprocessable('Something new'), 'GitHub refused the commit: `Something new`'],
    ['access', unprocessable('Resource not accessible by integration'), 'Add `contents: write`'],
    ['size', { status: 413 }, 'larger than GitHub takes in one commit'],
    ['nothing', { status: 200, body: { data: {} } }, 'GitHub made no commit, and did not say why'],
  ] as [string, { status: number }, string][])(
    'that GitHub refuses is quoted: %s',
    async (_, refusal, words) => {
      await open({ 'web.yaml': HALF });
      world.github.onRequest = onCommit(refusal);
      const { answers } = await say(FIX);
      expect(answers).toEqual([expect.stringContaining(words)]);
      expect(answers[0]).toContain('--- a/web.yaml');
    },
  );

  it.each([
    ['spoils', { status: 502, after: true }],
    ['cuts off', 'cut'],
    ['forgets', { status: 200, body: { data: {} }, after: true }],
  ] as const)('is found where GitHub %s its answer', async (_, fault) => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = onCommit(fault);
    const { answers } = await say(FIX);
    expect(isUnchanged()).toBe(false);
    expect(answers).toEqual([expect.stringContaining(`**Fixed 1 finding in 1 file: ${head()}**`)]);
  });

  it('that may be there is not denied', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = onCommit({ status: 502 });
    const { answers } = await say(FIX);
    expect(answers[0]).toContain('GitHub did not say whether it made the commit');
  });
});

describe('an answer', () => {
  it('says that there is nothing to fix', async () => {
    await open({ 'web.yaml': FIXED });
    const { answers } = await say(FIX);
    expect(answers).toEqual([expect.stringContaining('**There is nothing to fix.**')]);
    expect(isUnchanged()).toBe(true);
  });

  it('is there once where GitHub lost track of it', async () => {
    await open({ 'web.yaml': FIXED });
    world.github.onRequest = onAnswer(1, { status: 502, after: true });
    expect((await say(FIX)).answers).toHaveLength(1);
  });

  it('is given again where it got lost', async () => {
    await open({ 'web.yaml': FIXED });
    world.github.onRequest = onAnswer(1, { status: 502 });
    expect((await say(FIX)).answers).toHaveLength(1);
  });

  it('of a stranger that looks like ours is not changed', async () => {
    await open({ 'web.yaml': FIXED });
    const id = await world.github.as('ann').comment(PR.number, FIX);
    const forged = `Mine.\n\n<!-- podseal:answer to=${id} -->`;
    await world.github.as('eve').comment(PR.number, forged);
    expect((await again(id, FIX)).answers).toHaveLength(1);
    expect(world.github.issueComments(PR.number).map(({ body }) => body)).toContain(forged);
  });

  it('that can not be posted is handed back with what is in the way', async () => {
    await open({ 'web.yaml': FIXED });
    const message = 'Unable to create comment because issue is locked.';
    world.github.onRequest = onAnswer(9, { status: 403, body: { message } });
    expect(await say(FIX)).toMatchObject({ answers: [], obstacle: 'locked', fault: undefined });
  });

  it('tells of a commit where the full answer is refused', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = onAnswer(1, { status: 422, body: { message: 'Body is too long' } });
    const { answers } = await say(FIX);
    expect(answers).toEqual([expect.stringContaining(`**Committed ${head()}.**`)]);
  });

  it('that is lost each time is a fault that tells of the commit', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = onAnswer(99, { status: 502 });
    const { answers, fault } = await say(FIX);
    expect([answers, isUnchanged()]).toEqual([[], false]);
    expect(String(fault)).toBe(`Error: Committed ${head()}, but the answer could not be posted.`);
  });

  it('tells that the command failed, and the run fails', async () => {
    await open({ 'web.yaml': HALF });
    world.github.onRequest = ({ path }) =>
      path.includes('/pulls/7/files') ? { status: 406, body: { message: 'No' } } : undefined;
    const { answers, fault } = await say(FIX);
    expect(answers).toEqual([
      expect.stringContaining('**The command failed, and nothing was committed.**'),
    ]);
    expect(fault).toMatchObject({ status: 406 });
  });

  it('of a review is its title', async () => {
    await open({ 'web.yaml': HALF });
    const { answers } = await say('/podseal review');
    expect(answers).toEqual([expect.stringContaining(`**Reviewed ${head()}: `)]);
    expect(world.github.reviews(PR.number)).toHaveLength(1);
  });
});
