import * as fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import {
  type Markdown,
  code,
  kindWord,
  link,
  md,
  prose,
  withPronouns,
} from '../../src/text/markdown.ts';
import type { Part, Plain } from '../../src/text/tagged.ts';
import { runs } from '../properties/runs.ts';

/** Words that GitHub, HTML or Markdown would do something with, among others. */
const word = fc.oneof(
  fc.constantFrom(
    ...['@team', '<img src=x>', '![x](http://evil.example)', '[x](http://e.x)', '#1', 'org/repo#1'],
    ...['```', '`', '``', '*x*', '_x_', '~~x~~', '<!--', '-->', '&lt;', '|', '\\', '$x$', 'GH-1'],
    ...['https://evil.example', 'www.evil.example', 'a@b.example', '0123abc', 'd'.repeat(40)],
    ...['- ', '# ', '1. ', '> ', '\n\n', '\u001b[1m', '\u009b31m', '\u202e', '</details>'],
  ),
  fc.string({ unit: 'grapheme', maxLength: 8 }),
);
const sentence = fc.array(word, { maxLength: 12 }).map((words) => words.join(''));

/** What of Markdown is not in a code span. */
function outsideCode(text: string): string {
  return text.replace(/(?<!`)`[^`]+`(?!`)/g, 'code');
}

describe('prose', () => {
  it('has nothing outside code spans that GitHub could see more in than words', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        const shown = prose(text);
        expect(shown).not.toMatch(/(?! )[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u);
        const outside = outsideCode(shown);
        expect(outside).not.toMatch(/[`@<>[\]*_#~|\\$&{}^]|:\/\/|www\./i);
        expect(outside).not.toMatch(/^\s*(?:[-+=>#]|\d+[.)])(?:\s|$)/);
        expect(outside).not.toMatch(/[0-9a-f]{7}|GH-\d/i);
      }),
      runs(1000),
    );
  });

  it('keeps a sentence of ours as it is', () => {
    const ours = "`web` runs as user 0: set `runAsUser`, it's (mostly) safe; 50% of 1.5 - done.";
    expect(prose(ours)).toBe(ours);
    expect(prose(prose('ask @team, see http://x.y'))).toBe('ask `@team`, see `http://x.y`');
  });
});

describe('a code span', () => {
  it('is ended by nothing in it', () => {
    fc.assert(
      fc.property(sentence, (text) => {
        expect(code(text)).toMatch(/^`[^`]+`$/);
        expect(outsideCode(kindWord(text))).toMatch(/^(?:code|[A-Z][A-Za-z0-9]*)$/);
      }),
      runs(100),
    );
  });
});

describe('a link', () => {
  it('goes where it says, or is text', () => {
    expect(link(md`source`, 'https://github.com/a/b')).toBe('[source](https://github.com/a/b)');
    expect(link(md`source`, 'https://x.y/) @team (')).toBe('`https://x.y/) @team (`');
    expect(link(md`source`, 'javascript:alert(1)')).toBe('`javascript:alert(1)`');
  });
});

describe('the tag for Markdown', () => {
  it('takes literals, numbers and Markdown, and no string', () => {
    expectTypeOf<Part<Markdown, 'a' | 'b'>>().toEqualTypeOf<'a' | 'b'>();
    expectTypeOf<Part<Markdown, Markdown | Plain>>().toEqualTypeOf<Markdown | Plain>();
    expectTypeOf<Part<Markdown, string>>().toEqualTypeOf<never>();
    expectTypeOf<Part<Markdown, `a${string}`>>().toEqualTypeOf<never>();
    const outside: string = '@team';
    // @ts-expect-error: a string has to be escaped first
    expect(md`Hello ${outside}`).toBe('Hello @team');
    // @ts-expect-error: so has one in a template
    expect(md`Hello ${`x ${outside}`}`).toBe('Hello x @team');
    expect(md`Hello ${code(outside)}`).toBe('Hello `@team`');
  });
});

describe('sentences about one thing', () => {
  it('have its name once', () => {
    const sentences = [md`\`web\` writes.`, md`\`web\` starts as root.`, md`\`web:2\` does not.`];
    expect(withPronouns(sentences)).toEqual([
      '`web` writes.',
      'It starts as root.',
      '`web:2` does not.',
    ]);
  });
});
