import type * as fc from 'fast-check';

/** How many times as often as by default. */
const factor = Math.max(1, Number(process.env['PODSEAL_RUNS'] ?? 1));

/**
 * How often a property is tried, and from which seed. The same seed each time makes a test run say
 * the same of the same code; `PODSEAL_RUNS` multiplies the tries for a long search, from a new seed.
 * The seed and the path that fast-check prints repeat a failure.
 */
export function runs(numRuns: number): fc.Parameters<unknown> & { numRuns: number } {
  return { numRuns: numRuns * factor, ...(factor === 1 && { seed: 20_261_124 }) };
}

/** Time for a property: shrinking a failure takes longer than a success. */
export const patience = 240_000 * factor;
