import { describe, expect, it } from 'vitest';
import { HALF, MENDED, again, fileAt, git, say } from './comment.ts';
import { open } from './run-here.ts';

describe('/podseal fix', () => {
  it('commits the safe fixes on top of the head, and says what it did and what it left', async ({
    onTestFinished,
  }) => {
    const pr = await open(onTestFinished, { 'deploy/web.yaml': HALF });
    const { run, answers, reactions } = await say(pr, '/podseal fix\nThank you!');
    expect(run.log).not.toContain('::error::');
    expect(run.code).toBe(0);
    expect(reactions).toEqual(['eyes']);
    expect(fileAt(pr, 'deploy/web.yaml')).toBe(MENDED);
    const head = pr.github.head(7);
    expect(git(pr, 'rev-parse', `${head}^`).trim()).toBe(pr.head);
    expect(git(pr, 'diff', '--name-only', pr.head, head).trim()).toBe('deploy/web.yaml');
    expect(answers).toHaveLength(1);
    const [answer = ''] = answers;
    expect(answer).toContain(`**Fixed 1 finding in 1 file: ${head}**`);
    expect(answer).toContain('- `deploy/web.yaml` `app` of Deployment `web`: `run-as-non-root`');
    expect(answer).toMatch(/needs a check by a person: `--unsafe` \(.*`read-only-root-filesystem`/);
    expect(answer).toContain('`/podseal fix --unsafe` fixes those too');
    expect(answer).toContain('This commit starts no workflow');
    expect(run.summary).toContain('**Fixed 1 finding');
    expect(git(pr, 'log', '-1', '--format=%B', head)).toBe(
      'Fix 1 finding in 1 file\n\n- deploy/web.yaml: run-as-non-root\n\n' +
        `Asked for by ann in https://github.com/shop/manifests/pull/7#issuecomment-${pr.github.issueComments(7)[0]?.id}\n`,
    );
  });

  it('applies unsafe fixes when asked to, and says what to check', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers } = await say(pr, '/podseal fix read-only-root-filesystem --unsafe');
    expect(fileAt(pr, 'web.yaml')).toContain('readOnlyRootFilesystem: true');
    expect(fileAt(pr, 'web.yaml')).not.toContain('runAsNonRoot');
    expect(answers[0]).toContain('**Check before you merge:**');
    expect(answers[0]).not.toContain('`run-as-non-root`');
  });

  it('leaves old findings alone, unless asked for all', async ({ onTestFinished }) => {
    const api = HALF.replaceAll('web', 'api');
    const old = { 'all.yaml': `${HALF}---\n${api}` };
    const pr = await open(
      onTestFinished,
      { 'all.yaml': `${HALF}---\n${api.replace('app:1', 'app:2')}` },
      {},
      {},
      old,
    );
    await say(pr, '/podseal fix run-as-non-root');
    expect(fileAt(pr, 'all.yaml')).not.toContain('runAsNonRoot');
    await say(pr, '/podseal fix run-as-non-root all');
    expect(fileAt(pr, 'all.yaml').match(/runAsNonRoot/g)).toHaveLength(2);
  });

  it('says that there is nothing to fix, and commits nothing', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': MENDED });
    const { answers } = await say(pr, '/podseal fix run-as-non-root');
    expect(answers).toEqual([expect.stringContaining('**There is nothing to fix.**')]);
    expect(pr.github.head(7)).toBe(pr.head);
  });

  it('keeps line ends, a byte order mark, and names with spaces', async ({ onTestFinished }) => {
    const path = 'my files/ä web.yaml';
    const windows = (text: string): string => `\uFEFF${text.replaceAll('\n', '\r\n')}`;
    const pr = await open(onTestFinished, { [path]: windows(HALF) });
    await say(pr, '/podseal fix');
    expect(fileAt(pr, path)).toBe(windows(MENDED));
  });

  it('answers once when the run is repeated, and does it once', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const id = await pr.github.as('ann').comment(7, '/podseal fix run-as-non-root');
    await again(pr, id, '/podseal fix run-as-non-root');
    const head = pr.github.head(7);
    const { answers } = await again(pr, id, '/podseal fix run-as-non-root');
    expect(pr.github.head(7)).toBe(head);
    expect(answers).toEqual([expect.stringContaining(`**Fixed 1 finding in 1 file: ${head}`)]);
  });

  it('leaves executables, links and workflows as they are, and offers the patch', async ({
    onTestFinished,
  }) => {
    const pr = await open(onTestFinished, {
      'web.yaml': HALF,
      'run.yaml': { text: HALF.replaceAll('web', 'run'), executable: true },
      '.github/workflows/pod.yaml': HALF.replaceAll('web', 'flow'),
    });
    const { answers } = await say(pr, '/podseal fix');
    const [answer = ''] = answers;
    expect(fileAt(pr, 'web.yaml')).toBe(MENDED);
    expect(fileAt(pr, 'run.yaml')).not.toContain('runAsNonRoot');
    expect(answer).toContain('**Fixed 1 finding in 1 file');
    expect(answer).toContain('- `run.yaml`: it is executable');
    expect(answer).toContain(
      '- `.github/workflows/pod.yaml`: no command in a comment changes workflows',
    );
    expect(answer).toContain('--- a/run.yaml');
    expect(answer).not.toContain('--- a/web.yaml');
  });

  it('puts no word of a stranger into the message of the commit', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'closes #1 [skip ci].yaml': HALF });
    await say(pr, '/podseal fix');
    const message = git(pr, 'log', '-1', '--format=%B', pr.github.head(7));
    expect(message).toContain('- a file whose name is not plain: run-as-non-root');
    expect(message).not.toMatch(/skip|#1\b/);
  });
});

