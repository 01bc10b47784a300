import * as v from 'valibot';
import { nearest } from './nearest.ts';
import { hasHidden, quoted } from './quoted.ts';

/**
 * The shapes that files and options are made of. A fault's message is the rest of a sentence that
 * begins with the name of the value: `must be a list`.
 */

/** A check with the keywords of JSON Schema that say the same, for editors. */
export interface DescribedCheck {
  readonly jsonSchema: Readonly<Record<string, unknown>>;
}

/** Text without hidden characters; `expected` is what a pattern stands for, in words. */
export function text() {
  return v.pipe(
    v.string(textWords),
    v.check(
      (value) => !hasHidden(value),
      ({ input }) => `is ${quoted(input)}, with a hidden character: remove it`,
    ),
  );
}

/** Text of a form; `expected` says in words which, as the end of "write …". */
export function textLike(pattern: RegExp, expected: string) {
  return v.pipe(
    text(),
    v.regex(pattern, ({ input }) => `is ${quoted(input)}: write ${expected}`),
    v.description(sentence(expected)),
  );
}

function textWords({ input }: v.StringIssue): string {
  const isPlain = typeof input === 'number' || typeof input === 'boolean';
  return isPlain ? 'must be text: put it in quotes' : 'must be text';
}

function sentence(expected: string): string {
  return `${expected.charAt(0).toUpperCase()}${expected.slice(1)}.`;
}

/** True or false. */
export function flag() {
  return v.boolean('must be true or false');
}

/** One value that alone makes sense; what else could be meant is to leave the key out. */
export function only<const Value extends boolean | number>(value: Value) {
  return v.literal(value, `can only be ${value}`);
}

/** One of a few words. */
export function choice<const Choice extends string>(choices: readonly Choice[]) {
  return v.picklist(choices, ({ input }) => choiceWords(input, choices));
}

/** So many choices can be read at a glance; of more, the one that was meant is enough. */
const MAX_LISTED = 10;

/** What is wrong with a value that is none of the choices. */
function choiceWords(input: unknown, choices: readonly string[]): string {
  const all = choices.join(', ');
  if (typeof input !== 'string') return `must be one of ${all}`;
  const meant = nearest(input, choices);
  if (meant === undefined) return `is ${quoted(input)}, and must be one of ${all}`;
  return choices.length > MAX_LISTED
    ? `is ${quoted(input)}; did you mean ${meant}?`
    : `is ${quoted(input)}, and must be one of ${all}. Did you mean ${meant}?`;
}

/** A whole number in a range. */
export function wholeNumber(least: number, most: number) {
  const words = `must be a whole number from ${least} to ${most}`;
  return v.pipe(
    v.number(words),
    v.integer(words),
    v.minValue(least, words),
    v.maxValue(most, words),
  );
}

/** A list that may be empty. */
export function list<Item extends v.GenericSchema>(item: Item) {
  return v.array(item, 'must be a list');
}

/** A list that is left out where it has no items. */
export function filledList<Item extends v.GenericSchema>(item: Item) {
  return v.pipe(list(item), v.minLength(1, 'is empty: remove it, or add an item'));
}

/** Holds that no item of a list of texts is there twice. */
export function unique<Item>(): v.RawCheckAction<Item[]> & DescribedCheck {
  const action = v.rawCheck<Item[]>(({ dataset, addIssue }) => {
    const input: unknown = dataset.value;
    if (!Array.isArray(input)) return;
    const seen = new Set<unknown>();
    for (const [key, value] of input.entries()) {
      if (seen.has(value)) {
        addIssue({
          message: 'is there twice: remove one',
          path: [{ type: 'array', origin: 'value', input, key, value }],
        });
      }
      seen.add(value);
    }
  });
  return { ...action, jsonSchema: { uniqueItems: true } };
}

/** More unknown keys than that are no typing errors: it is another file. */
const MAX_UNKNOWN_KEYS = 20;

/** A mapping with these keys and no others. All keys that it does not have are named. */
export function mapping<const Entries extends v.ObjectEntries>(entries: Entries) {
  const names = Object.keys(entries);
  const base = v.strictObject(entries, ({ expected, input }) => {
    if (expected === 'Object') return 'must be a mapping';
    return expected === 'never' ? unknownKeyWords(String(input), names) : `is missing`;
  });
  // Valibot stops at the first unknown key; who has misspelled two wants to be told of both.
  const run: typeof base['~run'] = (dataset, config) => {
    // To Valibot a list is an object, too.
    const result = base['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
    const first = result.issues?.find(
      ({ expected, path }) => expected === 'never' && path?.length === 1,
    );
    const [step] = first?.path ?? [];
    if (!result.issues || !first || step?.type !== 'object' || config.abortEarly) return result;
    const others = Object.keys(step.input)
      .filter((key) => key !== step.key && !names.includes(key))
      .slice(0, MAX_UNKNOWN_KEYS);
    for (const key of others) {
      const message = unknownKeyWords(key, names);
      result.issues.push({ ...first, message, input: key, path: [{ ...step, key }] });
    }
    return result;
  };
  return { ...base, '~run': run };
}

/** Some keys of a mapping; what else it has is passed over, and not in the result. */
export function partsOf<const Entries extends v.ObjectEntries>(entries: Entries) {
  const base = v.object(entries, ({ expected }) =>
    expected === 'Object' ? 'must be a mapping' : 'is missing',
  );
  const run: (typeof base)['~run'] = (dataset, config) =>
    base['~run'](Array.isArray(dataset.value) ? { value: null } : dataset, config);
  return { ...base, '~run': run };
}

/** What is wrong with a key that a mapping does not have. */
function unknownKeyWords(key: string, names: readonly string[]): string {
  const meant = nearest(key, names);
  return meant === undefined
    ? `is not a key here; the keys are ${names.join(', ')}`
    : `is not a key here; did you mean ${quoted(meant)}?`;
}

/** Holds that a mapping with one key has another one, too. */
export function implies<Input extends object>(
  name: string,
  other: string,
): v.RawCheckAction<Input> & DescribedCheck {
  const action = v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (has(dataset.value, name) && !has(dataset.value, other)) {
      addIssue({ message: `has ${quoted(name)}, and needs ${quoted(other)} with it` });
    }
  });
  return { ...action, jsonSchema: { dependencies: { [name]: [other] } } };
}

/** Holds that a mapping has one of some keys. */
export function hasOneOf<Input extends object>(
  names: readonly string[],
): v.RawCheckAction<Input> & DescribedCheck {
  const action = v.rawCheck<Input>(({ dataset, addIssue }) => {
    if (!isObject(dataset.value) || names.some((name) => has(dataset.value, name))) return;
    addIssue({ message: `needs one of ${names.join(', ')}` });
  });
  return { ...action, jsonSchema: { anyOf: names.map((name) => ({ required: [name] })) } };
}

function has(value: unknown, name: string): boolean {
  return isObject(value) && Object.hasOwn(value, name);
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null;
}

/** A word, or a mapping that says more. */
export function wordOr<Word extends v.GenericSchema, Mapping extends v.GenericSchema>(
  word: Word,
  more: Mapping,
) {
  return { ...v.lazy((input) => (isMapping(input) ? more : word)), options: [word, more] as const };
}

/** One item, or a list of them. */
export function oneOrMore<Item extends v.GenericSchema>(item: Item) {
  const some = filledList(item);
  return { ...v.lazy((input) => (Array.isArray(input) ? some : item)), options: [item, some] as const };
}

function isMapping(input: unknown): boolean {
  return isObject(input) && !Array.isArray(input);
}
