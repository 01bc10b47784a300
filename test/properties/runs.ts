import type * as fc from 'fast-check';

/**
 * How often a property is tried. `PODSEAL_RUNS` multiplies it, for a long search; the seed and the
 * path that fast-check prints repeat a failure.
 */
export function runs(numRuns: number): fc.Parameters<unknown> & { numRuns: number } {
  return { numRuns: numRuns * factor };
}

const factor = Math.max(1, Number(process.env['PODSEAL_RUNS'] ?? 1));

/** Time for a property: shrinking a failure takes longer than a success. */
export const patience = 60_000 * factor;
