import { describe, expect, it } from 'vitest';
import { indexDiff } from '../../src/diff/diff-lines.ts';
import { diffTexts, parseHunks } from '../../src/diff/hunks.ts';
import { unapplyPatch } from '../../src/diff/unapply.ts';

const NUMBERS = Array.from({ length: 40 }, (_, index) => `line ${index + 1}\n`);
const BASE = NUMBERS.join('');
const HEAD = BASE.replace('line 5\n', 'line five\n').replace('line 30\n', '');

describe('the lines of a diff', () => {
  const diff = indexDiff(diffTexts(BASE, HEAD) ?? []);

  it('can carry a comment within three lines of a change', () => {
    expect([1, 2, 5, 8, 9].map((line) => diff.hunkOf(line))).toEqual([
      undefined,
      0,
      0,
      0,
      undefined,
    ]);
    expect([26, 27, 29, 32, 33].map((line) => diff.hunkOf(line))).toEqual([
      undefined,
      1,
      1,
      1,
      undefined,
    ]);
  });

  it('are touched by an addition, and by a removal between them', () => {
    expect(diff.touches(5, 5)).toBe(true);
    expect(diff.touches(6, 28)).toBe(false);
    expect(diff.touches(29, 30)).toBe(true);
    expect(diff.touches(20, 29)).toBe(false);
  });
});

describe('a patch', () => {
  it('leads back to the text before it', () => {
    const hunks = diffTexts(BASE, HEAD) ?? [];
    expect(unapplyPatch(HEAD, hunks)).toBe(BASE);
  });

  it.each([
    ['with CRLF', 'a\r\nb\r\nc\r\n', 'a\r\nB\r\nc\r\n'],
    ['without a line break at the end', 'a\nb', 'a\nb\nc'],
    ['that adds the last line break', 'a\nb', 'a\nb\n'],
    ['of a file that was empty', '', 'a\n'],
    ['with lines that look like headers', '--- a\n+++ b\n', '--- a\n+++ c\n--- d\n'],
    ['with a Unicode line separator', 'a\u2028b\nc\n', 'a\u2028b\nd\n'],
  ])('leads back %s', (_, base, head) => {
    expect(unapplyPatch(head, diffTexts(base, head) ?? [])).toBe(base);
  });

  it('that does not fit is refused', () => {
    expect(
      unapplyPatch(`${HEAD}more\n`.replace('line five', 'x'), diffTexts(BASE, HEAD) ?? []),
    ).toBeUndefined();
  });

  it('is read as the API gives it, and garbage is not', () => {
    expect(parseHunks('@@ -1,2 +1,3 @@ spec:\n a\n+b\n c')).toMatchObject([
      { newStart: 1, newLines: 3, lines: [' a', '+b', ' c'] },
    ]);
    expect(parseHunks('@@ -1,2 +1,3 @@\n a\nnonsense')).toBeUndefined();
  });
});
