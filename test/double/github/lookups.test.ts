import { describe, expect, test } from 'vitest';
import { commit } from '../git-repository.ts';
import { makeWorld, numbered, TOKENS } from './fixture.ts';

describe('GET collaborators/{user}/permission', () => {
  test.each([
    ['ann', 'admin', 'admin'],
    ['BOB', 'write', 'maintain'],
    ['cy', 'write', 'write'],
    ['dee', 'read', 'triage'],
    ['eve', 'read', 'read'],
    ['nobody', 'read', 'read'],
    ['acme', 'admin', 'admin'],
  ])('of %s is %s, %s', async (name, permission, role) => {
    const collaborators = {
      ann: 'admin',
      bob: 'maintain',
      cy: 'write',
      dee: 'triage',
      eve: 'read',
    } as const;
    const { ask } = await makeWorld(undefined, {
      repositories: { 'acme/shop': { collaborators } },
    });
    expect((await ask('GET', `collaborators/${name}/permission`)).body).toMatchObject({
      permission,
      role_name: role,
    });
  });

  test('is none in a private repository, and of a bot not known', async () => {
    const { ask } = await makeWorld(undefined, {
      repositories: { 'acme/shop': { private: true } },
    });
    expect((await ask('GET', 'collaborators/nobody/permission')).body).toMatchObject({
      permission: 'none',
    });
    expect(await ask('GET', 'collaborators/podseal[bot]/permission')).toMatchObject({
      status: 404,
      body: { message: 'podseal[bot] is not a user' },
    });
  });
});

describe('pull requests', () => {
  test('are listed, and found by a commit, those of forks too', async () => {
    const { ask, github, gitDir, commits } = await makeWorld();
    const [base = '', head = ''] = commits;
    const options = { owner: 'acme', repo: 'shop', gitDir, base };
    const author = { login: 'ann', type: 'User' } as const;
    const tip = commit(gitDir, { 'x.txt': 'x' }, { parent: head });
    await github.addPullRequest({ ...options, head: tip, number: 8, fork: true, author });
    await github.addPullRequest({ ...options, head, number: 9, state: 'closed' });
    const numbers = async (path: string): Promise<number[]> =>
      ((await ask('GET', path)).body as { number: number }[]).map(({ number }) => number);
    expect(await numbers(`commits/${head}/pulls`)).toEqual([7, 8]);
    expect(await numbers(`commits/${tip}/pulls`)).toEqual([8]);
    expect(await numbers('pulls')).toEqual([8, 7]);
    expect(await numbers('pulls?state=all&per_page=1')).toEqual([9]);
    expect(await numbers('pulls?head=ann:branch-8')).toEqual([8]);
    expect(await numbers('pulls?head=acme:branch-8')).toEqual([]);
    expect((await ask('GET', `commits/${'0'.repeat(40)}/pulls`)).status).toBe(422);
  });

  test('are given as a diff, unless it is too large', async () => {
    const { ask, github } = await makeWorld();
    const accept = { headers: { accept: 'application/vnd.github.diff' } };
    expect((await ask('GET', 'pulls/7', accept)).text).toMatch(/^diff --git a\/gone\.txt/);
    await github.as('ann').push(7, { 'large.txt': numbered(20_001) });
    expect(await ask('GET', 'pulls/7', accept)).toMatchObject({
      status: 406,
      body: { errors: [{ resource: 'PullRequest', field: 'diff', code: 'too_large' }] },
    });
    const many = Array.from({ length: 301 }, (_, at) => [`f${at}`, 'x']);
    await github.as('ann').forcePush(7, Object.fromEntries(many));
    expect((await ask('GET', 'pulls/7', accept)).body).toHaveProperty(
      'message',
      expect.stringContaining('maximum number of files (300)'),
    );
  });
});

describe('GET git/trees/{sha}', () => {
  test('lists one level or all', async () => {
    const { ask, commits } = await makeWorld([
      { 'a/b/c.txt': 'c', 'run.sh': { text: 'x', executable: true } },
    ]);
    const entries = async (path: string): Promise<string[]> => {
      const { body } = await ask('GET', path);
      const { tree } = body as { tree: { path: string; mode: string }[] };
      return tree.map(({ path: at, mode }) => `${mode} ${at}`);
    };
    expect(await entries(`git/trees/${commits[0]}`)).toEqual(['040000 a', '100755 run.sh']);
    expect(await entries('git/trees/main?recursive=1')).toEqual([
      ...['040000 a', '040000 a/b', '100644 a/b/c.txt', '100755 run.sh'],
    ]);
    expect((await ask('GET', `git/trees/${'0'.repeat(40)}`)).status).toBe(404);
  });
});

describe('artifacts', () => {
  const tokens = {
    ...TOKENS,
    actions: { ...TOKENS.actions, permissions: { actions: 'read' } },
  } as const;

  test('are listed and downloaded, from another host and without the token', async () => {
    const { ask, github, commits } = await makeWorld(undefined, { tokens });
    const zip = Buffer.from('PK');
    const options = { runId: 5, name: 'plan', zip, headSha: commits[1] ?? '' };
    const id = github.addArtifact('acme', 'shop', options);
    github.addArtifact('acme', 'shop', { ...options, name: 'old', expired: true });
    expect((await ask('GET', 'actions/runs/5/artifacts?name=plan')).body).toMatchObject({
      total_count: 1,
      artifacts: [{ id, size_in_bytes: 2, workflow_run: { id: 5, head_sha: commits[1] } }],
    });
    // fetch takes the token off when it follows to another host.
    const { status, text } = await ask('GET', `actions/artifacts/${id}/zip`);
    expect({ status, text }).toEqual({ status: 200, text: 'PK' });
    expect((await ask('GET', `actions/artifacts/${id}/tar`)).status).toBe(404);
    expect((await ask('GET', `actions/artifacts/${id + 1}/zip`)).status).toBe(410);
    const there = `/double-of-the-store/artifacts/${id}`;
    expect((await ask('GET', there)).status).toBe(403);
  });
});

describe('check runs', () => {
  test('are read, and asked for again by the App that made them', async () => {
    const { ask, commits } = await makeWorld();
    const body = { name: 'Podseal', head_sha: commits[1], conclusion: 'success' };
    const { id } = (await ask('POST', 'check-runs', { body })).body as { id: number };
    expect((await ask('GET', `check-runs/${id}`)).body).toMatchObject({ name: 'Podseal' });
    expect((await ask('POST', `check-runs/${id}/rerequest`)).status).toBe(201);
    expect((await ask('POST', `check-runs/${id}/rerequest`, { token: 'app' })).status).toBe(403);
  });
});

describe('a merge queue', () => {
  test('has a branch whose range can be compared', async () => {
    const { ask, github, gitDir, commits } = await makeWorld();
    const [base = ''] = commits;
    const queued = commit(gitDir, { 'q.txt': 'q' }, { parent: base });
    const name = `gh-readonly-queue/main/pr-7-${base}`;
    await github.setBranch('acme', 'shop', name, queued);
    const { body } = await ask('GET', `compare/${base}...${queued}`);
    expect(body).toMatchObject({ files: [{ filename: 'q.txt' }] });
    expect((await ask('GET', `contents/q.txt?ref=${encodeURIComponent(name)}`)).status).toBe(200);
  });
});
