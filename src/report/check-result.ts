import type { Skip } from '../manifest/manifest.ts';
import type { Judged } from '../rules/judge.ts';

/** What `podseal check` found. */
export interface CheckResult {
  readonly judged: readonly Judged[];
  readonly skips: readonly Skip[];
  /** How many files were read. */
  readonly files: number;
}