describe('who may ask', () => {
  it('is who may write, maintainers too', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    await say(pr, '/podseal fix', 'mia');
    expect(fileAt(pr, 'web.yaml')).toBe(MENDED);
  });

  it.for(['tim', 'bob'])(
    'is not %s: a reaction says so, and nothing else happens',
    async (login, { onTestFinished }) => {
      const pr = await open(onTestFinished, { 'web.yaml': HALF });
      const { answers, reactions, run } = await say(pr, '/podseal fix', login);
      expect(run.code).toBe(0);
      expect(reactions).toEqual(['confused']);
      expect(answers).toEqual([]);
      expect(run.summary).toMatch(/^Only people who may write/);
      expect(pr.github.head(7)).toBe(pr.head);
    },
  );

  it.for<[string, object]>([
    ['an edited comment', { action: 'edited' }],
    ['an issue', { issue: { number: 7 } }],
    [
      'a bot',
      { comment: { id: 1, body: '/podseal fix', user: { login: 'podseal[bot]', type: 'Bot' } } },
    ],
  ])('is not %s, which nobody answers', async ([, event], { onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, reactions, run } = await say(pr, '/podseal fix', 'ann', event);
    expect(run.code).toBe(0);
    expect(run.log).toContain('There is nothing to do:');
    expect([answers, reactions]).toEqual([[], []]);
    expect(pr.github.head(7)).toBe(pr.head);
  });
});

describe('other comments', () => {
  it('that are no commands cost no request', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, run } = await say(pr, 'I like /podseal fix');
    expect(run.code).toBe(0);
    expect(answers).toEqual([]);
    expect(pr.github.requests).toEqual([]);
  });

  it('that are not understood are told what there is', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, reactions } = await say(pr, '/podseal fix everything');
    expect(reactions).toEqual(['confused']);
    expect(answers[0]).toMatch(/^Not understood: there is no rule `everything`. There is [^\n]*\n/);
  });

  it('ask for an explanation', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers } = await say(pr, '/podseal explain no-privileged');
    expect(answers[0]).toMatch(/^\*\*`no-privileged`\*\*: a finding is a privileged container/);
  });

  it('ask for a review', async ({ onTestFinished }) => {
    const pr = await open(onTestFinished, { 'web.yaml': HALF });
    const { answers, run } = await say(pr, '/podseal review');
    expect(run.code).toBe(0);
    expect(pr.github.comments(7)).toHaveLength(1);
    expect(pr.github.checkRuns(pr.head)).toMatchObject([{ conclusion: 'failure' }]);
    expect(answers[0]).toContain(`**Reviewed ${pr.head}: `);
  });
});

describe('GitHub Enterprise Server', () => {
  it('has another address for GraphQL, which is found', async ({ onTestFinished }) => {
    const enterprise = { version: '3.19' } as const;
    const pr = await open(onTestFinished, { 'web.yaml': HALF }, { enterprise });
    const { answers } = await say(pr, '/podseal fix');
    expect(answers[0]).toContain('**Fixed 1 finding in 1 file');
  });
});
