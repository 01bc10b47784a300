import type { Skip } from '../manifest/manifest.ts';
import type { Judged } from '../rules/judge.ts';

/** A report of a check that is written as the check goes on: file by file, then its end. */
export interface CheckReport {
  /** What to print of a file. */
  file(judged: Judged): string;
  /** What to print when all files were seen to. */
  end(totals: CheckTotals): string;
}

/** What a check came to. */
export interface CheckTotals {
  readonly errors: number;
  readonly warnings: number;
  /** Whether a finding has a remedy. */
  readonly isMendable: boolean;
  readonly skips: readonly Skip[];
  /** How many files were read. */
  readonly files: number;
}

/** Counts what a check comes to. */
export class CheckCounter implements CheckTotals {
  errors = 0;
  warnings = 0;
  isMendable = false;
  files = 0;
  readonly skips: Skip[] = [];

  add({ findings, manifest }: Judged): void {
    this.files++;
    for (const { severity, remedy } of findings) {
      if (severity === 'error') this.errors++;
      else this.warnings++;
      this.isMendable ||= remedy !== undefined;
    }
    for (const skip of manifest.skips) this.skips.push(skip);
  }

  /** Counts a file that could not be read. */
  addUnread(skip: Skip): void {
    this.files++;
    this.skips.push(skip);
  }
}
