import { afterEach, expect, it } from 'vitest';
import { entriesOf } from '../../src/judge/exemptions/baseline-entry.ts';
import { judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { valuesOf } from '../../src/options/option.ts';
import { OPTIONS } from '../../src/options/options.ts';
import { writeBaseline } from '../../src/configuration/baseline.ts';
import { settle } from '../../src/configuration/settle.ts';
import type { RunOptions } from '../../src/run/run-review.ts';
import { FEW_RULES, deployment } from '../judging.ts';
import { type World, makeWorld } from './world.ts';

const PATH = '.github/podseal.yml';
const EXEMPT = `exemptions:
  - rule: [read-only-root-filesystem, run-as-non-root]
    name: legacy
    reason: Is replaced next year.
`;

let world: World;

afterEach(async () => world.close());

/** As the Action settles it, by few rules. */
const byConfiguration: Partial<RunOptions> = {
  settle: (files) =>
    settle(files, {
      values: (configured) => valuesOf(OPTIONS, { rule: FEW_RULES.only ?? [] }, configured),
      today: '2026-11-28',
      where: ' on the base branch',
    }),
};

it('judges a pull request by the configuration on its base', async () => {
  world = await makeWorld([
    { [PATH]: EXEMPT },
    {
      [PATH]: EXEMPT.replace('legacy', '"*"'),
      'legacy.yaml': deployment('legacy'),
      'web.yaml': deployment('web'),
    },
  ]);
  const { conclusion, summary } = await world.run(byConfiguration);
  expect(conclusion).toBe('failure');
  expect(world.said().length).toBe(1);
  expect(world.said()[0]).toMatch(/^web\.yaml:/);
  expect(summary).toContain('2 exempt findings');
  expect(summary).toContain(
    'This change edits `.github/podseal.yml`. It counts once it is merged: this check follows the base branch. In the changed files it hides 2 findings and adds 0 findings.',
  );
});

it.each([
  ['on the base counts', 'automation: [topic]', '', []],
  ['of the change itself does not', '', 'automation: [topic]', ['web.yaml']],
])('automation that is named %s', async (_, onBase, onHead, commented) => {
  const text = deployment('web');
  world = await makeWorld(
    [
      { [PATH]: `scope: touched\n${onBase}\n`, 'web.yaml': text },
      { [PATH]: `scope: touched\n${onHead}\n`, 'web.yaml': text.replace('app:1', 'app:2') },
    ],
    {},
    { headRef: 'topic' },
  );
  await world.run(byConfiguration);
  expect(world.said().map((line) => line.split(':')[0])).toEqual(commented);
});

it('looks at the files that the configuration wants, and no others', async () => {
  world = await makeWorld([
    { [PATH]: "files: ['deploy/**']\n" },
    { 'deploy/web.txt': deployment('web'), 'other/web.yaml': deployment('other') },
  ]);
  await world.run(byConfiguration);
  expect(world.said().map((line) => line.split(':')[0])).toEqual(['deploy/web.txt']);
});

it('fails for a configuration that is wrong, and says which one is meant', async () => {
  world = await makeWorld([{ [PATH]: 'fial-on: error\n' }, { 'web.yaml': deployment('web') }]);
  await expect(world.run(byConfiguration)).rejects.toThrow(
    '.github/podseal.yml:1:1: "fial-on" is not a key here; did you mean "fail-on"?\n' +
      'Correct the configuration on the base branch: docs/configuration.md has the keys.',
  );
  expect(world.said()).toEqual([]);
});

it('is neutral for a change that breaks the configuration, and names the place', async () => {
  world = await makeWorld([{ [PATH]: EXEMPT }, { [PATH]: EXEMPT.replace('reason', 'raeson') }]);
  const { conclusion, summary } = await world.run(byConfiguration);
  expect(conclusion).toBe('neutral');
  expect(summary).toContain(
    'line 4, column 5: "exemptions[0].raeson" is not a key here; did you mean "reason"? (in this change)',
  );
});

it('knows the baseline of the base, and not that of the change', async () => {
  const baselineOf = (name: string) => {
    const path = `${name}.yaml`;
    const { findings } = judge(readManifest({ path, text: deployment(name) }), FEW_RULES);
    return writeBaseline([...entriesOf(findings, path).values()]);
  };
  world = await makeWorld([
    { '.github/podseal.baseline': baselineOf('old'), 'old.yaml': deployment('old') },
    {
      '.github/podseal.baseline': baselineOf('web'),
      'old.yaml': deployment('old', 'command: [a]'),
      'web.yaml': deployment('web'),
    },
  ]);
  const { conclusion, summary } = await world.run({ ...byConfiguration, scope: 'all' });
  expect(conclusion).toBe('failure');
  expect(world.said().map((line) => line.split(':')[0])).toEqual(['web.yaml']);
  expect(summary).toContain('2 findings in the baseline.');
});
