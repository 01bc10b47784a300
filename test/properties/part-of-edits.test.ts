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
import { changedDocument } from '../../src/yaml/changed-document.ts';
import { planEdits } from '../../src/yaml/edit/plan-edits.ts';
import { distinctChanges } from '../../src/yaml/distinct-changes.ts';
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

/** Reads the text with each part of the fixes of a file with the library, and compares what it has. */
function compare(judged: Judged, count: Count): void {
  for (const findings of byDocument(judged.findings)) {
    const fixable = findings.filter(({ remedy }) => remedy !== undefined);
    const [first] = fixable;
    const all = changesOf(fixable);
    if (!first || !all) continue;
    const document = documentOf(first);
    const whole = planEdits(document, all);
    const text = 'refused' in whole ? undefined : editDocument(document, whole.edits)?.after;
    if ('refused' in whole || text === undefined) continue;
    const read = parseAlone('web.yaml', text, { isRendered: true });
    if (!read || !changedDocument(document, read, whole.changes)) continue;
    for (const part of partsOf(fixable.slice(0, FINDINGS))) {
      const changes = changesOf(part);
      if (!changes) continue;
      count.parts++;
      const edits = whole.part(changes);
      if (!edits) continue;
      count.known++;
      const after = editDocument(document, edits)?.after ?? '';
      const wanted = changeData(document.toData() ?? null, distinctChanges(changes));
      expect(dataOf(after)).toEqual(wanted);
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

function dataOf(text: string): unknown {
  const at = { index: 0, text, span: { start: 0, end: text.length } };
  const document = readWhole(text, at, new ParseBudget());
  return document && 'root' in document ? document.toData() : document;
}

describe('a part of a plan whose text was read', { timeout: patience }, () => {
  it('has the changes that it is for, in generated files', () => {
    const count = { parts: 0, known: 0 };
    fc.assert(
      fc.property(manifest, (text) => compare(judgeText(text), count)),
      runs(150),
    );
    // They are written in every style, and most fixes are for one style.
    expect(count.known).toBeGreaterThan(50);
  });

  it('has the changes that it is for, in the fixtures of rules', () => {
    const count = { parts: 0, known: 0 };
    for (const path of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      if (!path.endsWith('input.yaml')) continue;
      const text = readFileSync(join(folder, path), 'utf8');
      compare(judge(readManifest({ path, text }), { profile: 'strict' }), count);
    }
    expect(count.known / count.parts).toBeGreaterThan(0.6);
  });
});
