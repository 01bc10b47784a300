import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ReviewPlan, Scope } from '../../src/review/review-plan.ts';
import { planReview } from '../../src/review/review.ts';
import { type Versions, changeOf, versions } from './changes.ts';
import {
  faultsOfClaims,
  faultsOfPlaces,
  faultsOfPromises,
  faultsOfSuggestions,
} from './check-review.ts';
import { patience, runs } from './runs.ts';

const scope = fc.constantFrom<Scope>('touched', 'introduced', 'all');

function plan(of: Versions, how: Scope, commented: readonly string[] = []): ReviewPlan {
  const options = { ruleSet: { profile: 'immutable' }, failOn: 'error', scope: how } as const;
  return planReview(changeOf(of, commented), options);
}

/** Plans without the parsed documents: closures in them are never equal. */
function plainly({ comments, findings, judged, ...rest }: ReviewPlan): unknown {
  const fingerprints = (some: ReviewPlan['comments'][number]['findings']): string[] =>
    some.map(({ fingerprint }) => fingerprint);
  return {
    ...rest,
    comments: comments.map((comment) => ({ ...comment, findings: fingerprints(comment.findings) })),
    findings: findings.map(({ finding, ...placed }) => ({
      ...placed,
      finding: { ...finding, subject: finding.subject.value.path },
    })),
    judged: judged.map((one) => fingerprints(one.findings)),
  };
}

describe('a plan', { timeout: patience }, () => {
  it('puts comments on lines of one hunk, and suggestions apart from each other', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfPlaces(some, plan(some, how))).toEqual([]);
      }),
      runs(200),
    );
  });

  it('makes suggestions that mend what they claim, alone and together', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfSuggestions(some, plan(some, how))).toEqual([]);
      }),
      runs(200),
    );
  });

  it('promises of the command only what the command does', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfPromises(some, plan(some, how))).toEqual([]);
      }),
      runs(150),
    );
  });

  it('loses no finding, and comments on all that are in its scope', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfClaims(plan(some, how), how)).toEqual([]);
      }),
      runs(200),
    );
  });

  it('is the same for the same input, and has nothing to say again', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        const first = plan(some, how);
        expect(plainly(plan(some, how))).toEqual(plainly(first));
        const all = first.findings.map(({ finding }) => finding.fingerprint);
        const again = plan(some, how, all);
        expect(again.comments).toEqual([]);
        expect(again.conclusion).toBe(first.conclusion);
      }),
      runs(150),
    );
  });
});
