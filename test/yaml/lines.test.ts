import { describe, expect, it } from 'vitest';
import { endOfLine, indexLines, startOfLine } from '../../src/yaml/lines.ts';

describe('lines and columns', () => {
  const text = 'ab\r\n\ncdé\u2028f\ng';
  const lines = indexLines(text);

  it.each([
    [0, 1, 1],
    [2, 1, 3],
    [4, 2, 1],
    [5, 3, 1],
    [9, 3, 5],
    [11, 4, 1],
    [99, 4, 2],
  ])('offset %i is line %i, column %i', (offset, line, column) => {
    expect(lines.position(offset)).toEqual({ line, column });
  });

  it('end before their line break, and a separator that git does not know is no line break', () => {
    const contents = [1, 2, 3, 4].map((line) => {
      const { start, end } = lines.span(line);
      return text.slice(start, end);
    });
    expect(contents).toEqual(['ab', '', 'cdé\u2028f', 'g']);
  });

  it('are not one more for a line break at the end', () => {
    expect(indexLines('a\nb\n').count).toBe(2);
    expect(indexLines('a\nb').count).toBe(2);
    expect(indexLines('').count).toBe(1);
  });

  it('start and end around an offset', () => {
    expect([startOfLine(text, 0), startOfLine(text, 7), startOfLine(text, 11)]).toEqual([0, 5, 11]);
    expect([endOfLine(text, 0), endOfLine(text, 4), endOfLine(text, 11)]).toEqual([2, 4, 12]);
  });
});
