import { afterEach, describe, expect, it } from 'vitest';
import { readPullRequest } from '../../src/github/read-change.ts';
import { planRepair } from '../../src/review/plan-repair.ts';
import { lookBy, prepare } from '../../src/run/prepare.ts';
import { deployment } from '../judging.ts';
import { byConfiguration } from './by-configuration.ts';
import { OPTIONS, PR, type World, makeWorld } from './world.ts';

const PATH = '.github/podseal.yml';

let world: World;

afterEach(async () => world.close());

describe('a change that repairs the configuration of the base', () => {
  const BROKEN = 'fial-on: error\n';
  const FAULT = '.github/podseal.yml:1:1: "fial-on" is not a key here; did you mean "fail-on"?';
  const BASELINE = '.github/podseal.baseline';
  // So many that git takes the one file for the other.
  const LINES = '# a line of a comment\n'.repeat(9);

  it('gets a neutral check that says what was wrong, and nothing else', async () => {
    world = await makeWorld([{ [PATH]: BROKEN }, { [PATH]: 'fail-on: error\n' }]);
    const { conclusion, title, summary } = await world.run(byConfiguration);
    expect([conclusion, title]).toEqual([
      'neutral',
      'Not analyzed: this change repairs the configuration',
    ]);
    expect(summary).toBe(`The configuration on the base branch can't be used:

- \`.github/podseal.yml:1:1\`: \`"fial-on" is not a key here; did you mean "fail-on"?\`

This change repairs it, and changes no other file, so this check is neutral and does not block it. Nothing was analyzed. The repaired configuration counts once it is merged.`);
    expect(world.said()).toEqual([]);
    expect(world.github.checkRuns(world.commits[1] ?? '')).toMatchObject([
      { conclusion: 'neutral', summary },
    ]);
  });

  it('leaves earlier comments as they are, and is judged by no other configuration', async () => {
    world = await makeWorld([{ [PATH]: BROKEN }, { [PATH]: '' }]);
    const options = { ...OPTIONS, ...byConfiguration };
    const change = await readPullRequest(world.client(), PR, lookBy(options));
    if (typeof change === 'string') throw new Error(change);
    expect([change.files, change.configuration, change.repairs?.length]).toEqual([
      [],
      undefined,
      1,
    ]);
    // As `/podseal fix` would.
    await expect(prepare(change, options)).rejects.toThrow('Merge this repair of it first.');
    const plan = planRepair(change, change.repairs ?? []);
    const { comments, updates, resolutions, duplicates, dismissals } = plan;
    expect([comments, updates, resolutions, duplicates, dismissals].flat()).toEqual([]);
  });

  it('gets it in a merge queue, too', async () => {
    world = await makeWorld([{ [PATH]: BROKEN }, { [PATH]: '' }]);
    const [base = '', head = ''] = world.commits;
    const queued = { kind: 'merge-group', base, head } as const;
    expect((await world.run(byConfiguration, queued)).conclusion).toBe('neutral');
  });

  it.each([
    ['removes the file', { [PATH]: BROKEN }, { [PATH]: null }],
    ['renames it', { 'podseal.yml': `${BROKEN}${LINES}` }, { 'podseal.yml': null, [PATH]: LINES }],
    ['removes one of two', { [PATH]: '', 'podseal.yml': '# x\n' }, { 'podseal.yml': null }],
    [
      'corrects an option that does not fit',
      { [PATH]: 'pod-security-version: v1.31\n' },
      { [PATH]: '' },
    ],
    ['corrects the baseline', { [BASELINE]: '<<<<<<< HEAD\n' }, { [BASELINE]: '' }],
    [
      'corrects what is extended',
      { [PATH]: 'extends: ./more.yml\n', '.github/more.yml': BROKEN },
      { [PATH]: 'extends: ./more.yml\n', '.github/more.yml': '' },
    ],
    [
      'brings what is extended',
      { [PATH]: 'extends: ./more.yml\n' },
      { [PATH]: 'extends: ./more.yml\n', '.github/more.yml': '' },
    ],
  ])('may be one that %s', async (_, before, after) => {
    world = await makeWorld([
      { 'README.md': 'x', ...before },
      { 'README.md': 'x', ...after },
    ]);
    expect((await world.run(byConfiguration)).conclusion).toBe('neutral');
  });

  it('fails where it changes anything else, which nobody would look at', async () => {
    world = await makeWorld([{ [PATH]: BROKEN }, { [PATH]: '', 'web.yaml': deployment('web') }]);
    await expect(world.run(byConfiguration)).rejects.toThrow(`${FAULT}
Correct the configuration on the base branch: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.
This change repairs it, but other files of it can't be analyzed yet: put them into another pull request.`);
    expect(world.said()).toEqual([]);
    expect(world.github.checkRuns(world.commits[1] ?? '')[0]?.conclusion).toBe('failure');
  });

  it('fails where it moves a manifest out of the way', async () => {
    const text = deployment('web');
    world = await makeWorld([
      { [PATH]: BROKEN, 'web.yaml': text },
      { [PATH]: '', 'web.yaml': null, 'web.txt': text },
    ]);
    await expect(world.run(byConfiguration)).rejects.toThrow('put them into another pull request');
  });

  it('fails where it is wrong still, and says how', async () => {
    world = await makeWorld([{ [PATH]: BROKEN }, { [PATH]: 'fail-on: err\n' }]);
    await expect(world.run(byConfiguration)).rejects.toThrow(`${FAULT}
Correct the configuration on the base branch: https://github.com/podseal/podseal/blob/main/docs/configuration.md has the keys.
With this change there would be:
.github/podseal.yml:1:10: `);
  });

  it.each([
    ['the other file', { [PATH]: BROKEN }, { [PATH]: BROKEN, [BASELINE]: '' }],
    [
      'a third file',
      { [PATH]: '', 'podseal.yml': '' },
      { [PATH]: '', 'podseal.yml': '', [BASELINE]: '' },
    ],
  ])('does not repair it by a change of %s', async (_, before, after) => {
    world = await makeWorld([before, after]);
    await expect(world.run(byConfiguration)).rejects.toThrow('.github/podseal.yml');
  });
});
