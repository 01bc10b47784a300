import { describe, expect, test } from 'vitest';
import { makeWorld, sharedWorld, type Answer, type World } from './fixture.ts';

const CREATE = 'https://docs.github.com/rest/reference/checks#create-a-check-run';
const UPDATE = 'https://docs.github.com/rest/checks/runs#update-a-check-run';
const output = { title: 'Podseal', summary: 'Fine' };

type Token = 'actions' | 'app' | 'person';

const create = (world: World, run: object = {}, token: Token = 'actions'): Promise<Answer> =>
  world.ask('POST', 'check-runs', {
    token,
    body: { name: 'Podseal', head_sha: world.commits[1], ...run },
  });

async function created(world: World, run: object = {}, token?: Token): Promise<number> {
  const { status, body } = await create(world, run, token);
  expect(status).toBe(201);
  return (body as { id: number }).id;
}

const update = (world: World, id: number, run: object, token: Token = 'actions'): Promise<Answer> =>
  world.ask('PATCH', `check-runs/${id}`, { token, body: run });

const annotation = {
  path: 'new.txt',
  start_line: 1,
  end_line: 1,
  annotation_level: 'warning',
  message: 'Look',
};

describe('POST check-runs', () => {
  const shared = sharedWorld();

  test('makes a check run, queued', async () => {
    const world = await makeWorld();
    const { status, body } = await create(world, { external_id: 'x', output });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      ...{ name: 'Podseal', head_sha: world.commits[1], external_id: 'x' },
      ...{ status: 'queued', conclusion: null, completed_at: null },
      output: { ...output, text: null, annotations_count: 0 },
      app: { id: 15_368, slug: 'github-actions' },
      pull_requests: [{ number: 7, head: { sha: world.commits[1] } }],
    });
    expect(world.github.checkRuns(world.commits[1] ?? '')).toMatchObject([
      { name: 'Podseal', title: 'Podseal', summary: 'Fine', author: 'github-actions[bot]' },
    ]);
  });

  test('makes a completed one of one with a conclusion', async () => {
    const world = await makeWorld();
    const { body } = await create(world, { conclusion: 'neutral', status: 'in_progress' });
    expect(body).toMatchObject({ status: 'completed', conclusion: 'neutral' });
    expect(body).toHaveProperty('completed_at', expect.stringMatching(/Z$/));
  });

  test('knows no pull request of a fork', async () => {
    const world = await makeWorld([{ a: '1' }, { a: '2' }, { a: '3' }]);
    const { github, gitDir, commits } = world;
    const [base = '', head = ''] = commits;
    const options = { owner: 'acme', repo: 'shop', number: 8, gitDir, base, head, fork: true };
    await github.addPullRequest(options);
    expect((await create(world, { head_sha: head })).body).toMatchObject({ pull_requests: [] });
  });

  test.each<[string, object, string]>([
    ['no name', { name: undefined }, '"name" wasn\'t supplied.'],
    ['no title', { output: { summary: 's' } }, '"title" wasn\'t supplied.'],
    ['no summary', { output: { title: 't' } }, '"summary" wasn\'t supplied.'],
    [
      'a summary that is too long',
      { output: { title: 't', summary: 'x'.repeat(65_536) } },
      'Only 65535 characters are allowed; 65536 were supplied.',
    ],
    [
      'a text that is too long',
      { output: { ...output, text: 'x'.repeat(70_000) } },
      'Only 65535 characters are allowed; 70000 were supplied.',
    ],
    [
      'too many annotations',
      { output: { ...output, annotations: Array(51).fill(annotation) } },
      'No more than 50 items are allowed; 51 were supplied.',
    ],
    [
      'too many actions',
      { actions: Array(4).fill({ label: 'l', description: 'd', identifier: 'i' }) },
      'No more than 3 items are allowed; 4 were supplied.',
    ],
    [
      'no conclusion',
      { status: 'completed' },
      'No subschema in "anyOf" matched.\n"conclusion" wasn\'t supplied.\n' +
        'completed is not a member of ["queued", "in_progress"].',
    ],
  ])('is refused with %s', async (_, run, words) => {
    const world = await shared();
    const { status, body } = await create(world, run);
    expect(status).toBe(422);
    const message = `Invalid request.\n\n${words}`;
    expect(body).toEqual({ message, documentation_url: CREATE, status: '422' });
    expect(world.github.checkRuns(world.commits[1] ?? '')).toEqual([]);
  });

  test.each(['f'.repeat(40), 'main', ''])('is refused for the commit "%s"', async (head_sha) => {
    const { status, body } = await create(await shared(), { head_sha });
    expect(status).toBe(422);
    expect(body).toMatchObject({ message: `No commit found for SHA: ${head_sha}` });
  });

  test('is refused with the conclusion that is GitHub’s own', async () => {
    const { status, body } = await create(await shared(), { conclusion: 'stale' });
    expect(status).toBe(422);
    expect(body).toMatchObject({ errors: [{ resource: 'CheckRun', field: 'conclusion' }] });
  });

  test('is not for users, whatever their permissions', async () => {
    const world = await makeWorld();
    const { status, body } = await create(world, {}, 'person');
    expect(status).toBe(403);
    expect(body).toEqual({
      message: 'You must authenticate via a GitHub App.',
      documentation_url: CREATE,
      status: '403',
    });
    expect((await update(world, await created(world), {}, 'person')).status).toBe(403);
  });
});

