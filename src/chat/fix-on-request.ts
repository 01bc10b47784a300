import { fixFile } from '../fix/fix-file.ts';
import { type FindingData, toData } from '../judge/finding-data.ts';
import type { Finding } from '../judge/judge.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { Change } from '../review/change.ts';
import { type ReviewOptions, judgeReview, scopeOf } from '../review/review.ts';
import type { Markdown } from '../text/markdown.ts';
import { type Asked, meantFindings } from './asked.ts';
import type { FixCommand } from './command.ts';

/** A file with its text before and after its findings were fixed. */
export interface FileFix {
  readonly path: string;
  readonly before: string;
  readonly text: string;
  /** The findings that are gone. */
  readonly fixed: readonly FindingData[];
  /** What a person has to check before deploying it. */
  readonly verify: readonly Markdown[];
}

/** A finding that stays, and why. */
export interface NotFixed {
  readonly finding: FindingData;
  readonly reason: Markdown;
}

/** What a command to fix comes to, nothing done yet: plain data. */
export interface FixPlan {
  readonly head: string;
  /** The files whose text changes. */
  readonly files: readonly FileFix[];
  readonly notFixed: readonly NotFixed[];
  readonly skips: readonly Skip[];
}

/**
 * Fixes what a review of the change would comment on, or with `all` every finding in its files: pure,
 * and nothing but files of the change is touched.
 *
 * @param asked where it was asked for: in a thread of ours, only what that is about is meant
 */
export function planFix(
  change: Change,
  options: ReviewOptions,
  { all, rules, unsafe }: FixCommand,
  asked: Asked = {},
): FixPlan {
  const scope = all ? 'all' : scopeOf(change, options);
  const { plan, judged } = judgeReview(change, { ...options, scope });
  const meant = meantFindings(change, plan.findings, scope, asked);
  const wanted = new Set(
    meant
      .filter(({ rule }) => rules.length === 0 || rules.includes(rule))
      .map(({ fingerprint }) => fingerprint),
  );
  const isWanted = ({ fingerprint }: Finding): boolean => wanted.has(fingerprint);
  const fixes = judged.map((one) => {
    options.onFile?.(one.manifest.file.path);
    return { one, result: fixFile(one, { unsafe, isWanted }) };
  });
  const files = fixes.map(({ one, result: { text, fixed, verify } }): FileFix => {
    const { path, text: before } = one.manifest.file;
    return { path, before, text, fixed: fixed.map(toData), verify };
  });
  const notFixed = fixes.flatMap(({ result }) => result.notFixed);
  return {
    head: change.head,
    files: files.filter(({ before, text }) => before !== text),
    notFixed: notFixed.map(({ finding, reason }) => ({ finding: toData(finding), reason })),
    skips: plan.skips,
  };
}
