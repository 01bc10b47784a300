import { describe, expect, it } from 'vitest';
import type { Annotation } from '../../src/github/annotations.ts';
import { type Check, createCheck, readConclusion } from '../../src/github/check-run.ts';
import { LOST, REF, type Step, refusal, script } from './script.ts';

const LIST = 'GET /repos/{owner}/{repo}/commits/{ref}/check-runs';
const CREATE = 'POST /repos/{owner}/{repo}/check-runs';
const ADD = 'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}';
const PULL = 'GET /repos/{owner}/{repo}/pulls/{pull_number}';

const CHECK: Check = {
  ...{ head: 'head', name: 'Podseal', about: 7, conclusion: 'failure' },
  ...{ title: 'A title', summary: 'A summary', annotations: [] },
};

function annotations(count: number): Annotation[] {
  return Array.from({ length: count }, (_, index) => ({
    ...{ path: `${index}.yaml`, start_line: 1, end_line: 1, title: 'a-rule' },
    ...{ annotation_level: 'failure', message: 'A message' },
  }));
}

async function create(check: Check, ...steps: Step[]) {
  const github = script(...steps);
  const outcome = await createCheck(github.client, REF, check);
  github.end();
  return { outcome, sent: github.sent };
}

interface Run {
  readonly id: number;
  readonly external_id: string | null;
  readonly conclusion?: string | null;
  readonly annotations?: number;
}

function listed(...runs: Run[]): Step {
  const check_runs = runs.map(({ annotations: annotations_count = 0, ...run }) => ({
    conclusion: 'failure',
    ...run,
    output: { annotations_count },
  }));
  return [LIST, { check_runs }];
}

const NONE = listed();
const CREATED: Step = [CREATE, { id: 1 }];

/** How a check is named outside, which says what is in it. */
async function idOf(check: Check): Promise<string> {
  const { sent } = await create(check, NONE, [CREATE, { id: 1 }], ...addsOf(check));
  return String(sent[1]?.['external_id']);
}

function addsOf({ annotations: all }: Check): Step[] {
  return Array.from({ length: Math.max(0, Math.ceil(all.length / 50) - 1) }, () => [ADD]);
}

describe('a check', () => {
  it('is concluded on its head, and names what it is about', async () => {
    const actions = [{ label: 'Fix', description: 'Fixes', identifier: 'fix' }];
    const { outcome, sent } = await create({ ...CHECK, actions }, NONE, CREATED);
    expect(outcome).toEqual({});
    expect(sent[0]).toMatchObject({ ref: 'head', check_name: 'Podseal', filter: 'all' });
    expect(sent[1]).toEqual({
      ...{ owner: 'shop', repo: 'manifests', name: 'Podseal', head_sha: 'head' },
      external_id: expect.stringMatching(/^podseal:7:[0-9a-f]{16}-[0-9a-f]{16}$/) as string,
      ...{ conclusion: 'failure', status: 'completed', actions },
      output: { title: 'A title', summary: 'A summary', annotations: [] },
    });
    const queue = await create({ ...CHECK, about: undefined }, NONE, CREATED);
    expect(queue.sent[1]?.['external_id']).toMatch(/^podseal:queue:/);
  });

  it('is not made again where the newest of ours says the same', async () => {
    const external_id = await idOf(CHECK);
    expect((await create(CHECK, listed({ id: 3, external_id }))).sent).toHaveLength(1);
    // Another pull request's, and those of others, are no news of this one.
    const others = [
      { id: 8, external_id: 'podseal:70:x' },
      { id: 9, external_id: null },
    ];
    await create(CHECK, listed(...others, { id: 3, external_id }));
    const newer = { id: 4, external_id: 'podseal:7:other-0' };
    await create(CHECK, listed({ id: 3, external_id }, newer), CREATED);
  });

  it('is made again where anything of it is another', async () => {
    const external_id = await idOf(CHECK);
    const others = [{ conclusion: 'success' }, { title: 'B' }, { summary: 'B' }, { about: 8 }];
    for (const other of others as Partial<Check>[]) {
      // oxlint-disable-next-line no-await-in-loop
      const made = await create({ ...CHECK, ...other }, listed({ id: 3, external_id }), CREATED);
      expect(made.sent).toHaveLength(2);
    }
    const more = { ...CHECK, annotations: annotations(1) };
    await create(more, listed({ id: 3, external_id }), CREATED);
  });

  it('without annotations is one that has them', async () => {
    const external_id = await idOf({ ...CHECK, annotations: annotations(2) });
    const { sent } = await create(CHECK, listed({ id: 3, external_id, annotations: 2 }));
    expect(sent).toHaveLength(1);
  });

  it('that the token may not make is an obstacle, and any other fault is thrown', async () => {
    expect((await create(CHECK, [LIST, refusal(403)])).outcome).toEqual({
      obstacle: 'checks: write',
    });
    expect((await create(CHECK, NONE, [CREATE, refusal(403)])).outcome).toEqual({
      obstacle: 'checks: write',
    });
    await expect(create(CHECK, NONE, [CREATE, refusal(422)])).rejects.toMatchObject({
      status: 422,
    });
  });
});