describe('annotations', () => {
  const shared = sharedWorld();

  test.each<[string, object]>([
    ['columns over several lines', { end_line: 2, start_column: 1, end_column: 2 }],
    ['a start column alone', { start_column: 1 }],
    ['columns backwards', { start_column: 3, end_column: 2 }],
    ['column zero', { start_column: 0, end_column: 2 }],
    ['line zero', { start_line: 0 }],
    ['lines backwards', { start_line: 2 }],
    ['a title that is too long', { title: 'x'.repeat(256) }],
    ['a message that is too long', { message: 'x'.repeat(64 * 1024 + 1) }],
  ])('are refused with %s, all of them', async (_, wrong) => {
    const world = await shared();
    const annotations = [annotation, { ...annotation, ...wrong }];
    const { status, body } = await create(world, { output: { ...output, annotations } });
    expect(status).toBe(422);
    expect(body).toEqual({
      message: 'Validation Failed',
      errors: [{ resource: 'CheckRun', code: 'invalid', field: 'annotations' }],
      documentation_url: CREATE,
      status: '422',
    });
    expect(world.github.checkRuns(world.commits[1] ?? '')).toEqual([]);
  });

  test('are added to by every update, and listed in pages', async () => {
    const world = await makeWorld();
    const columns = { start_column: 2, end_column: 2, title: 'T', raw_details: 'R' };
    const first = { ...annotation, ...columns };
    const id = await created(world, { output: { ...output, annotations: [first] } });
    const more = Array.from({ length: 50 }, (_, at) => ({ ...annotation, end_line: at + 1 }));
    const updated = await update(world, id, { output: { ...output, annotations: more } });
    expect(updated).toMatchObject({ status: 200, body: { output: { annotations_count: 51 } } });
    const { body, headers } = await world.ask('GET', `check-runs/${id}/annotations?per_page=50`);
    expect(body).toHaveLength(50);
    expect((body as unknown[])[0]).toEqual({
      ...first,
      blob_href: `https://github.com/acme/shop/blob/${world.commits[1]}/new.txt`,
    });
    expect((body as unknown[])[1]).toMatchObject({ start_column: null, title: null });
    expect(headers.get('link')).toContain('page=2>; rel="next"');
    const rest = await world.ask('GET', `check-runs/${id}/annotations?per_page=50&page=2`);
    expect(rest.body).toMatchObject([{ end_line: 50 }]);
    expect(world.github.checkRuns(world.commits[1] ?? '')[0]?.annotations).toHaveLength(51);
  });
});

