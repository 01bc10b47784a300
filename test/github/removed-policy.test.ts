import { afterEach, expect, it } from 'vitest';
import { writePolicies } from '../../src/policy/write-policies.ts';
import { README, type World, makeWorld } from './world.ts';

let world: World;

afterEach(async () => {
  await world.close();
});

const PATH = 'policies/podseal-vap.yaml';
const ruleSet = { profile: 'immutable', only: ['admission-policy'] } as const;
const { text } = writePolicies(
  { ruleSet: { profile: 'immutable', only: ['no-privileged'] }, failOn: 'error' },
  { engine: 'vap', isEnforced: true, namespaces: [] },
);

it('a removed file of policies gets a comment, once, and none when it is there again', async () => {
  const base = { ...README, [PATH]: text };
  world = await makeWorld([base, { [PATH]: null }, { 'README.md': 'More.\n' }, { [PATH]: text }]);
  const run = async (): Promise<string | undefined> => (await world.run({ ruleSet })).conclusion;
  expect(await run()).toBe('success');
  const said = `**\`${PATH}\` has no policy any more**`;
  expect(world.said()).toEqual([expect.stringContaining(said)]);
  await world.push(2);
  await run();
  expect(world.said()).toHaveLength(1);
  await world.push(3);
  await run();
  expect(world.said()).toEqual([expect.stringContaining('Done: this is no longer found.')]);
});

it('a policy that is weakened gets a comment on its line', async () => {
  const weaker = text.replace('[Deny, Audit]', '[Audit]');
  world = await makeWorld([{ ...README, [PATH]: text }, { [PATH]: weaker }]);
  await world.run({ ruleSet });
  const line = weaker.split('\n').findIndex((one) => one.includes('[Audit]')) + 1;
  const name = 'ValidatingAdmissionPolicyBinding `podseal-no-privileged`';
  expect(world.said()).toEqual([`${PATH}:${line} **${name} refuses less than before**`]);
});
