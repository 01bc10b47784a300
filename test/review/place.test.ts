import { expect, it } from 'vitest';
import type { DiffLines } from '../../src/diff/diff-lines.ts';
import { placeOf } from '../../src/review/place.ts';
import { deployment, judgeText } from '../judging.ts';

const judged = judgeText(deployment('web'));
const { findings } = judged;
const OWN = findings[0]?.line ?? 0;

/** A diff that shows these lines, and has added some of them. */
function showing(shown: readonly number[], added: readonly number[] = []): DiffLines {
  return {
    hunkOf: (line) => (shown.includes(line) ? 1 : undefined),
    isAdded: (line) => added.includes(line),
    touches: () => false,
  };
}

function place(diff: DiffLines): number | undefined {
  return placeOf({ judged, diff }, findings);
}

it("a comment stands on its finding's line, else on one of its container, else of its object", () => {
  const container = OWN + 1;
  expect(place(showing([1, container, OWN]))).toBe(OWN);
  expect(place(showing([1, container]))).toBe(container);
  expect(place(showing([2, 3]))).toBe(2);
  expect(place(showing([]))).toBeUndefined();
});

it('a line that changed comes before one that is only shown', () => {
  expect(place(showing([2, 3, 4], [3]))).toBe(3);
});
