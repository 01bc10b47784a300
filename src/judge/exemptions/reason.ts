import { UNFINISHED } from '../../rules/kit/exemption.ts';

/** A sentence or two. A longer reason is a document of its own, and belongs behind a link. */
const MAX_REASON = 200;

/** What other tools fill in before Kubernetes reads the file: Flux, Helm, and their like. */
const FILLED_IN = /\$\{|\{\{/;

/**
 * A reason as an exemption may say it: on one line, without characters that are not seen. Or what is
 * wrong with it, the end of a sentence.
 */
export function readableReason(
  text: string,
): { readonly reason: string } | { readonly fault: string } {
  const reason = text.replace(/[\p{C}\p{Z}]+/gu, ' ').trim();
  if (!/\p{L}/u.test(reason)) return { fault: 'an exemption needs a reason' };
  if (isUnfinished(reason)) return { fault: `the reason still has \`${UNFINISHED}\` in it` };
  if (reason.length > MAX_REASON) {
    return { fault: `the reason is longer than ${MAX_REASON} characters` };
  }
  return FILLED_IN.test(reason)
    ? { fault: 'the reason has `${` or `{{` in it, which other tools fill in' }
    : { reason };
}

/** Whether somebody has yet to say why. */
export function isUnfinished(reason: string): boolean {
  return reason.includes(UNFINISHED);
}
