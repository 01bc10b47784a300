import { expect, test } from 'vitest';
import { firstSuggestion } from './suggestion-block.ts';

test.each<[string, string, string[] | undefined]>([
  ['one line', 'Fix:\n```suggestion\na: 1\n```\n', ['a: 1']],
  ['a longer fence around a fence', '````suggestion\n```\nx\n```\n````', ['```', 'x', '```']],
  ['a fence of tildes', '~~~suggestion\na\n~~~', ['a']],
  ['no line', '```suggestion\n```', []],
  ['an empty line', '```suggestion\n\n```', ['']],
  ['indentation', '```suggestion\n  a:\n    b\n```', ['  a:', '    b']],
  ['CRLF', 'x\r\n```suggestion\r\na\r\n```\r\n', ['a']],
  ['the first of two', '```suggestion\na\n```\n```suggestion\nb\n```', ['a']],
  ['a longer closing fence', '```suggestion\na\n`````\nrest', ['a']],
  ['no closing fence', '```suggestion\na\nb', ['a', 'b']],
  ['one after other code', '```yaml\na\n```\n```suggestion\nb\n```', ['b']],
  ['one inside other code', '````md\n```suggestion\na\n```\n````', undefined],
  ['a fence of two', '``suggestion\na\n``', undefined],
  ['code of a language', '```yaml\nsuggestion\n```', undefined],
  ['inline code', '```suggestion``` is a word\nnext', undefined],
  ['an indented code block', '    ```suggestion\n    a', undefined],
  ['plain text', 'suggestion', undefined],
])('%s', (_, body, lines) => {
  expect(firstSuggestion(body)).toEqual(lines);
});
