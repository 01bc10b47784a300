import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Node, isMap, isPair, isScalar, isSeq } from 'yaml';
import { withKubernetesBreaks } from '../../src/yaml/lines.ts';
import { ParseBudget } from '../../src/yaml/parse-budget.ts';
import { type ParsedDocument, readQuick, readWhole } from '../../src/yaml/parse.ts';
import { splitDocuments } from '../../src/yaml/split.ts';
import { manifest } from './manifests.ts';
import { mutated } from './mutations.ts';
import { patience, runs } from './runs.ts';

/** All that a tree says: what each node is, how it is written, and where. */
function tree(node: unknown): unknown {
  if (isPair(node)) return [tree(node.key), tree(node.value)];
  if (isMap(node) || isSeq(node)) {
    const { range, flow } = node;
    return [isMap(node) ? 'map' : 'seq', place(range), flow === true, node.items.map(tree)];
  }
  if (!isScalar(node)) return node;
  const { value, source, type, range } = node;
  return [value, source, type, place(range)];
}

function place(range: Node['range']): unknown {
  return range?.slice(0, 2);
}

function verdict(document: ParsedDocument): unknown {
  const { root, tokens, repeatedKeys, helmAction, targets, repeated } = document;
  const aliases = [targets.size, repeated.size];
  return { root: tree(root), tokens, repeatedKeys, helmAction, aliases, data: document.toData() };
}

/** What the quick reader says of the documents of a text that it reads, and what the library says of them. */
function readBoth(file: string): { readonly quick: unknown[]; readonly whole: unknown[] } {
  const text = withKubernetesBreaks(file);
  const read = splitDocuments(text).flatMap((span, index) => {
    const source = text.slice(span.start, span.end);
    const quick = readQuick(source, { index, text, span }, new ParseBudget());
    if (!quick) return [];
    const whole = readWhole(source, { index, text, span }, new ParseBudget());
    return [[verdict(quick), whole && 'root' in whole ? verdict(whole) : whole]];
  });
  return { quick: read.map(([quick]) => quick), whole: read.map(([, whole]) => whole) };
}

const folder = join(import.meta.dirname, '../../fixtures');

const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.(?:ya?ml|json)$/.test(path))
  .toSorted()
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** What people write in a manifest that the reader has a branch for. */
const lines = fc
  .array(
    fc.tuple(
      fc.integer({ min: 0, max: 4 }),
      fc.constantFrom(
        ...['a:', 'b: c', '- d', '- e: f', '- - g', '-', '# h', '', '  ', 'i: |', 'j: >-', 'k: |+'],
        ...['- >', 'l m', 'n: "o p" # q', "r: 's''t'", 'u: [v, w: x]', 'y: {z: 1, "a": [b]}', '{'],
        ...[
          '}',
          'b: ~',
          'yes: 012',
          'c: 1_0.5 # d',
          'e: "\\u00e9\\n"',
          '[f, 0x1F]',
          'g : h',
          '---',
        ],
        ...[
          'i: -',
          'j: - k',
          'l: m: n',
          '? o',
          'p:q',
          'r: #s',
          '"t":u',
          '<<: {v: w}',
          'x: *y',
          '\tz',
        ],
      ),
    ),
    { minLength: 1, maxLength: 12 },
  )
  .map((all) => all.map(([indent, line]) => `${' '.repeat(indent)}${line}`).join('\n'));

describe('the quick reader', { timeout: patience }, () => {
  it('reads the fixtures as the library does, and nearly all of them', () => {
    const documents = fixtures.flatMap((text) => splitDocuments(text)).length;
    const { quick, whole } = readBoth(fixtures.join('\n---\n'));
    expect(quick).toEqual(whole);
    expect(quick.length / documents).toBeGreaterThan(0.9);
  });

  it('takes words for what the library takes them', () => {
    const words = ['y', 'yes', 'n', 'no', 'true', 'false', 'on', 'off', 'null', 'nan', 'inf', '~'];
    const written = words.flatMap((word) => [
      ...[word, word.toUpperCase(), word.charAt(0).toUpperCase() + word.slice(1)],
      ...[
        word.charAt(0) + word.slice(1).toUpperCase(),
        `.${word}`,
        `+${word}`,
        `${word}s`,
        `${word}1`,
      ],
    ]);
    const { quick, whole } = readBoth(written.map((word) => `${word}: ${word}`).join('\n---\n'));
    expect(quick).toHaveLength(written.length);
    expect(quick).toEqual(whole);
  });

  it.each([
    ['a manifest', fc.oneof(manifest, mutated(manifest)), 300],
    ['a fixture with careless edits', mutated(fc.constantFrom(...fixtures)), 1000],
    ['lines in any order', fc.oneof(lines, mutated(lines)), 3000],
  ])('reads %s as the library does, or leaves it', (_, texts, count) => {
    fc.assert(
      fc.property(texts, (text) => {
        const { quick, whole } = readBoth(text);
        expect(quick).toEqual(whole);
      }),
      runs(count),
    );
  });
});
