import { type MendedFile, mendFile } from '../fix/mend.ts';
import type { Skip } from '../manifest/manifest.ts';
import type { Change } from '../review/change.ts';
import { type ReviewOptions, planReview } from '../review/review.ts';
import type { Finding } from '../rules/judge.ts';
import type { FixCommand } from './command.ts';

/** A file with its text before and after its findings were mended. */
export interface Mending extends MendedFile {
  readonly path: string;
  readonly before: string;
}

/** What a command to fix comes to, nothing done yet. */
export interface MendPlan {
  readonly head: string;
  /** The files whose text changes. */
  readonly files: readonly Mending[];
  readonly left: MendedFile['left'];
  readonly skips: readonly Skip[];
}

/**
 * Mends what a review of the change would comment on, or with `all` every finding in its files: pure,
 * and nothing but files of the change is touched.
 */
export function planMend(
  change: Change,
  options: ReviewOptions,
  { all, rules, unsafe }: FixCommand,
): MendPlan {
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
  const mendings = judged.map((one): Mending => {
    const { path, text } = one.manifest.file;
    return { path, before: text, ...mendFile(one, { unsafe, isWanted }) };
  });
  return {
    head: change.head,
    files: mendings.filter(({ before, text }) => before !== text),
    left: mendings.flatMap(({ left }) => left),
    skips,
  };
}
