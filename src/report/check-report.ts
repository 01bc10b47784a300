import type { Skip } from '../kubernetes/manifest.ts';
import type { Shown } from '../text/shown.ts';
import { type ExemptedData, toExemptedData } from '../judge/exempted-data.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { Judged } from '../judge/judge.ts';
import type { FailOn } from '../review/review-plan.ts';
import type { ExemptionPolicy } from '../rules/kit/exemption.ts';
import type { Profile } from '../rules/kit/rule.ts';
import type { FileReport } from './file-report.ts';
import type { Paint } from './style.ts';

/**
 * A report that is written as a check goes on: its start, file by file, then its end. It knows
 * nothing of the files before, so that several threads can write it.
 */
export interface CheckReport {
  /** What to print before all else. */
  readonly start: Shown;
  /** What to print between two pieces. */
  readonly between: Shown;
  /** The pieces to print of a file. */
  file(file: FileReport): readonly Shown[];
  /** What to print when all files were seen to. */
  end(totals: CheckTotals, cut?: number): Shown;
  /** How many pieces whoever reads the report takes; what is cut is counted. */
  readonly maxPieces?: number;
}

/** What a report goes by beside the files. */
export interface ReportContext {
  readonly paint: Paint;
  readonly failOn: FailOn;
  readonly profile: Profile;
  /** Podseal's version. */
  readonly version: string;
  /** Where paths start from, and the root that some formats name them from. */
  readonly folders: ExemptionPolicy['folders'];
  /** Whether a patch has the fixes that need a check. */
  readonly unsafe: boolean;
  /** The paths that a check was given. */
  readonly paths?: readonly string[];
  /** What is reported: a check of files, or the review of a change. */
  readonly of: 'check' | 'review';
}

/** What a check came to. */
export interface CheckTotals {
  readonly errors: number;
  readonly warnings: number;
  readonly notices: number;
  /** Whether a finding has a remedy. */
  readonly isFixable: boolean;
  readonly skips: readonly Skip[];
  /** What is exempt by an exemption, and what is in the baseline. */
  readonly exempted: readonly ExemptedData[];
  readonly baseline: readonly BaselineEntry[];
  /** What is wrong with exemptions. */
  readonly faults: readonly ExemptionFault[];
  /** How many files were read. */
  readonly files: number;
}

/** Counts what a check comes to. */
export class CheckCounter implements CheckTotals {
  errors = 0;
  warnings = 0;
  notices = 0;
  isFixable = false;
  files = 0;
  readonly skips: Skip[] = [];
  readonly exempted: ExemptedData[] = [];
  readonly baseline: BaselineEntry[] = [];
  readonly faults: ExemptionFault[] = [];

  /** @param listed the entries of its findings that are in the baseline */
  add(
    { findings, manifest, exempted, exemptionFaults }: Judged,
    listed: readonly BaselineEntry[] = [],
  ): void {
    this.files++;
    for (const entry of listed) this.baseline.push(entry);
    for (const one of exempted) {
      if (one.by !== 'baseline') this.exempted.push(toExemptedData(one));
    }
    for (const fault of exemptionFaults) this.faults.push(fault);
    for (const { severity, remedy, rendered } of findings) {
      if (severity === 'error') this.errors++;
      else if (severity === 'warning') this.warnings++;
      else this.notices++;
      this.isFixable ||= (remedy ?? rendered?.remedy) !== undefined;
    }
    for (const skip of manifest.skips) this.skips.push(skip);
  }

  /** Counts what a part of the check came to. */
  addTotals(totals: CheckTotals): void {
    const { errors, warnings, notices, isFixable, skips, files } = totals;
    for (const one of totals.exempted) this.exempted.push(one);
    for (const entry of totals.baseline) this.baseline.push(entry);
    for (const fault of totals.faults) this.faults.push(fault);
    this.errors += errors;
    this.warnings += warnings;
    this.notices += notices;
    this.isFixable ||= isFixable;
    this.files += files;
    for (const skip of skips) this.skips.push(skip);
  }

  /** Adds what is wrong with an exemption that no file of manifests has. */
  addFault(fault: ExemptionFault): void {
    this.faults.push(fault);
  }

  /** Counts a file that could not be read. */
  addUnread(skip: Skip): void {
    this.files++;
    this.skips.push(skip);
  }
}
