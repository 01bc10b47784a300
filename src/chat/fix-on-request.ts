import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { Change } from '../review/change.ts';
import { type ReviewOptions, planReview } from '../review/review.ts';
import type { Finding } from '../judge/judge.ts';
import type { FixCommand } from './command.ts';

/** A file with its text before and after its findings were mended. */
export interface FileFix extends FixedFile {
  readonly path: string;
  readonly before: string;
}

/** What a command to fix comes to, nothing done yet. */
export interface FixPlan {
  readonly head: string;
  /** The files whose text changes. */
  readonly files: readonly FileFix[];
  readonly left: FixedFile['left'];
  readonly skips: readonly Skip[];
}

/**
 * Mends what a review of the change would comment on, or with `all` every finding in its files: pure,
 * and nothing but files of the change is touched.
 */
export function planFix(
  change: Change,
  options: ReviewOptions,
  { all, rules, unsafe }: FixCommand,
): FixPlan {
  const usual = options.scope ?? (change.byBot ? 'introduced' : 'touched');
  const scope = all ? 'all' : usual;
  const { findings, judged, skips } = planReview(change, { ...options, scope });
  const wanted = new Set(
    findings
      .filter(
        ({ finding, introduced, touched }) =>
          (scope === 'all' || introduced || (scope === 'touched' && touched)) &&
          (rules.length === 0 || rules.includes(finding.rule)),
      )
      .map(({ finding }) => finding.fingerprint),
  );
  const isWanted = ({ fingerprint }: Finding): boolean => wanted.has(fingerprint);
  const fixes = judged.map((one): FileFix => {
    const { path, text } = one.manifest.file;
    return { path, before: text, ...fixFile(one, { unsafe, isWanted }) };
  });
  return {
    head: change.head,
    files: fixes.filter(({ before, text }) => before !== text),
    left: fixes.flatMap(({ left }) => left),
    skips,
  };
}
