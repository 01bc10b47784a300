import type { Span } from '../../yaml/lines.ts';
import type { Finding } from '../judge.ts';

/** What of a finding says whether an exemption is for it. */
export type Claimable = Pick<Finding, 'rule' | 'file' | 'span' | 'subject' | 'identity' | 'detail'>;

/** An exemption that a manifest has for itself, in a comment or an annotation. */
export interface Claim {
  readonly by: 'comment' | 'annotation';
  /** Whether it is written for another tool, so that nothing is wrong with it for ours. */
  readonly isForeign?: true;
  readonly rules: readonly string[];
  /** Empty where there is none: then the exemption has no effect. */
  readonly reason: string;
  readonly expires: string | undefined;
  /** Where it is written. */
  readonly at: Span;
  readonly covers: (finding: Claimable) => boolean;
}

/** An end at the end of a reason: `until 2027-01-31`. */
const UNTIL = /(?:^|[,;(]? ?)until (\d{4}-\d{2}-\d{2})[).]*$/;

/** Splits what is written of a reason from its end, if it has one. */
export function readReason(text: string): Pick<Claim, 'reason' | 'expires'> {
  const trimmed = text.trim();
  const found = UNTIL.exec(trimmed);
  return found
    ? { reason: trimmed.slice(0, found.index).trim(), expires: found[1] }
    : { reason: trimmed, expires: undefined };
}
