import { resolve } from 'node:path';
import { COMMAND_OPTIONS } from '../options/command-options.ts';
import {
  type GivenOf,
  type Option,
  type Options,
  type Place,
  type ValuesOf,
  optionsIn,
  shortHelp,
  valuesOf,
} from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';
import { type RegistryFlags, registryFlagsOf } from '../registry/flags.ts';

/** The name of a command. */
export type CommandName = keyof typeof COMMAND_OPTIONS;

/** What was given of the options of a command, by their keys; each was checked by its schema. */
export type GivenOptions = Readonly<Record<string, unknown>>;

/** Shared options that would do nothing: of commands that look at no image or folder, or that fix nothing. */
const UNUSED: Partial<Record<CommandName, RegExp>> = {
  config: /^(?:registry|pull-)/,
  rules: /^(?:registry|pull-|files$|foreign-|fail-on$|scratch-)/,
  explain: /^(?:pull-|files$|fail-on$)/,
  policy: /^(?:registry|pull-|scratch-)/,
};

/** The options of a command: its own, and those that it shares. */
export function optionsOf(name: CommandName, place: Place | undefined): Options {
  const shared = Object.entries(place ? optionsIn(OPTIONS, place) : {}).filter(
    ([key]) => UNUSED[name]?.test(key) !== true,
  );
  return { ...COMMAND_OPTIONS[name], ...Object.fromEntries(shared) };
}

/** The names of commands, in the order of a table. */
export function namesOf(table: Readonly<Record<CommandName, unknown>>): CommandName[] {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- It has these keys and no others.
  return Object.keys(table) as CommandName[];
}

/** What the help says of an option. */
export function helpOf(option: Option<unknown>): string {
  const { kind, defaultText } = option;
  const more = [
    ...(kind === 'list' ? ['may be repeated'] : []),
    ...(defaultText === '' || kind === 'flag' ? [] : [`default: ${defaultText}`]),
  ];
  return more.length > 0 ? `${shortHelp(option)} (${more.join('; ')})` : shortHelp(option);
}

/** The options that a command does not share, given or not. */
export function ownValues<Table extends Options>(
  given: GivenOptions,
  table: Table,
): ValuesOf<Table> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Each was checked when it was read.
  return valuesOf(table, given as GivenOf<Table>);
}

/** What was given of the options that front ends share. */
export function sharedIn(given: GivenOptions): Given {
  const entries = Object.keys(OPTIONS).map((key) => [key, given[key]]);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- Each was checked when it was read.
  return Object.fromEntries(entries) as Given;
}

/** What a command was told about registries. */
export function registryIn(given: GivenOptions): RegistryFlags {
  return registryFlagsOf(valuesOf(OPTIONS, sharedIn(given)));
}

/** Names folders from the root, for a command that goes to another folder. */
export function withAbsoluteFolders(given: GivenOptions): GivenOptions {
  const { 'extends-from': checkouts, 'registry-cache': cache } = sharedIn(given);
  const moved = checkouts?.map((one) => {
    const at = one.indexOf('=') + 1;
    return `${one.slice(0, at)}${resolve(one.slice(at))}`;
  });
  return {
    ...given,
    ...(moved && { 'extends-from': moved }),
    ...(cache !== undefined && { 'registry-cache': resolve(cache) }),
  };
}
