import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { editDocument, parseAlone } from '../../src/fix/edited-document.ts';
import { writtenChanges } from '../../src/fix/written-changes.ts';
import { byDocument, documentOf } from '../../src/judge/grouping.ts';
import { type Finding, type Judged, judge } from '../../src/judge/judge.ts';
import { readManifest } from '../../src/kubernetes/manifest.ts';
import { changeData } from '../../src/yaml/change-data.ts';
import { changedDocument, changedInPart } from '../../src/yaml/changed-document.ts';
import { planEdits } from '../../src/yaml/edit/plan-edits.ts';
import { ParseBudget } from '../../src/yaml/parse-budget.ts';
import { readWhole } from '../../src/yaml/parse.ts';
import type { ValueChange } from '../../src/yaml/value-change.ts';
import { judgeText } from './check-fix.ts';
import { manifest } from './manifests.ts';
import { patience, runs } from './runs.ts';

const folder = join(import.meta.dirname, '../../fixtures/rules');

/** A document may have dozens of findings, which say no more. */
const FINDINGS = 4;

/** How many parts of fixes were there, and for how many the text did not have to be read. */
interface Count {
  parts: number;
  known: number;
}

/** Reads the text of each part of the fixes of a file with the library, and compares what it has. */
function compare(judged: Judged, count: Count): void {
  for (const findings of byDocument(judged.findings)) {
    const fixable = findings.filter(({ remedy }) => remedy !== undefined);
    const [first] = fixable;
    const all = changesOf(fixable);
    if (!first || !all) continue;
    const document = documentOf(first);
    const edited = editedBy(judged, first, all);
    const read = edited && parseAlone('web.yaml', edited.after, { isRendered: true });
    const changed = read && changedDocument(document, read, all);
    if (!read || !changed) continue;
    for (const part of partsOf(fixable.slice(0, FINDINGS))) {
      const changes = changesOf(part);
      const texts = changes && editedBy(judged, first, changes);
      if (!changes || !texts) continue;
      count.parts++;
      const known = changedInPart(document, { edited: read, changed }, changes, texts);
      if (!known) continue;
      count.known++;
      const wanted = changeData(document.toData() ?? null, changes);
      expect(known.toData()).toEqual(wanted);
      expect(dataOf(texts.after)).toEqual(wanted);
    }
  }
}

/** Each finding, each two that follow one another, and all but each. */
function partsOf(findings: readonly Finding[]): Finding[][] {
  return findings.flatMap((finding, index) => [
    [finding],
    findings.slice(index, index + 2),
    findings.filter((one) => one !== finding),
  ]);
}

function changesOf(findings: readonly Finding[]): readonly ValueChange[] | undefined {
  const written = writtenChanges(findings);
  return 'refused' in written || written.changes.length === 0 ? undefined : written.changes;
}

function editedBy(
  judged: Judged,
  finding: Finding,
  changes: readonly ValueChange[],
): { readonly before: string; readonly after: string } | undefined {
  const document = documentOf(finding);
  const plan = planEdits(document, changes);
  return 'refused' in plan ? undefined : editDocument(document, plan.edits);
}

function dataOf(text: string): unknown {
  const at = { index: 0, text, span: { start: 0, end: text.length } };
  const document = readWhole(text, at, new ParseBudget());
  return document && 'root' in document ? document.toData() : document;
}

describe('a part of changes that were read', { timeout: patience }, () => {
  it('is what its text has, in generated files', () => {
    const count = { parts: 0, known: 0 };
    fc.assert(
      fc.property(manifest, (text) => compare(judgeText(text), count)),
      runs(150),
    );
    // They are written in every style, and most fixes are for one style.
    expect(count.known).toBeGreaterThan(50);
  });

  it('is what its text has, in the fixtures of rules', () => {
    const count = { parts: 0, known: 0 };
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('input.yaml')) continue;
      const text = readFileSync(join(folder, path), 'utf8');
      compare(judge(readManifest({ path, text }), { profile: 'strict' }), count);
    }
    expect(count.known / count.parts).toBeGreaterThan(0.6);
  });

  it.each([
    ['a text in a block, which would go on in the empty line', 't: |\n    x', false],
    ['a text on one line', 't: x', true],
  ])('is read where the lines that it leaves out stand below %s', (_, above, isKnown) => {
    const before = `a:\n  ${above}\n\nb: 1\n`;
    const after = before.replace('\n\n', '\n  c: 1\n\n');
    const [document, edited] = [before, after].map((text) => parseAlone('web.yaml', text, {}));
    if (!document || !edited) throw new Error('This can not be read.');
    const changed = changedDocument(document, edited, [
      { kind: 'set', path: ['a', 'c'], value: 1 },
    ]);
    if (!changed) throw new Error('This is not changed as it was meant.');
    const part = changedInPart(document, { edited, changed }, [], { before, after: before });
    expect(part !== undefined).toBe(isKnown);
  });
});
