import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import {
  jsonLines,
  jsonText,
  shown,
  visible,
  visibleDiff,
  visibleLine,
} from '../../src/text/shown.ts';
import { runs } from '../properties/runs.ts';

const text = fc.string({
  unit: fc.oneof(
    fc.constantFrom('\u001b', '\u009b', '\r', '\n', '\t', '\u202e', '\u{E0001}'),
    fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
  ),
});
const HIDDEN = /(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u;

it('nothing that a terminal obeys is shown', () => {
  fc.assert(
    fc.property(text, (one) => {
      expect(visible(one)).not.toMatch(HIDDEN);
      expect(visibleLine(one)).not.toMatch(/\n/);
      expect(visibleDiff(one).replaceAll('\r\n', '').replaceAll('\t', '')).not.toMatch(HIDDEN);
    }),
    runs(100),
  );
});

it('JSON is shown without loss', () => {
  fc.assert(
    fc.property(fc.dictionary(text, fc.array(text)), (data) => {
      for (const json of [
        jsonText(data),
        jsonLines(data),
        jsonLines(data, 1),
        jsonLines(data, 2),
      ]) {
        expect(json).not.toMatch(HIDDEN);
        expect(JSON.parse(json)).toEqual(data);
      }
    }),
    runs(100),
  );
});

it.each([
  [{ a: [1, 'b'] }, '{\n      "a": [\n        1,\n        "b"\n      ]\n    }'],
  [[], '[]'],
  ['a', '"a"'],
])('JSON of what lists hold is indented as in them', (data, expected) => {
  expect(jsonLines(data, 2)).toBe(expected);
  expect(`[\n  [\n    ${jsonLines(data, 2)}\n  ]\n]`).toBe(JSON.stringify([[data]], null, 2));
  expect(`[\n  ${jsonLines(data, 1)}\n]`).toBe(JSON.stringify([data], null, 2));
});

it('a string is shown only after it was made visible', () => {
  const outside: string = '\u001b[1m';
  // @ts-expect-error: a string has to be made visible first
  expect(shown`${outside}`).toBe(outside);
  expect(shown`${visible(outside)}`).toBe('\u{FFFD}[1m');
});
