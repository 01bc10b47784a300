import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { optionsOf } from '../../src/cli/given-options.ts';

const JUDGING = ['profile', 'pod-security-version'];
const SELECTING = [...JUDGING, 'rule', 'skip-rule'];

it.each([
  ['rules', [...SELECTING, 'extends-from']],
  ['baseline', ['prune', 'verbose', ...JUDGING, 'files', 'foreign-exemptions', 'extends-from']],
  ['explain', expect.not.arrayContaining(['files', 'fail-on', 'pull-charts'])],
  ['policy', expect.not.arrayContaining(['registry', 'scratch-size'])],
  ['config', expect.not.arrayContaining(['registry', 'pull-charts'])],
] as const)('%s has only options that it uses', (name, options) => {
  expect(Object.keys(optionsOf(name, COMMANDS[name].place))).toEqual(options);
});
