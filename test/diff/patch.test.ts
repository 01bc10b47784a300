import { applyPatch, parsePatch } from 'diff';
import { array, assert, boolean, constantFrom, nat, property, record, tuple } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writePatch } from '../../src/diff/patch.ts';
import { runs } from '../properties/runs.ts';

/** Few words, so that many lines are equal. */
const line = constantFrom('a', 'b', '');
const text = tuple(array(line, { maxLength: 40 }), boolean()).map(
  ([lines, hasEnd]) => `${lines.join('\n')}${hasEnd ? '\n' : ''}`,
);
const change = record({ from: nat(200), length: nat(6), put: text });

describe('a patch', () => {
  it('says how one text becomes another, whatever lines are equal', () => {
    assert(
      property(text, change, (before, { from, length, put }) => {
        const after = before.slice(0, from) + put + before.slice(from + length);
        const patch = writePatch('a.yaml', before, after);
        expect(applyPatch(before, patch, { fuzzFactor: 0 })).toBe(after);
      }),
      runs(2000),
    );
  });

  it('has three lines around a change, or reaches to an end of the text, as git demands', () => {
    assert(
      property(text, change, (before, { from, length, put }) => {
        const after = before.slice(0, from) + put + before.slice(from + length);
        const count = before.split('\n').length - (before.endsWith('\n') || before === '' ? 1 : 0);
        for (const { oldStart, oldLines, lines } of parsePatch(
          writePatch('a.yaml', before, after),
        ).flatMap(({ hunks }) => hunks)) {
          const shown = lines.filter((each) => !each.startsWith('\\'));
          const isFirst = oldStart <= 1;
          const isLast = oldStart + oldLines - 1 >= count;
          expect(isFirst || shown.slice(0, 3).every((each) => each.startsWith(' '))).toBe(true);
          expect(isLast || shown.slice(-3).every((each) => each.startsWith(' '))).toBe(true);
        }
      }),
      runs(2000),
    );
  });

  it('has the numbers of the lines in the whole text', () => {
    const lines = Array.from({ length: 1000 }, (_, at) => `line ${at + 1}\n`);
    const after = lines.with(499, 'other\n');
    expect(writePatch('./a.yaml', lines.join(''), after.join(''))).toBe(
      `--- a/a.yaml
+++ b/a.yaml
@@ -497,7 +497,7 @@
 line 497
 line 498
 line 499
-line 500
+other
 line 501
 line 502
 line 503
`,
    );
  });
});
