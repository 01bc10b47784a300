import { describe, expect, test } from 'vitest';
import { parsePatch, resolveAnchor, type AnchorRequest } from './anchors.ts';

/** Two hunks that touch: the old lines 1 to 4 and 5 to 6, the new ones 1 to 5 and 6 to 7. */
const PATCH = [
  '@@ -1,4 +1,5 @@',
  ' one',
  '-two',
  '+2a',
  '+2b',
  ' three',
  ' four',
  '@@ -5,2 +6,2 @@ section',
  ' five',
  '-six',
  '\\ No newline at end of file',
  '+6',
  '\\ No newline at end of file',
].join('\n');

describe('the lines of a patch', () => {
  test('have numbers on the sides they are on, and positions that count every line', () => {
    const lines = parsePatch(PATCH).map(({ LEFT, RIGHT, hunk, position }) => [
      ...[LEFT, RIGHT, hunk, position],
    ]);
    expect(lines).toEqual([
      [1, 1, 0, 1],
      [2, undefined, 0, 2],
      [undefined, 2, 0, 3],
      [undefined, 3, 0, 4],
      [3, 4, 0, 5],
      [4, 5, 0, 6],
      [5, 6, 1, 8],
      [6, undefined, 1, 9],
      [undefined, 7, 1, 11],
    ]);
  });

  test('of a new file start at one', () => {
    const [line] = parsePatch('@@ -0,0 +1,2 @@\n+a\n+b');
    expect(line).toEqual({ position: 1, hunk: 0, LEFT: undefined, RIGHT: 1 });
  });

  test('that look like headers are content', () => {
    const lines = parsePatch('@@ -1,2 +1,2 @@\n---- a\n+++ b\n @@ -9 +9 @@');
    expect(lines.map(({ LEFT, RIGHT }) => [LEFT, RIGHT])).toEqual([
      [1, undefined],
      [undefined, 1],
      [2, 2],
    ]);
  });

  test('may have lost the space of an empty context line', () => {
    expect(parsePatch('@@ -1,2 +1,2 @@\n\n-a\n+b')[0]).toMatchObject({ LEFT: 1, RIGHT: 1 });
  });
});

describe('an anchor', () => {
  test.each<[string, AnchorRequest, object]>([
    ['an added line', { line: 3 }, { line: 3, side: 'RIGHT', position: 4, startLine: null }],
    ['context', { line: 1 }, { line: 1, side: 'RIGHT', position: 1 }],
    ['context on the left', { line: 4, side: 'LEFT' }, { side: 'LEFT', position: 6 }],
    ['a removed line', { line: 2, side: 'LEFT' }, { line: 2, side: 'LEFT', position: 2 }],
    ['a range', { line: 5, start_line: 2 }, { line: 5, startLine: 2, startSide: 'RIGHT' }],
    [
      'a range from the left to the right',
      { line: 3, start_line: 2, start_side: 'LEFT', side: 'RIGHT' },
      { line: 3, startLine: 2, startSide: 'LEFT' },
    ],
    ['the old word "side"', { line: 5, start_line: 2, start_side: 'side' }, { startSide: 'RIGHT' }],
    ['a position', { position: 8 }, { line: 6, side: 'RIGHT', position: 8 }],
    ['a position on a removed line', { position: 2 }, { line: 2, side: 'LEFT' }],
  ])('on %s', (_, request, anchor) => {
    expect(resolveAnchor(PATCH, request)).toMatchObject(anchor);
  });

  test.each<[string, AnchorRequest, string[]]>([
    ['a line outside', { line: 8 }, ['line']],
    ['line zero', { line: 0 }, ['line']],
    ['no line', {}, ['line']],
    ['a line of the other side', { line: 7, side: 'LEFT' }, ['line']],
    ['a range over two hunks', { line: 6, start_line: 5 }, ['start-hunk']],
    ['a start outside', { line: 1, start_line: -1 }, ['start-hunk']],
    ['a start outside and an end outside', { line: 9, start_line: 8 }, ['line', 'start-hunk']],
    ['a range of one line', { line: 2, start_line: 2 }, ['start-order']],
    ['a range backwards', { line: 2, start_line: 3 }, ['start-order']],
    [
      'a range that ends on the left before it starts',
      { line: 2, side: 'LEFT', start_line: 3, start_side: 'RIGHT' },
      ['start-order'],
    ],
    ['a position on a hunk header', { position: 7 }, ['position']],
    ['a position on a note', { position: 10 }, ['position']],
    ['a position below', { position: 13 }, ['position']],
  ])('is refused for %s', (_, request, faults) => {
    expect(resolveAnchor(PATCH, request)).toEqual(faults);
  });

  test('is refused where there is no patch', () => {
    expect(resolveAnchor(undefined, { line: 1 })).toEqual(['line']);
  });

  test('shows its hunk up to the line', () => {
    expect(resolveAnchor(PATCH, { line: 2 })).toMatchObject({
      diffHunk: '@@ -1,4 +1,5 @@\n one\n-two\n+2a',
    });
    expect(resolveAnchor(PATCH, { line: 6 })).toMatchObject({
      diffHunk: '@@ -5,2 +6,2 @@ section\n five',
    });
  });
});
