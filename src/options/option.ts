import type * as v from 'valibot';
import { checkData } from '../schema/check-data.ts';
import { choice, flag, list, text, wholeNumber } from '../schema/shapes.ts';

/** Where an option can be given: to a command, to the Action, to the app, or in the configuration file. */
export type Place =
  'check' | 'fix' | 'try' | 'review' | 'image' | 'baseline' | 'action' | 'app' | 'file';

/**
 * An option: one row, from which the command line, the Action's inputs, the app's environment, the
 * configuration file, their messages and their pages are made.
 */
export interface Option<Value, Default extends Value | undefined = Value | undefined> {
  readonly kind: 'choice' | 'text' | 'list' | 'flag' | 'number';
  /** What it is, in Markdown. The first sentence is what the command line prints. */
  readonly help: string;
  /** What stands for its value in help texts: `quantity`. */
  readonly placeholder: string;
  /** Undefined for none. */
  readonly default: Default;
  /** The default in words, where there is one that the value does not show. */
  readonly defaultText: string;
  readonly places: readonly Place[];
  readonly schema: v.GenericSchema<unknown, Value>;
}

/** A table of options, by their names. */
export type Options = Readonly<Record<string, Option<unknown>>>;

/** What the options of a table are, all of them. */
export type ValuesOf<Table extends Options> = {
  readonly [Key in keyof Table]: Table[Key] extends Option<infer Value, infer Default>
    ? Value | Default
    : never;
};

/** What was given of the options of a table, in one place. */
export type GivenOf<Table extends Options> = {
  readonly [Key in keyof Table]?: Exclude<ValuesOf<Table>[Key], undefined>;
};

interface Described<Default> {
  readonly help: string;
  readonly default: Default;
  readonly defaultText?: string;
  readonly places?: readonly Place[];
}

/** One of a few words. */
export function choiceOption<Choice extends string, Default extends Choice | undefined>(
  choices: readonly Choice[],
  described: Described<Default>,
): Option<Choice, Default> {
  return complete('choice', 'name', described, () => choice(choices));
}

/** A text. */
export function textOption<Default extends string | undefined>(
  placeholder: string,
  described: Described<Default>,
  schema: () => v.GenericSchema<unknown, string> = text,
): Option<string, Default> {
  return complete('text', placeholder, described, schema);
}

/** A list of texts. */
export function listOption<Default extends readonly string[] | undefined>(
  placeholder: string,
  described: Described<Default>,
  item: () => v.GenericSchema<unknown, string> = text,
): Option<readonly string[], Default> {
  const schema = (): Option<readonly string[]>['schema'] => list(item());
  return complete<readonly string[], Default>('list', placeholder, described, schema);
}

/** Whether something is done; off unless given. */
export function flagOption(described: Omit<Described<false>, 'default'>): Option<boolean, false> {
  return complete('flag', '', { ...described, default: false, defaultText: 'false' }, flag);
}

/** A whole number in a range. */
export function numberOption<Default extends number | undefined>(
  range: { readonly least: number; readonly most: number },
  described: Described<Default>,
): Option<number, Default> {
  return complete('number', 'number', described, () => wholeNumber(range.least, range.most));
}

/** What an option can be. */
type Plain = string | number | boolean | readonly string[];

function complete<Value extends Plain, Default extends Value | undefined>(
  kind: Option<Value>['kind'],
  placeholder: string,
  { help, default: value, places = [], defaultText = textOf(value) }: Described<Default>,
  makeSchema: () => Option<Value>['schema'],
): Option<Value, Default> {
  let schema: Option<Value>['schema'] | undefined;
  return {
    ...{ kind, help, placeholder, default: value, defaultText, places },
    // Of dozens of options a command reads a few.
    get schema() {
      return (schema ??= makeSchema());
    },
  };
}

function textOf(value: Plain | undefined): string {
  if (value === undefined) return '';
  return typeof value === 'object' ? value.join(' ') : String(value);
}

/** What a text says of an option, or what is wrong with it, in a sentence. */
export type Read<Value> = { readonly output: Value } | { readonly fault: string };

function readText<Value>(option: Option<Value>, given: string, name: string): Read<Value> {
  return read(option, dataOf(option.kind, given.trim()), name);
}

/**
 * Reads the options of a table where all values are text, and empty means not given: lists have an
 * item a line, or commas between.
 *
 * @param nameOf what a message calls an option: `PODSEAL_FAIL_ON`
 * @returns what was given, and all that is wrong with it, in sentences
 */
export function readTexts<Table extends Options>(
  table: Table,
  given: (key: string) => string,
  nameOf: (key: string) => string,
): { readonly given: GivenOf<Table>; readonly faults: readonly string[] } {
  const faults: string[] = [];
  const entries = Object.entries(table).flatMap(([key, option]) => {
    const said = given(key);
    if (said === '') return [];
    const result = readText(option, said, nameOf(key));
    if ('output' in result) return [[key, result.output]];
    faults.push(result.fault);
    return [];
  });
  // Each value was checked by the schema of its option.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return { given: Object.fromEntries(entries) as GivenOf<Table>, faults };
}

/**
 * Reads an item of a list, or a value that is none.
 *
 * @param name what a message calls it: `--fail-on`
 */
export function readItem<Value>(option: Option<Value>, given: string, name: string): Read<Value> {
  return read(option, option.kind === 'list' ? [given] : dataOf(option.kind, given), name);
}

function read<Value>({ schema }: Option<Value>, data: unknown, name: string): Read<Value> {
  const checked = checkData(schema, data, name);
  if ('output' in checked) return checked;
  return { fault: checked.fault.endsWith('?') ? checked.fault : `${checked.fault}.` };
}

function dataOf(kind: Option<unknown>['kind'], given: string): unknown {
  switch (kind) {
    case 'flag':
      return /^(?:true|false)$/i.test(given) ? given.toLowerCase() === 'true' : given;
    case 'number':
      return /^-?\d{1,15}$/.test(given) ? Number(given) : given;
    case 'list':
      return itemsOf(given);
    case 'choice':
    case 'text':
      return given;
  }
}

/** A comma in braces is part of a glob: `*.{yaml,yml}`. */
function itemsOf(given: string): string[] {
  return (given.match(/(?:\{[^{}\n]*\}|[^,\n])+/g) ?? [])
    .map((item) => item.trim())
    .filter((item) => item !== '');
}

/** The first sentence of an option's help as plain text, without its full stop. */
export function shortHelp({ help }: Option<unknown>): string {
  const [sentence = help] = /^[^]*?(?=\.(?: |$))/.exec(help) ?? [];
  return sentence.replaceAll('`', '');
}

/** The options of a table that can be given in a place. */
export function optionsIn(table: Options, place: Place): Options {
  return Object.fromEntries(
    Object.entries(table).filter(([, { places }]) => places.includes(place)),
  );
}

/** Values from what was given in several places, the most important first, and from the defaults. */
export function valuesOf<Table extends Options>(
  table: Table,
  ...given: readonly GivenOf<Table>[]
): ValuesOf<Table> {
  const entries = Object.entries(table).map(([key, option]) => [
    key,
    given.map((one) => one[key]).find((value) => value !== undefined) ?? option.default,
  ]);
  // Each value was checked by the schema of its option.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return Object.fromEntries(entries) as ValuesOf<Table>;
}
