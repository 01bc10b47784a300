import type { Schema, ScalarTag } from 'yaml';
import { codesOf } from './reading.ts';

/** Letters and signs that a word starts with which may stand for more than a text. */
const STARTS = codesOf('+-.0123456789~yYnNtTfFoO');

const DECIMAL = /^[1-9]\d{0,14}$/;

/**
 * What a word without quotes stands for: the schema decides; most words are texts, and most numbers are decimal.
 */
export function plainValue(word: string, schema: Schema): unknown {
  if (!STARTS.has(word.charCodeAt(0))) return word;
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
