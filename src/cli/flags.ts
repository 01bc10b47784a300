import { type Command, Option as Flag } from 'commander';
import { UserError } from '../errors/user-error.ts';
import { COMMAND_OPTIONS } from '../options/command-options.ts';
import {
  type GivenOf,
  type Option,
  type Options,
  type Place,
  type ValuesOf,
  optionsIn,
  readItem,
  shortHelp,
  valuesOf,
} from '../options/option.ts';
import { OPTIONS } from '../options/options.ts';
import { type RegistryFlags, registryFlagsOf } from '../registry/flags.ts';

/** The name of a command. */
export type CommandName = keyof typeof COMMAND_OPTIONS;

/** The place whose shared options a command has; none for one that judges nothing. */
const PLACES: Readonly<Record<CommandName, Place | undefined>> = {
  check: 'check',
  fix: 'fix',
  try: 'try',
  review: 'review',
  image: 'image',
  charts: undefined,
  baseline: 'baseline',
  // What is told of is how `podseal check` judges.
  config: 'check',
  rules: 'check',
  explain: 'check',
  policy: 'check',
  render: undefined,
  init: undefined,
  learn: undefined,
  completion: undefined,
};

/** A command with its own options and those that it shares. */
export function addCommand(program: Command, name: CommandName, description: string): Command {
  const command = program.command(name).description(description);
  const place = PLACES[name];
  const shared = place ? optionsIn(OPTIONS, place) : {};
  for (const [key, option] of Object.entries({ ...COMMAND_OPTIONS[name], ...shared })) {
    command.addOption(toFlag(key, option));
  }
  return command;
}

function toFlag(key: string, option: Option<unknown>): Flag {
  const { kind, placeholder, defaultText } = option;
  if (kind === 'flag') return new Flag(`--${key}`, shortHelp(option));
  const more = [
    ...(kind === 'list' ? ['may be repeated'] : []),
    ...(defaultText === '' ? [] : [`default: ${defaultText}`]),
  ];
  const help = more.length > 0 ? `${shortHelp(option)} (${more.join('; ')})` : shortHelp(option);
  return new Flag(`--${key} <${placeholder}>`, help).argParser((text, before: unknown) => {
    const read = readItem(option, text, `--${key}`);
    if ('fault' in read) throw new UserError(read.fault);
    return Array.isArray(before) && Array.isArray(read.output)
      ? [...before, ...read.output]
      : read.output;
  });
}

/** What was given of a table's options; a flag's key is as commander writes it. */
export function givenIn<Table extends Options>(command: Command, table: Table): GivenOf<Table> {
  const found = command.opts<Readonly<Record<string, unknown>>>();
  const entries = Object.keys(table).map((key) => {
    const flag = new Flag(`--${key}`);
    const value = found[flag.attributeName()];
    // Of `--no-render`, commander keeps `render`, which is true unless the flag was given.
    return [key, flag.negate ? value === false || undefined : value];
  });
  // Each value was checked when it was read.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as GivenOf<Table>;
}

/** The options of a command that it does not share, given or not. */
export function ownValues<Table extends Options>(command: Command, table: Table): ValuesOf<Table> {
  return valuesOf(table, givenIn(command, table));
}

/** What a command was told about registries. */
export function registryIn(command: Command): RegistryFlags {
  return registryFlagsOf(valuesOf(OPTIONS, givenIn(command, OPTIONS)));
}
