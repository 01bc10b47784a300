import { describe, expect, it } from 'vitest';
import { deployment } from '../judging.ts';
import { againInThread, fileAt, git, say, sayInThread } from './comment.ts';
import { open } from './run-here.ts';

/** One finding alone gets a comment: it is privileged. */
const web = (name: string, more = '') =>
  deployment(
    name,
    'securityContext:',
    '  readOnlyRootFilesystem: true',
    '  runAsNonRoot: true',
    '  runAsUser: 1000',
    `  privileged: true${more}`,
  );
const COMMAND = '/podseal exempt no-privileged: it mounts volumes';
const EXEMPT = ' # podseal-ignore no-privileged: it mounts volumes';

/** The comment of the review, whose thread is answered. */
async function reviewed(onTestFinished: Parameters<typeof open>[0], files: Record<string, string>) {
  const pr = await open(onTestFinished, files);
  await pr.run();
  const threads = pr.github.comments(7).map(({ id }) => id);
  return { pr, threads };
}

describe('/podseal exempt', () => {
  it('in a thread commits the exemption of its finding, and answers there', async ({
    onTestFinished,
  }) => {
    const files = { 'a.yaml': web('a'), 'b.yaml': web('b') };
    const { pr, threads } = await reviewed(onTestFinished, files);
    const thread = pr.github.comments(7).find(({ path }) => path === 'b.yaml')?.id ?? 0;
    expect(threads).toContain(thread);
    const { run, answers, reactions } = await sayInThread(pr, thread, COMMAND);
    expect([run.code, reactions]).toEqual([0, ['eyes']]);
    expect(fileAt(pr, 'a.yaml')).toBe(files['a.yaml']);
    expect(fileAt(pr, 'b.yaml')).toBe(web('b', EXEMPT));
    const head = pr.github.head(7);
    expect(git(pr, 'rev-parse', `${head}^`).trim()).toBe(pr.head);
    expect(answers).toHaveLength(1);
    expect(answers[0]).toContain(`**Exempted 1 finding in 1 file: ${head}**`);
    expect(answers[0]).toContain(
      "The check's summary lists the exemption with its reason: `it mounts volumes`.",
    );
    expect(pr.github.issueComments(7)).toEqual([]);
    const id = pr.github.comments(7).find(({ body }) => body === COMMAND)?.id;
    expect(git(pr, 'log', '-1', '--format=%B', head)).toBe(
      'Exempt 1 finding in 1 file\n\n- b.yaml: no-privileged\n\n' +
        `Asked for by ann in https://github.com/shop/manifests/pull/7#discussion_r${id}\n`,
    );
    // The next review sees it, says so, and closes the thread.
    const again = await pr.run();
    expect(again.summary).toContain('### New exemptions');
    expect(again.summary).toContain('`no-privileged`: `it mounts volumes` (`b.yaml:');
  });

  it('is done and answered once when the run is repeated', async ({ onTestFinished }) => {
    const { pr, threads } = await reviewed(onTestFinished, { 'a.yaml': web('a') });
    const [thread = 0] = threads;
    const id = await pr.github.as('ann').reply(thread, COMMAND);
    await againInThread(pr, thread, id, COMMAND);
    const head = pr.github.head(7);
    const { answers } = await againInThread(pr, thread, id, COMMAND);
    expect(pr.github.head(7)).toBe(head);
    expect(answers).toEqual([expect.stringContaining(`**Exempted 1 finding in 1 file: ${head}`)]);
  });

  it('of who may not write changes nothing', async ({ onTestFinished }) => {
    const { pr, threads } = await reviewed(onTestFinished, { 'a.yaml': web('a') });
    const { answers, reactions, run } = await sayInThread(pr, threads[0] ?? 0, COMMAND, 'tim');
    expect([run.code, reactions, answers]).toEqual([0, ['confused'], []]);
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it('without a reason is not understood', async ({ onTestFinished }) => {
    const { pr, threads } = await reviewed(onTestFinished, { 'a.yaml': web('a') });
    const { answers } = await sayInThread(pr, threads[0] ?? 0, '/podseal exempt no-privileged');
    expect(answers[0]).toMatch(/^Not understood: an exemption needs a reason\. There is /);
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it('works in the conversation, too', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'a.yaml': web('a') });
    const { answers } = await say(pr, COMMAND);
    expect(answers[0]).toContain('**Exempted 1 finding in 1 file');
    expect(fileAt(pr, 'a.yaml')).toBe(web('a', EXEMPT));
  });

  it('does not do what the base branch forbids', async ({ onTestFinished }) => {
    const configuration = 'rules:\n  no-privileged:\n    exemptions: nowhere\n';
    const pr = await open(
      onTestFinished,
      { 'a.yaml': web('a') },
      {},
      {},
      { '.github/podseal.yml': configuration },
    );
    const { answers } = await say(pr, COMMAND);
    expect(answers[0]).toMatch(
      /^\*\*Nothing was exempted\.\*\* The configuration forbids exemptions of `no-privileged`\./,
    );
    expect(pr.github.head(7)).toBe(pr.head);
  });
});
