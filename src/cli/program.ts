import { Command, CommanderError, Option as Flag } from 'commander';
import packageJson from '../../package.json' with { type: 'json' };
import { UserError } from '../errors/user-error.ts';
import { type Option, type Options, readItem } from '../options/option.ts';
import { COMMANDS } from './commands.ts';
import {
  type CommandName,
  type GivenOptions,
  helpOf,
  namesOf,
  optionsOf,
} from './given-options.ts';
import type { ReadLine } from './quick-line.ts';

/**
 * Reads a command line, whatever is in it. Prints the help that it asks for, and what is wrong with it.
 *
 * @param args what follows the name of the program
 * @returns the exit code where there is nothing more to do
 * @throws UserError for what our own words are about
 */
export async function readFully(args: readonly string[]): Promise<ReadLine | number> {
  const read: ReadLine[] = [];
  try {
    await createProgram(args[0], (line) => read.push(line)).parseAsync(args, { from: 'user' });
    return read[0] ?? 0;
  } catch (error) {
    if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
    throw error;
  }
}

/** Takes what was read. */
type Take = (line: ReadLine) => void;

function createProgram(named: string | undefined, take: Take): Command {
  const program = new Command('podseal')
    .description('Makes the containers in Kubernetes manifests immutable.')
    .version(packageJson.version)
    .enablePositionalOptions() // a command may have a version of its own
    .exitOverride();
  const names = namesOf(COMMANDS);
  const wanted = names.filter((name) => name === named);
  // All of them have a hundred options: one that is named needs its own alone.
  for (const name of wanted.length > 0 ? wanted : names) addCommand(program, name, take);
  return program;
}

function addCommand(program: Command, name: CommandName, take: Take): void {
  const row = COMMANDS[name];
  const options = optionsOf(name, row.place);
  const command = program
    .command(name)
    .description(row.description)
    .showHelpAfterError(`podseal ${name} --help says what it takes.`);
  for (const [form, help] of row.operands) command.argument(form, help);
  for (const [key, option] of Object.entries(options)) command.addOption(toFlag(key, option));
  const { excess } = row;
  if (excess) command.allowExcessArguments(); // so that the error can say what was meant
  command.action(() => {
    const extra = command.args[row.operands.length];
    if (excess && extra !== undefined) throw new UserError(excess(extra));
    take({ row, operands: command.args, given: givenIn(command, options) });
  });
}

function toFlag(key: string, option: Option<unknown>): Flag {
  if (option.kind === 'flag') return new Flag(`--${key}`, helpOf(option));
  const flags = `--${key} <${option.placeholder}>`;
  return new Flag(flags, helpOf(option)).argParser((text, before: unknown) => {
    const read = readItem(option, text, `--${key}`);
    if ('fault' in read) throw new UserError(read.fault);
    return Array.isArray(before) && Array.isArray(read.output)
      ? [...before, ...read.output]
      : read.output;
  });
}

/** What was given of a table's options; a flag's key is as commander writes it. */
function givenIn(command: Command, table: Options): GivenOptions {
  const found = command.opts<Readonly<Record<string, unknown>>>();
  const entries = Object.keys(table).map((key) => {
    const flag = new Flag(`--${key}`);
    const value = found[flag.attributeName()];
    // Of `--no-render`, commander keeps `render`, which is true unless the flag was given.
    return [key, flag.negate ? value === false || undefined : value];
  });
  return Object.fromEntries(entries);
}
