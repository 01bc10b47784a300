import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { namedKinds } from '../../src/kubernetes/named-kinds.ts';
import { runs } from '../properties/runs.ts';

/** The same as one expression, which looks at each character of the text. */
const REFERENCE = /\bkind(?=["']?\s*:\s*(?:["']?(\w+)|[&*!|>#]))/g;

const part = fc.constantFrom(
  ...['kind', 'Kind', 'mykind', '_kind', '"kind"', "'kind'", 'kinds', 'é', '.'],
  ...[':', ' :', ': ', ':\n  ', ' ', '\n', '"', "'", '\t'],
  ...[
    'Pod',
    'PodList',
    '"Pod"',
    'Pod-x',
    '&a Pod',
    '*a',
    '!!str',
    '|',
    '>-',
    '# comment',
    '{',
    '1',
  ],
);

it('are those that one expression finds', () => {
  let count = 0;
  fc.assert(
    fc.property(fc.array(part, { maxLength: 12 }), (parts) => {
      const text = parts.join('');
      const expected = [...text.matchAll(REFERENCE)].map(([, kind = '']) => kind);
      expect(namedKinds(text)).toEqual(expected);
      count += expected.length;
    }),
    runs(2000),
  );
  expect(count).toBeGreaterThan(40);
});