describe('PATCH check-runs/{id}', () => {
  test('changes what it names', async () => {
    const world = await makeWorld();
    const id = await created(world, { status: 'in_progress', output: { ...output, text: 'T' } });
    const { status, body } = await update(world, id, {
      conclusion: 'failure',
      completed_at: '2026-01-02T03:04:05Z',
      output: { title: 'Bad', summary: '' },
    });
    expect(status).toBe(200);
    expect(body).toMatchObject({
      ...{ id, name: 'Podseal', status: 'completed', conclusion: 'failure' },
      completed_at: '2026-01-02T03:04:05Z',
      output: { title: 'Bad', summary: '', text: 'T' },
    });
    const again = await update(world, id, { status: 'in_progress' });
    expect(again.body).toMatchObject({ status: 'in_progress', conclusion: null });
    expect(again.body).toMatchObject({ completed_at: null });
  });

  test.each([
    [{ status: 'completed' }, '"conclusion" wasn\'t supplied.'],
    [{ status: 'waiting' }, 'waiting is not a member of ["queued", "in_progress"].'],
    [{ output: { title: 't' } }, '"summary" wasn\'t supplied.'],
    [{ output: { summary: 's' } }, '"title" wasn\'t supplied.'],
    [{ head_sha: 'f'.repeat(40) }, '"head_sha" is not a permitted key.'],
  ])('refuses %j', async (run, words) => {
    const world = await makeWorld();
    const { status, body } = await update(world, await created(world), run);
    expect(status).toBe(422);
    expect(body).toMatchObject({ documentation_url: UPDATE });
    expect(body).toHaveProperty('message', expect.stringContaining(words));
  });

  test('is for the App that made it', async () => {
    const world = await makeWorld();
    const { status, body } = await update(world, await created(world), { name: 'Mine' }, 'app');
    expect(status).toBe(403);
    expect(body).toMatchObject({
      message:
        'Invalid app_id `15368` - check run can only be modified by the GitHub App that created it.',
    });
  });
});

describe('GET commits/{ref}/check-runs', () => {
  const list = async (world: World, query = ''): Promise<unknown> => {
    const { status, body } = await world.ask('GET', `commits/branch-7/check-runs${query}`);
    expect(status).toBe(200);
    return body;
  };

  test('lists the latest of each name and App, the newest first', async () => {
    const world = await makeWorld();
    const old = await created(world);
    const newer = await created(world);
    const other = await created(world, { name: 'Other', conclusion: 'success' });
    const app = await created(world, {}, 'app');
    const ids = (body: unknown): number[] =>
      (body as { check_runs: { id: number }[] }).check_runs.map((run) => run.id);
    expect(ids(await list(world))).toEqual([app, other, newer]);
    expect(ids(await list(world, '?filter=all'))).toEqual([app, other, newer, old]);
    expect(ids(await list(world, '?check_name=Other'))).toEqual([other]);
    expect(ids(await list(world, '?status=completed'))).toEqual([other]);
    expect(ids(await list(world, '?app_id=15368'))).toEqual([other, newer]);
    const page = await list(world, '?per_page=1&page=2');
    expect(page).toMatchObject({ total_count: 3 });
    expect(ids(page)).toEqual([other]);
  });

  test('takes a SHA or a branch, and knows no others', async () => {
    const world = await makeWorld();
    await created(world);
    const bySha = await world.ask('GET', `commits/${world.commits[1]}/check-runs`);
    expect(bySha.body).toMatchObject({ total_count: 1 });
    const base = await world.ask('GET', 'commits/heads/main/check-runs');
    expect(base.body).toMatchObject({ total_count: 0, check_runs: [] });
    const nowhere = await world.ask('GET', 'commits/nowhere/check-runs');
    expect(nowhere.status).toBe(422);
    expect(nowhere.body).toMatchObject({ message: 'No commit found for SHA: nowhere' });
  });
});
