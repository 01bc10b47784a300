import * as fc from 'fast-check';
import {
  type Look,
  type MapTree,
  type Notes,
  type Pair,
  type Tree,
  bare,
  map,
  pair,
  plainLook,
  scalar,
} from './tree.ts';

/** Mostly the first, so that what fails shrinks to the simplest. */
export function mostly<T>(usual: T, weight: number, other: fc.Arbitrary<T>): fc.Arbitrary<T> {
  return fc.oneof({ arbitrary: fc.constant(usual), weight }, { arbitrary: other, weight: 1 });
}

const comments = ['# why', '#tight', '# securityContext: {}', '# a: 1, b: "x" }', '# 🚀 schön'];

export const notes: fc.Arbitrary<Notes> = mostly(
  bare,
  6,
  fc.record({
    above: fc.array(fc.constantFrom('# above', '', ...comments), { maxLength: 2 }),
    beside: fc.constantFrom('', ' # beside', '  # 🚀 after', ' #', '\t# tab\tin it', '  '),
    between: fc.array(fc.constantFrom('# between', ...comments), { maxLength: 1 }),
  }),
);

export const look: fc.Arbitrary<Look> = mostly(
  plainLook,
  2,
  fc.record({
    style: mostly<Look['style']>('block', 3, fc.constantFrom('flow', 'flow lines')),
    step: fc.constantFrom(2, 3, 4),
    deep: fc.boolean(),
    padded: fc.boolean(),
    comma: fc.boolean(),
  }),
);

function key(name: string): fc.Arbitrary<string> {
  return mostly(name, 10, fc.constantFrom(`"${name}"`, `'${name}'`));
}

export function entry(name: string, value: fc.Arbitrary<Tree | string>): fc.Arbitrary<Pair> {
  return fc
    .tuple(key(name), value, notes)
    .map(([written, tree, around]) => pair(written, tree, around));
}

export function mapOf(pairs: fc.Arbitrary<readonly Pair[]>): fc.Arbitrary<MapTree> {
  return fc.tuple(pairs, look).map(([some, how]) => map(some, how));
}

export function listOf(values: fc.Arbitrary<readonly Tree[]>): fc.Arbitrary<Tree> {
  return fc.tuple(values, look, fc.array(notes, { maxLength: 4 })).map(([trees, how, around]) => ({
    kind: 'list',
    look: how,
    items: trees.map((value, index) => ({ value, notes: around[index] ?? bare })),
  }));
}

/** Some of these fields, in any order. */
export function someOf(
  fields: Readonly<Record<string, fc.Arbitrary<Tree | string>>>,
  maxLength: number,
): fc.Arbitrary<Pair[]> {
  return fc
    .shuffledSubarray(Object.keys(fields), { maxLength })
    .chain((names) =>
      fc.tuple(...names.map((name) => entry(name, fields[name] ?? fc.constant('')))),
    );
}

const words = fc.constantFrom(
  'plain',
  '"double \\u00e9 \\" # no comment"',
  "'it''s: quoted, {x}'",
  '🚀',
  '"日本語 🎉: x"',
  'ünï',
  '12',
  '~',
);

const manifestLines = [
  'apiVersion: v1',
  'kind: Pod',
  'securityContext:',
  '  privileged: true # not a comment',
  '',
  '{{ $labels.job }}',
  '# looks like a comment',
  'containers: [{name: a}]',
  ' --- ',
];

const blockScalar: fc.Arbitrary<Tree> = fc.record({
  kind: fc.constant('text' as const),
  mark: fc.constantFrom('|', '>'),
  explicit: fc.boolean(),
  chomp: fc.constantFrom('', '-', '+'),
  // A block scalar's first line sets its indentation.
  lines: fc
    .array(fc.constantFrom(...manifestLines), { minLength: 1, maxLength: 4 })
    .map((lines) => ['echo 🚀', ...lines]),
});

export const text: fc.Arbitrary<Tree> = fc.oneof(
  { arbitrary: words.map(scalar), weight: 3 },
  { arbitrary: blockScalar, weight: 1 },
);
