import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { COMMANDS } from '../../src/cli/commands.ts';
import { type CommandName, namesOf, optionsOf } from '../../src/cli/given-options.ts';
import { readFully } from '../../src/cli/program.ts';
import { readQuickly } from '../../src/cli/quick-line.ts';
import type { Option } from '../../src/options/option.ts';
import { runs } from '../properties/runs.ts';

/** A text that may be the value of an option, or not. */
const TEXTS: readonly string[] = ['text', 'json', '5', 'true', 'sarif=x.sarif', '**/*.yaml', ''];

/** Words that a command line has at any place. */
const WORDS: readonly string[] = [
  ...['-', '--', '-x', '-h', '--nothing', '--no-render', '--Format', '---', '--rule=', 'add'],
  ...['deploy/web.yaml:12', 'a b', '--=', '-h=', '--help', '--version', '-V'],
];

function wordsOf(name: CommandName): fc.Arbitrary<readonly string[]> {
  const options = Object.entries(optionsOf(name, COMMANDS[name].place));
  const text = fc.constantFrom(...TEXTS);
  const given = fc
    .tuple(fc.constantFrom(...options, ['nothing', undefined] as const), text, fc.nat(3))
    .map(([[key, option], value, form]) => spellings(key, option, value)[form] ?? []);
  const word = fc.constantFrom(...TEXTS, ...WORDS).map((one) => [one]);
  return fc
    .array(fc.oneof({ arbitrary: given, weight: 2 }, word), { maxLength: 6 })
    .map((words) => words.flat());
}

function spellings(key: string, option: Option<unknown> | undefined, value: string): string[][] {
  if (option?.kind === 'flag') return [[`--${key}`], [`--${key}`], [`--${key}=${value}`]];
  return [[`--${key}`, value], [`--${key}=${value}`], [`--${key}`], [`--${key}`, value]];
}

const line = fc
  .constantFrom(...namesOf(COMMANDS))
  .chain((name) => wordsOf(name).map((words): readonly string[] => [name, ...words]));

it('what is read quickly is read as the library reads it', async () => {
  await fc.assert(
    fc.asyncProperty(line, async (args) => {
      const quick = readQuickly(args);
      expect(quick && (await readFully(args))).toEqual(quick);
    }),
    runs(2000),
  );
});

it.each([
  [['check', 'a.yaml', '-', '--format', 'json', '--no-render', '--skip-rule=pinned-image', 'b']],
  [['check', '--skip-rule', 'pinned-image', '--skip-rule', 'seccomp-profile', '.']],
  [['check', '--staged']],
  [['fix', '--dry-run', '--unsafe', 'deploy']],
  [['review', '--base', 'main', '--output=sarif=x.sarif']],
  [['charts', 'add', 'oci://ghcr.io/acme/web', '--version', '1.2.3']],
  [['completion', 'bash']],
])('%j needs no library', (args) => {
  expect(readQuickly(args)).toBeDefined();
});

it.each([
  [[]],
  [['chek']],
  [['explain']],
  [['check', '--help']],
  [['check', '--format', 'yml']],
  [['check', '--format']],
  [['check', '--', '-']],
  [['review', 'main']],
  [['charts']],
  [['completion', 'bash', 'zsh']],
])('%j is for the library, which has the words', (args) => {
  expect(readQuickly(args)).toBeUndefined();
});
