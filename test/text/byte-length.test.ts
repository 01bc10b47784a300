import { expect, it } from 'vitest';
import { byteLength, clipBytes } from '../../src/text/byte-length.ts';
import { code, fitRows, joinMarkdown, md, splitLines } from '../../src/text/markdown.ts';

it.each([
  ['abc', 2, 'ab'],
  ['é', 1, ''],
  ['aé', 3, 'aé'],
  ['a🦭b', 4, 'a'],
  ['a🦭b', 5, 'a🦭'],
  ['\uFEFFab', 4, '\uFEFFa'],
  ['', 0, ''],
])('%j is cut to %i bytes without half a character', (text, bytes, cut) => {
  expect(clipBytes(text, bytes)).toBe(cut);
  expect(byteLength(cut)).toBeLessThanOrEqual(bytes);
});

it('lines are counted by their bytes, and none is cut', () => {
  const row = code('é');
  const text = joinMarkdown([row, row, row], '\n');
  expect(splitLines(text, byteLength(text))).toEqual({ kept: text, rest: [] });
  expect(splitLines(text, byteLength(text) - 1)).toEqual({
    kept: joinMarkdown([row, row], '\n'),
    rest: [row],
  });
  expect(splitLines(text, 2)).toEqual({ kept: '', rest: [row, row, row] });
});

it('rows that do not fit are counted', () => {
  const rows = [md`- a`, code('é'.repeat(50)), md`- b`];
  expect(fitRows(rows, 8)).toBe('- a\n- b\n- and 1 more');
  expect(fitRows(rows, 1000)).toBe(rows.join('\n'));
});
