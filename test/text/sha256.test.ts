import { hash } from 'node:crypto';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { sha256Hex } from '../../src/text/sha256.ts';

describe('sha256Hex', () => {
  it('is what Node makes of a text, which makes it for the command', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        expect(sha256Hex(text)).toBe(hash('sha256', text));
      }),
    );
  });

  it.each(['', 'a', '\u{D800}', 'a\u{DC00}b', '\u{1F433}'])('is the same for %j', (text) => {
    expect(sha256Hex(text)).toBe(hash('sha256', text));
  });
});
