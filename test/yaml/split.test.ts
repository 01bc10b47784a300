import { describe, expect, it } from 'vitest';
import { splitDocuments } from '../../src/yaml/split.ts';

function split(text: string): string[] {
  return splitDocuments(text).map(({ start, end }) => text.slice(start, end));
}

describe('the documents of a stream', () => {
  it.each([
    ['one', 'a: 1\n', ['a: 1\n']],
    ['two', 'a: 1\n---\nb: 2\n', ['a: 1\n', '---\nb: 2\n']],
    ['a leading marker', '---\na: 1\n', ['---\na: 1\n']],
    ['comments before the first marker', '# x\n\n---\na: 1\n', ['---\na: 1\n']],
    ['empty documents', '---\n---\n# only this\n---\na: 1\n---\n', ['---\na: 1\n']],
    ['a marker with a comment', 'a: 1\n--- # two\nb: 2', ['a: 1\n', '--- # two\nb: 2']],
    ['content on the marker line', '--- {a: 1}\n--- b\n', ['--- {a: 1}\n', '--- b\n']],
    ['an end marker', 'a: 1\n...\n# between\nb: 2\n', ['a: 1\n...\n', '# between\nb: 2\n']],
    [
      'directives',
      '%YAML 1.2\n---\na: 1\n...\n%YAML 1.1\n---\nb: 2\n',
      ['%YAML 1.2\n---\na: 1\n...\n', '%YAML 1.1\n---\nb: 2\n'],
    ],
    ['CRLF', 'a: 1\r\n---\r\nb: 2\r\n', ['a: 1\r\n', '---\r\nb: 2\r\n']],
    ['a byte order mark', '\uFEFF---\na: 1\n', ['\uFEFF---\na: 1\n']],
    [
      'a marker that is none',
      'a: |\n  ---\nb: ---x\n---x: 1\n',
      ['a: |\n  ---\nb: ---x\n---x: 1\n'],
    ],
    ['nothing', '', []],
    ['comments only', '# x\n', []],
  ])('with %s', (_, text, documents) => {
    expect(split(text)).toEqual(documents);
  });
});
