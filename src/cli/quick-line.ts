import { type Option, readItem } from '../options/option.ts';
import { COMMANDS, type CommandRow } from './commands.ts';
import { type CommandName, type GivenOptions, optionsOf } from './given-options.ts';

/** A command line that was read. */
export interface ReadLine {
  readonly row: CommandRow;
  readonly operands: readonly string[];
  readonly given: GivenOptions;
}

/**
 * Reads a command line that has no fault and asks for no help, as nearly all do. The library that reads
 * all of them, and has words for what is wrong, takes a quarter of the time of a check to load.
 *
 * @param args what follows the name of the program
 * @returns undefined where that library has to look
 */
export function readQuickly([name = '', ...args]: readonly string[]): ReadLine | undefined {
  if (!isCommand(name)) return undefined;
  const row = COMMANDS[name];
  const options = optionsOf(name, row.place);
  const operands: string[] = [];
  const given: Record<string, unknown> = {};
  for (let at = 0; at < args.length; at++) {
    const word = args[at] ?? '';
    if (word === '-' || !word.startsWith('-')) {
      operands.push(word);
      continue;
    }
    const [, key = '', inline] = /^--([a-z-]+)(?:=([^]*))?$/.exec(word) ?? [];
    const option = Object.hasOwn(options, key) ? options[key] : undefined;
    const text = option?.kind === 'flag' ? inline : (inline ?? args[++at]);
    const value = option && readValue(option, text, given[key]);
    if (value === undefined) return undefined;
    given[key] = value;
  }
  return fits(row, operands.length) ? { row, operands, given } : undefined;
}

function isCommand(name: string): name is CommandName {
  return Object.hasOwn(COMMANDS, name);
}

/** The value of an option; undefined for one that is not taken. */
function readValue(option: Option<unknown>, text: string | undefined, before: unknown): unknown {
  if (option.kind === 'flag') return text === undefined ? true : undefined;
  if (text === undefined) return undefined;
  const read = readItem(option, text, '');
  if ('fault' in read) return undefined;
  const { output } = read;
  return Array.isArray(before) && Array.isArray(output) ? [...before, ...output] : output;
}

/** Whether a command takes so many operands. */
function fits({ operands }: CommandRow, count: number): boolean {
  const least = operands.filter(([form]) => form.startsWith('<')).length;
  const isOpen = operands.some(([form]) => form.includes('...'));
  return count >= least && (isOpen || count <= operands.length);
}
