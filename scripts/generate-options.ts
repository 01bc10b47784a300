/** Makes what is written about options, for each front end, from the one table of options. */
import { ACTION_OPTIONS } from '../src/options/action-options.ts';
import { APP_OPTIONS } from '../src/options/app-options.ts';
import { COMMAND_OPTIONS } from '../src/options/command-options.ts';
import { type Option, type Options, type Place, optionsIn } from '../src/options/option.ts';
import { OPTIONS } from '../src/options/options.ts';
import { table } from './markdown-table.ts';

const COMMANDS: readonly Place[] = ['check', 'fix', 'try', 'review', 'image', 'baseline'];

/** A manifest of the Action with its inputs made anew. */
export function withInputs(manifest: string): string {
  const [before = '', after = ''] = manifest.split(/^inputs:\n[^]*?(?=^outputs:\n)/m);
  const { token, ...own } = ACTION_OPTIONS;
  const inputs = [
    input('token', token, '${{ github.token }}'),
    ...Object.entries(optionsIn(OPTIONS, 'action')).map(([key, option]) => input(key, option)),
    ...Object.entries(own).map(([key, option]) => input(key, option, textOf(option.default))),
  ];
  return `${before}inputs:\n${inputs.join('')}${after}`;
}

/**
 * An input. Where other places can say something else than the default, the manifest has none: what
 * is empty was not given.
 */
function input(key: string, option: Option<unknown>, value?: string): string {
  const { help, defaultText } = option;
  const text =
    value === undefined && defaultText !== '' ? `${help} Default: ${defaultText}.` : help;
  const given = value === undefined ? '' : `    default: ${scalar(value)}\n`;
  return `  ${key}:\n    description: >-\n${fold(text, '      ')}    required: false\n${given}`;
}

/** An input that has no default is not given. */
function textOf(value: string | boolean | readonly string[] | undefined): string | undefined {
  return value === undefined ? undefined : String(value);
}

function scalar(value: string): string {
  return /^(?:true|false)$/.test(value) ? `'${value}'` : value;
}

/** A text in lines of at most 100 characters. */
function fold(text: string, indent: string): string {
  const lines = [''];
  for (const word of text.split(' ')) {
    const line = `${lines.at(-1)} ${word}`.trimStart();
    if (indent.length + line.length > 100) lines.push(word);
    else lines[lines.length - 1] = line;
  }
  return lines.map((line) => `${indent}${line}\n`).join('');
}

/** The tables of docs/options.md, by the names of their blocks. */
export function optionTables(): Record<string, string> {
  const own = Object.entries(COMMAND_OPTIONS).filter(
    ([, options]) => Object.keys(options).length > 0,
  );
  const commands = own.map(([name, options]): [string, string] => [
    `options ${name}`,
    optionTable(options, (key) => `--${key}`),
  ]);
  return {
    'options shared': sharedTable(),
    ...Object.fromEntries(commands),
    'options action': optionTable(ACTION_OPTIONS, (key) => key),
  };
}

/** The table of docs/configuration.md. */
export function keysTable(): Record<string, string> {
  const options = Object.entries(optionsIn(OPTIONS, 'file')).map(([key, option]) => [
    code(key),
    option.help,
    defaultOf(option),
  ]);
  const first = ['`extends`', 'What this file builds on: files, or a profile.', 'nothing'];
  const others = [
    [
      '`rules`',
      'Rules with their severities, what they let pass, and where their findings may be exempted.',
      '',
    ],
    ['`kinds`', 'Kinds of your own, and where their objects hold pods.', ''],
    ['`exemptions`', 'Findings that may stay, and why.', ''],
  ];
  return { keys: table(['Key', 'What it is', 'Default'], [first, ...options, ...others]) };
}

/** The table of docs/app.md. */
export function appTable(): Record<string, string> {
  return { 'variables process': optionTable(APP_OPTIONS, (key) => key) };
}

function sharedTable(): string {
  const rows = Object.entries(OPTIONS).map(([key, option]) => {
    const commands = COMMANDS.filter((place) => option.places.includes(place));
    const inAll = commands.map(code).join(', ');
    const has = (place: Place): string => (option.places.includes(place) ? 'yes' : '');
    return [
      ...[code(key), option.help, defaultOf(option)],
      ...[inAll, has('action'), has('app'), has('file')],
    ];
  });
  const places = ['Commands', 'Action', 'App', 'Configuration'];
  return table(['Option', 'What it is', 'Default', ...places], rows);
}

function optionTable(options: Options, nameOf: (key: string) => string): string {
  const rows = Object.entries(options).map(([key, option]) => [
    code(nameOf(key)),
    option.help,
    defaultOf(option),
  ]);
  return table(['Option', 'What it is', 'Default'], rows);
}

/** A default that is a value is code, one in words is not. */
function defaultOf({ default: value, defaultText }: Option<unknown>): string {
  return value === undefined || defaultText === '' ? defaultText : code(defaultText);
}

function code(text: string): string {
  return `\`${text}\``;
}
