import { expect, it } from 'vitest';
import { parseDocumentAt } from '../../src/yaml/parse.ts';

it('a dot without digits is text, as Kubernetes and Compose read it', () => {
  const text = 'a: .\nb: [find, ., -.]\nc: .5\nd: .nan\n';
  const document = parseDocumentAt(text, { start: 0, end: text.length }, 0);
  expect(document && 'toData' in document ? document.toData() : undefined).toEqual({
    a: '.',
    b: ['find', '.', '-.'],
    c: 0.5,
    d: Number.NaN,
  });
});