describe('annotations', () => {
  const many = { ...CHECK, annotations: annotations(101) };

  it('come fifty at a time, each once', async () => {
    const { sent } = await create(many, NONE, CREATED, [ADD], [ADD]);
    const batches = sent.slice(1).map(({ output }) => (output as Check).annotations);
    expect(batches.map(({ length }) => length)).toEqual([50, 50, 1]);
    expect(batches.flat()).toEqual(many.annotations);
    expect(sent[3]).toMatchObject({ check_run_id: 1, output: { title: 'A title' } });
  });

  it('that are missing on a check are added, from where they end', async () => {
    const run = { id: 3, external_id: await idOf(many), annotations: 100 };
    const { sent } = await create(many, listed(run), [ADD]);
    expect(sent[1]).toMatchObject({
      check_run_id: 3,
      output: { annotations: [{ path: '100.yaml' }] },
    });
    await create(many, listed({ ...run, annotations: 101 }));
  });

  it('whose answer got lost are counted before it goes on, once', async () => {
    const external_id = await idOf(many);
    const now = listed({ id: 1, external_id, annotations: 100 });
    const { sent } = await create(many, NONE, CREATED, [ADD, LOST], now, [ADD]);
    expect(sent[4]).toMatchObject({ output: { annotations: [{ path: '100.yaml' }] } });
    const twice = create(many, NONE, CREATED, [ADD, LOST], now, [ADD, LOST]);
    await expect(twice).rejects.toBe(LOST);
    // Another run's check is not counted.
    const other = listed({ id: 2, external_id: 'podseal:7:x-y', annotations: 101 });
    const again = await create(many, NONE, CREATED, [ADD, LOST], other, [ADD], [ADD]);
    expect(again.sent[4]).toMatchObject({ check_run_id: 1 });
  });

  it('that GitHub refuses give way to words that name them', async () => {
    const words = { title: 'Bare', summary: 'All of it' };
    const check = { ...many, withoutAnnotations: words };
    const first = await create(check, NONE, [CREATE, refusal(422)], NONE, CREATED);
    expect(first.outcome).toEqual({ isBare: true });
    expect(first.sent[3]).toMatchObject({ output: { ...words, annotations: [] } });
    const later = await create(check, NONE, CREATED, [ADD, refusal(422)], [ADD]);
    expect(later.outcome).toEqual({ isBare: true });
    expect(later.sent[3]).toMatchObject({ output: { ...words, annotations: [] } });
  });
});

describe('a check whose answer got lost', () => {
  it('is looked for, and made again once where it is not there', async () => {
    const external_id = await idOf(CHECK);
    await create(CHECK, NONE, [CREATE, LOST], listed({ id: 1, external_id }));
    await create(CHECK, NONE, [CREATE, LOST], NONE, CREATED);
    const older = listed({ id: 1, external_id: 'podseal:7:x-y' });
    await create(CHECK, NONE, [CREATE, LOST], older, CREATED);
    const twice = create(CHECK, NONE, [CREATE, LOST], NONE, [CREATE, LOST]);
    await expect(twice).rejects.toBe(LOST);
  });
});

describe('a green check on a head that another pull request has, too', () => {
  const green: Check = { ...CHECK, conclusion: 'success' };
  const other = (conclusion: string): Run => ({ id: 5, external_id: 'podseal:9:x', conclusion });
  const pull = (more: object = {}): Step => [
    PULL,
    { state: 'open', head: { sha: 'head' }, ...more },
  ];

  it.each(['failure', 'neutral'])('is no better than the one there: %s', async (conclusion) => {
    const { sent } = await create(green, listed(other(conclusion)), pull(), CREATED);
    expect(sent[1]).toMatchObject({ pull_number: 9 });
    expect(sent[2]).toMatchObject({
      conclusion,
      output: {
        title: 'A title; but see #9',
        summary: `#9 has the same head commit, and its check is ${conclusion}. GitHub shows one check for both.\n\nA summary`,
      },
    });
  });

  it.each<[string, Step]>([
    ['is closed', pull({ state: 'closed' })],
    ['moved on', pull({ head: { sha: 'newer' } })],
  ])('stays green where that one %s', async (_, step) => {
    const { sent } = await create(green, listed(other('failure')), step, CREATED);
    expect(sent[2]).toMatchObject({ conclusion: 'success', output: { title: 'A title' } });
  });

  it('counts the newest of each, and neither its own nor that of a queue', async () => {
    const runs = [
      { id: 9, external_id: 'podseal:9:y', conclusion: 'success' },
      other('failure'),
      { id: 4, external_id: 'podseal:7:z', conclusion: 'failure' },
      { id: 3, external_id: 'podseal:queue:z', conclusion: 'failure' },
    ];
    const { sent } = await create(green, listed(...runs), CREATED);
    expect(sent[1]).toMatchObject({ conclusion: 'success' });
  });

  it('is not asked about where this one is not green, or is about a queue', async () => {
    const red = await create(CHECK, listed(other('neutral')), CREATED);
    const queue = { ...green, about: undefined };
    const merged = await create(queue, listed(other('failure')), CREATED);
    expect([red.sent, merged.sent].map(({ length }) => length)).toEqual([2, 2]);
  });
});

describe('the conclusion of a check', () => {
  const ask = async (...steps: Step[]) => {
    const github = script(...steps);
    return readConclusion(github.client, REF, CHECK);
  };

  it('is that of the newest of ours about the pull request', async () => {
    const runs = [
      { id: 1, external_id: 'podseal:7:a', conclusion: 'failure' },
      { id: 3, external_id: 'podseal:70:a', conclusion: 'neutral' },
      { id: 2, external_id: 'podseal:7:b', conclusion: 'success' },
    ];
    expect(await ask(listed(...runs))).toBe('success');
    expect(await ask(NONE)).toBeUndefined();
  });

  it('is unknown where the token may not read it, and any other fault is thrown', async () => {
    expect(await ask([LIST, refusal(403)])).toBeUndefined();
    await expect(ask([LIST, LOST])).rejects.toBe(LOST);
  });
});
