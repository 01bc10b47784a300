import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Edit, applyEdits } from '../../src/yaml/edit/edit.ts';
import { ParseBudget } from '../../src/yaml/parse-budget.ts';
import { type EditedDocument, type ParsedDocument, readQuick } from '../../src/yaml/parse.ts';
import { manifest } from './manifests.ts';
import { inserts } from './mutations.ts';
import { patience, runs } from './runs.ts';

const folder = join(import.meta.dirname, '../../fixtures/rules');

const fixtures = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('input.yaml'))
  .map((path) => readFileSync(join(folder, path), 'utf8'));

/** What to put in place of some characters, at a place given as a fraction of a text. */
const change = fc.record({
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  gone: fc.constantFrom(0, 0, 0, 0, 1, 20),
  text: fc.oneof(fc.constantFrom(...inserts), {
    weight: 5,
    arbitrary: fc
      .tuple(fc.integer({ min: 0, max: 6 }), fc.constantFrom('a: 1', 'b:', '- c', '# d', 'e: |'))
      .map(([indent, line]) => `\n${'  '.repeat(indent)}${line}`),
  }),
  /** Whether it is at the end of a line, as most edits are. */
  isAtEnd: fc.boolean(),
});

type Change = typeof change extends fc.Arbitrary<infer Made> ? Made : never;

function editsOf(text: string, changes: readonly Change[]): Edit[] {
  const edits: Edit[] = [];
  const placed = changes.map((one) => {
    const place = Math.floor(one.at * text.length);
    const feed = text.indexOf('\n', place);
    return { ...one, start: one.isAtEnd && feed !== -1 ? feed : place };
  });
  for (const { start, gone, text: put } of placed.toSorted((a, b) => a.start - b.start)) {
    if (start < (edits.at(-1)?.end ?? 0)) continue;
    edits.push({ start, end: Math.min(text.length, start + gone), text: put });
  }
  return edits;
}

function read(text: string, edited?: EditedDocument): ParsedDocument | undefined {
  const at = { index: 0, text, span: { start: 0, end: text.length } };
  return readQuick(text, at, new ParseBudget(), edited);
}

describe('an edited text, with what is known of the one before', { timeout: patience }, () => {
  it('is read as without', () => {
    let readAgain = 0;
    const text = fc.oneof(manifest, fc.constantFrom(...fixtures));
    fc.assert(
      fc.property(text, fc.array(change, { minLength: 1, maxLength: 3 }), (before, changes) => {
        const document = read(before);
        if (!document) return;
        const edits = editsOf(before, changes);
        const after = applyEdits(before, edits);
        const [plain, again] = [read(after), read(after, { document, edits })];
        expect(again === undefined).toBe(plain === undefined);
        expect(again?.toData()).toEqual(plain?.toData());
        if (again && again.tokens < (plain?.tokens ?? 0)) readAgain++;
      }),
      runs(8000),
    );
    // Most edits of the others are no YAML, or where nothing is below them.
    expect(readAgain).toBeGreaterThan(400);
  });
});
