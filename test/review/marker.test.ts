import { describe, expect, it } from 'vitest';
import { isMarkedReview, markReview, readMarker, writeMarker } from '../../src/review/marker.ts';
import { md } from '../../src/text/markdown.ts';

const ONE = '0123456789abcdef';
const OTHER = 'fedcba9876543210';

describe('the hidden marker', () => {
  it('is read back from the end of a comment', () => {
    expect(readMarker(`text\n\n${writeMarker([ONE, OTHER])}`)).toEqual({
      fingerprints: [ONE, OTHER],
      isDone: false,
    });
    // GitHub may give back bodies with CRLF.
    expect(readMarker(`text\r\n\r\n${writeMarker([ONE], true)}\r\n`)).toEqual({
      fingerprints: [ONE],
      isDone: true,
    });
  });

  it('is not found where the text only quotes one', () => {
    expect(readMarker(`> ${writeMarker([ONE])}\n\nI disagree.`)).toBeUndefined();
    expect(readMarker('<!-- podseal:v1 fp=xyz -->')).toBeUndefined();
    expect(readMarker('')).toBeUndefined();
  });

  it('of a review is at its end, whatever GitHub adds', () => {
    const marked = markReview(md`text`);
    expect(isMarkedReview(`${marked}\r\n`)).toBe(true);
    expect(isMarkedReview(`${marked}\n\nI disagree.`)).toBe(false);
    expect(isMarkedReview('text')).toBe(false);
  });
});
