import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDocument } from 'yaml';
import { splitDocuments } from '../../src/yaml/split.ts';
import { manifest } from './manifests.ts';
import { mutated } from './mutations.ts';
import { dataOf, kubernetesYaml, readStream } from './oracle.ts';
import { patience, runs } from './runs.ts';

/** The documents of a text, cut apart before each is parsed; empty ones are null. */
function splitData(text: string): unknown[] {
  return splitDocuments(text)
    .map(({ start, end }): unknown => parseDocument(text.slice(start, end), kubernetesYaml).toJS())
    .filter((data) => data !== null);
}

/** A stream that the library can read without a word, so that it can be compared. */
function isComparable(text: string): boolean {
  // The library takes a lone carriage return, a NUL and the like for content.
  return !/\r(?!\n)|[\0\u00a0\u2028]|.\uFEFF/s.test(text) && readStream(text).errors.length === 0;
}

describe('splitDocuments', { timeout: patience }, () => {
  it('finds the documents that the yaml library finds', () => {
    fc.assert(
      fc.property(manifest, (text) => {
        expect(splitData(text)).toEqual(dataOf(text).filter((data) => data !== null));
      }),
      runs(250),
    );
  });

  it('finds them in what is left of a file after careless edits too', () => {
    fc.assert(
      fc.property(mutated(manifest), (text) => {
        fc.pre(isComparable(text));
        let expected: unknown[];
        try {
          expected = dataOf(text).filter((data) => data !== null);
        } catch {
          // An alias without its anchor: no data to compare.
          return;
        }
        expect(splitData(text)).toEqual(expected);
      }),
      runs(150),
    );
  });

  it('gives spans in order, each within the text and after the one before', () => {
    fc.assert(
      fc.property(mutated(manifest), (text) => {
        const spans = splitDocuments(text);
        const bounds = [0, ...spans.flatMap(({ start, end }) => [start, end]), text.length];
        expect(bounds).toEqual(bounds.toSorted((a, b) => a - b));
        expect(spans.every(({ start, end }) => start < end)).toBe(true);
      }),
      runs(250),
    );
  });
});
