import * as fc from 'fast-check';
import picomatch from 'picomatch';
import { expect, it } from 'vitest';
import { globPattern, literalOf } from '../../src/policy/globs.ts';
import { runs } from '../properties/runs.ts';

const step = fc.constantFrom('a', 'b', 'ab', 'web-1', 'x.y', 'a:1', '.hidden', 'a+b');
const part = fc.oneof(
  step,
  fc.constantFrom('*', '**', '?', 'a*', '*b', 'a*b', '{a,b}', '{ab,x.y}', 'web-?', '**a'),
);
const glob = fc.array(part, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('/'));
const text = fc.array(step, { minLength: 1, maxLength: 4 }).map((steps) => steps.join('/'));

it('a glob fits as a pattern what it fits in the review', () => {
  let translated = 0;
  fc.assert(
    fc.property(glob, text, fc.boolean(), (pattern, value, isAbsolute) => {
      const [one, other] = isAbsolute ? [`/${pattern}`, `/${value}`] : [pattern, value];
      const source = globPattern(one);
      if (source === undefined) return;
      translated += 1;
      expect([one, other, new RegExp(source).test(other)]).toEqual([
        one,
        other,
        picomatch(one, { dot: true })(other),
      ]);
    }),
    runs(5000),
  );
  expect(translated).toBeGreaterThan(1000);
});

it('a glob without patterns is compared as a text', () => {
  expect(['web', 'a.b/c:1', String.raw`web\*`, 'web*', 'a{b,c}', '!web'].map(literalOf)).toEqual([
    ...['web', 'a.b/c:1', 'web*', undefined, undefined, undefined],
  ]);
});

it('a glob that says more than RE2 can is not translated', () => {
  expect(['!(a)', '[ab]', '{a..c}', '+(a)', 'a{b,c{d,e}}'].map((one) => globPattern(one))).toEqual([
    ...[undefined, undefined, undefined, undefined, undefined],
  ]);
});
