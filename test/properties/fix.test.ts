import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { faultsOfFix, faultsOfFixing, judgeText, notJudged } from './check-fix.ts';
import { faultsOfPosition } from './check-position.ts';
import { manifest } from './manifests.ts';
import { readStream } from './oracle.ts';
import { patience, runs } from './runs.ts';

/** Files have dozens of findings; the fixes of a few, from any place, say as much. */
const FINDINGS = 4;

describe('a generated file', { timeout: patience }, () => {
  it('is valid and judged as a whole', () => {
    fc.assert(
      fc.property(manifest, (text) => {
        expect(readStream(text).errors).toEqual([]);
        expect(notJudged(judgeText(text))).toEqual([]);
      }),
      runs(100),
    );
  });

  it('has its findings where the yaml library sees their subjects', () => {
    fc.assert(
      fc.property(manifest, (text) => {
        const { findings } = judgeText(text);
        expect(findings.flatMap((finding) => faultsOfPosition(text, finding))).toEqual([]);
      }),
      runs(75),
    );
  });
});

describe('a fix', { timeout: patience }, () => {
  it('does what it says and nothing else', () => {
    fc.assert(
      fc.property(manifest, fc.nat(), (text, turn) => {
        const judged = judgeText(text);
        const fixable = judged.findings.filter(({ remedy }) => remedy !== undefined);
        const first = turn % Math.max(1, fixable.length);
        const some = [...fixable.slice(first), ...fixable.slice(0, first)].slice(0, FINDINGS);
        expect(some.flatMap((finding) => faultsOfFix(judged, finding))).toEqual([]);
      }),
      runs(100),
    );
  });

  it.each([
    ['safe and unsafe fixes', true],
    ['safe fixes', false],
  ])('with all others resolves a file: %s', (_, unsafe) => {
    fc.assert(
      fc.property(manifest, (text) => {
        expect(faultsOfFixing(judgeText(text), unsafe)).toEqual([]);
      }),
      runs(100),
    );
  });
});
