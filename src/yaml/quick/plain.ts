import type { Schema, ScalarTag } from 'yaml';
import { codesOf } from './reading.ts';

/** Digits and signs that a word starts with which may stand for more than a text. */
const STARTS = codesOf('+-.0123456789~');

/** The same of letters, and the words of YAML 1.1 that start with one, in any case. */
const LETTERS = codesOf('yYnNtTfFoO');
const WORDS: ReadonlySet<string> = new Set([
  'y',
  'yes',
  'n',
  'no',
  'true',
  'false',
  'on',
  'off',
  'null',
]);
/** The longest of them. */
const MAX_WORD = 5;

const DECIMAL = /^[1-9]\d{0,14}$/;

/**
 * What a word without quotes stands for: the schema decides; most words are texts, and most numbers are decimal.
 */
export function plainValue(word: string, schema: Schema): unknown {
  const first = word.charCodeAt(0);
  // Most keys start with such a letter, as `name` does, and to try all tags takes longer than to read them.
  const isWord = LETTERS.has(first) && word.length <= MAX_WORD && WORDS.has(word.toLowerCase());
  if (!isWord && !STARTS.has(first)) return word;
  if (DECIMAL.test(word)) return Number(word);
  for (const tag of schema.tags) {
    if (!isScalarTag(tag) || tag.default !== true || tag.test?.test(word) !== true) continue;
    const value: unknown = tag.resolve(word, ignore, {});
    return isWrapped(value) ? value.value : value;
  }
  return word;
}

function isScalarTag(tag: Schema['tags'][number]): tag is ScalarTag {
  return tag.collection === undefined;
}

/** No tag that is found by its test has an error. */
function ignore(): void {}

function isWrapped(value: unknown): value is { readonly value: unknown } {
  return typeof value === 'object' && value !== null && 'value' in value;
}
