import { availableParallelism } from 'node:os';
import { UserError } from '../errors/user-error.ts';

/** From how many files on threads are quicker, their start included: docs/performance.md. */
const MIN_FILES = 600;

/** Another one takes some 50 MB, and a quarter of the processor time: docs/performance.md. */
const MAX_THREADS = 2;

/**
 * How many threads are to check so many files: 1 is the main thread alone.
 *
 * @throws UserError for a `PODSEAL_THREADS` that is no number of threads
 */
export function threadsFor(files: number, wanted: string | undefined): number {
  if (wanted !== undefined && !/^[1-9]\d?$/.test(wanted)) {
    throw new UserError('PODSEAL_THREADS: give a number from 1 to 99.');
  }
  if (files < MIN_FILES) return 1;
  return wanted === undefined ? Math.min(availableParallelism(), MAX_THREADS) : Number(wanted);
}
