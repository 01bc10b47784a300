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

function plan(
  of: Versions,
  how: Scope,
  commented: readonly string[] = [],
  more: { fixes?: boolean } = {},
): ReviewPlan {
  const common = { ruleSet: { profile: 'immutable' }, failOn: 'error' } as const;
  const options = { ...common, scope: how, ...more };
  return planReview(changeOf(of, commented), options);
}

describe('a plan', { timeout: patience }, () => {
  it('puts comments on lines of one hunk, and suggestions apart from each other', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfPlaces(some, plan(some, how))).toEqual([]);
      }),
      runs(100),
    );
  });

  it('makes suggestions that fix what they claim, alone and together', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfSuggestions(some, plan(some, how))).toEqual([]);
      }),
      runs(100),
    );
  });

  it('promises of the command only what the command does', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfPromises(some, plan(some, how))).toEqual([]);
      }),
      runs(75),
    );
  });

  it('loses no finding, and comments on all that are in its scope', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        expect(faultsOfClaims(some, plan(some, how), how)).toEqual([]);
      }),
      runs(100),
    );
  });

  it('goes to JSON and back without loss', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        const first = plan(some, how, [], { fixes: true });
        const [one] = first.findings;
        // A comment of an earlier run, so that the plan has something to say of it.
        const again = plan(some, how, one ? [one.finding.fingerprint] : []);
        for (const made of [first, again]) {
          expect(JSON.parse(JSON.stringify(made))).toEqual(made);
        }
      }),
      runs(50),
    );
  });

  it('is the same for the same input, and has nothing to say again', () => {
    fc.assert(
      fc.property(versions, scope, (some, how) => {
        const first = plan(some, how);
        expect(plan(some, how)).toEqual(first);
        const all = first.findings.map(({ finding }) => finding.fingerprint);
        const again = plan(some, how, all);
        expect(again.comments).toEqual([]);
        expect(again.conclusion).toBe(first.conclusion);
      }),
      runs(75),
    );
  });
});
