import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import { fixEach } from '../fix/fix-each.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import { type ExemptedData, toExemptedData } from '../judge/exempted-data.ts';
import { type FindingData, ReportedFinding } from '../judge/finding-data.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { toPlannedFix } from '../review/placement.ts';
import type { PlannedFix } from '../review/review-plan.ts';
import type { Lines } from '../yaml/lines.ts';
import type { ReviewedLines } from './reviewed-lines.ts';

/** A file with what there is to report of it, the same for each format. */
export interface FileReport {
  readonly path: string;
  readonly text: string;
  readonly lines: Lines;
  /** In the order of their places. */
  readonly findings: readonly FindingData[];
  /** Findings that are exempt, by the baseline also. */
  readonly exempted: readonly ExemptedData[];
  /** The fix of each finding, made and proved; null where there is none. */
  fixes(): readonly (PlannedFix | null)[];
  /** The text with its fixes. */
  fixed(options: { readonly unsafe: boolean }): string;
  /** What a review shows of it; undefined in a check. */
  readonly reviewed?: ReviewedLines | undefined;
}

/** The fix of one finding of a file. */
export function fixOf(file: FileReport, finding: FindingData): PlannedFix | null {
  return file.fixes()[file.findings.indexOf(finding)] ?? null;
}

/** What a check reports of a judged file. Fixes are made when the first format asks for them. */
export class CheckedFile implements FileReport {
  readonly #judged: Judged;
  #fixes: readonly (PlannedFix | null)[] | undefined;
  readonly findings: readonly FindingData[];

  constructor(judged: Judged) {
    this.#judged = judged;
    this.findings = judged.findings.map((finding) => new ReportedFinding(finding));
  }

  get path(): string {
    return this.#judged.manifest.file.path;
  }

  get text(): string {
    return this.#judged.manifest.file.text;
  }

  get lines(): Lines {
    return this.#judged.manifest.lines;
  }

  get exempted(): readonly ExemptedData[] {
    return this.#judged.exempted.map(toExemptedData);
  }

  fixes(): readonly (PlannedFix | null)[] {
    const { findings } = this.#judged;
    const made = (): readonly (PlannedFix | null)[] => {
      const fixes = fixEach(this.#judged, findings, ProofBudget.ofFile());
      return findings.map((finding) => toPlannedFix(fixes.get(finding)));
    };
    return (this.#fixes ??= made());
  }

  fixed({ unsafe }: { readonly unsafe: boolean }): string {
    return this.#fix(unsafe).text;
  }

  /** What is exempt by the baseline is not fixed, and would be found again after the first round. */
  #fix(unsafe: boolean): FixedFile {
    const known = new Set(this.#judged.findings.map(({ identity }) => identity));
    const isWanted = ({ identity }: Finding): boolean => known.has(identity);
    return fixFile(this.#judged, { unsafe, isWanted });
  }
}
