import { afterEach, describe, expect, it } from 'vitest';
import { type AppStage, stageApp } from './app-stage.ts';
import { deployment } from '../judging.ts';
import { HALF } from '../action/comment.ts';
import { appOn } from './run-app.ts';

let at: AppStage;

afterEach(async () => {
  await at.close();
});

/** Ann may write, eve may not. */
const PEOPLE = { repositories: { 'shop/manifests': { collaborators: { ann: 'write' } } } } as const;

describe('a command', () => {
  it('of somebody who may write is carried out, with a token that may commit', async () => {
    at = await stageApp(PEOPLE, {}, HALF);
    await at.comment('/podseal fix');
    await at.jobs(1);
    expect(at.answers()).toEqual([expect.stringContaining('**Fixed 1 finding in 1 file')]);
    expect(at.github.head(7)).not.toBe(at.head);
    const asked = at.github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(asked).toMatchObject([{ body: { permissions: { contents: 'write' } } }]);
    // The commit is one of ours, and is reviewed: that makes no further one.
    await at.tell('synchronize');
    await at.jobs(2);
    expect(at.github.checkRuns(at.github.head(7))).toHaveLength(1);
  });

  it('to exempt in a thread is answered there, with a token that may commit', async () => {
    const manifest = deployment('web', 'securityContext:', '  privileged: true');
    at = await stageApp(PEOPLE, {}, manifest);
    await at.tell('opened');
    await at.jobs(1);
    const thread = at.github.comments(7)[0]?.id ?? 0;
    const body = '/podseal exempt no-privileged: it mounts volumes';
    const id = await at.github.as('ann').reply(thread, body);
    const html_url = `https://github.com/shop/manifests/pull/7#discussion_r${id}`;
    const comment = {
      ...{ id, in_reply_to_id: thread, body, html_url, created_at: '2026-01-01T00:00:00Z' },
    };
    const pull = { number: 7, state: 'open', updated_at: '2026-01-01T00:00:00Z' };
    await at.deliver('pull_request_review_comment', {
      ...{ action: 'created', comment, pull_request: { ...pull, head: { sha: at.head } } },
      ...at.github.common('shop', 'manifests'),
      sender: { login: 'ann', type: 'User' },
    });
    await at.jobs(2);
    const answers = at.github.comments(7).filter(({ author }) => author === 'podseal[bot]');
    expect(answers.at(-1)).toMatchObject({ inReplyTo: thread });
    expect(answers.at(-1)?.body).toContain('**Exempted 1 finding in 1 file: ');
    expect(at.answers()).toEqual([]);
    expect(at.github.head(7)).not.toBe(at.head);
    const asked = at.github.requests.filter(({ path }) => path.endsWith('/access_tokens'));
    expect(asked.at(-1)).toMatchObject({ body: { permissions: { contents: 'write' } } });
  });

  it('of a stranger changes nothing, and one of a bot is not even answered', async () => {
    at = await stageApp(PEOPLE, {}, HALF);
    await at.comment('/podseal fix', 'eve');
    await at.jobs(1);
    expect(at.answers()).toEqual([]);
    await at.comment('/podseal fix', 'podseal[bot]', 'Bot');
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
    expect(await at.jobs(0)).toHaveLength(1);
    expect(at.github.head(7)).toBe(at.head);
  });

  it('can be to look again, or to explain a rule', async () => {
    at = await stageApp(PEOPLE);
    await at.comment('/podseal review');
    await at.jobs(1);
    await at.comment('/podseal explain no-privileged');
    await at.jobs(2);
    expect(at.answers()).toEqual([
      expect.stringContaining('**Reviewed'),
      expect.stringContaining('no-privileged'),
    ]);
    expect(at.github.comments(7)).toHaveLength(1);
  });

  it('is also the button on a check whose findings have safe fixes', async () => {
    at = await stageApp(PEOPLE, {}, HALF);
    await at.tell('opened');
    await at.jobs(1);
    const [run] = at.github.checkRuns(at.head);
    expect(run?.actions).toMatchObject([{ identifier: 'fix-safe' }]);
    const about = at.github.common('shop', 'manifests');
    const { id } = about['repository'] as { id: number };
    const pull = { number: 7, base: { repo: { id } } };
    const check = {
      id: run?.id,
      html_url: 'https://at.github.com/r/1',
      head_sha: at.head,
      pull_requests: [pull],
    };
    const pressed = { action: 'requested_action', requested_action: { identifier: 'fix-safe' } };
    const eve = { login: 'eve', type: 'User' };
    await at.deliver('check_run', { ...pressed, check_run: check, ...about, sender: eve });
    await at.jobs(2);
    expect(at.github.head(7)).toBe(at.head);
    const ann = { login: 'ann', type: 'User' };
    await at.deliver('check_run', { ...pressed, check_run: check, ...about, sender: ann });
    await at.jobs(3);
    expect(at.github.head(7)).not.toBe(at.head);
  });

  it('to fix is answered with a patch where the App was granted no commits', async () => {
    const installed = appOn('shop');
    const granted = { contents: 'read', pull_requests: 'write', checks: 'write' } as const;
    const installations = { 1: { account: 'shop', permissions: granted } };
    at = await stageApp({ ...PEOPLE, apps: [{ ...installed, installations }] }, {}, HALF);
    await at.comment('/podseal fix');
    await at.jobs(1);
    expect(at.answers()).toEqual([expect.stringContaining('nothing was committed')]);
    expect(at.github.head(7)).toBe(at.head);
  });
});
