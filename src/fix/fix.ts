import type { Finding, Judged } from '../rules/judge.ts';
import { type Edit, sortEdits } from './edit.ts';
import { type Accepts, type Refusal, planEdits } from './plan.ts';
import { isProved } from './prove.ts';

/** Edits that mend findings of one document, proved. */
export interface Fix {
  /** safe only when the remedy of every finding is. */
  readonly safety: 'safe' | 'unsafe';
  /** In the order of their places, none overlapping. */
  readonly edits: readonly Edit[];
  /** What a person has to check before applying it; empty for a safe one. */
  readonly verify: readonly string[];
}

/**
 * Makes one fix for findings of one document, or says why there is none.
 *
 * @param findings findings of `judged`, all of one document
 */
export function fixFor(
  judged: Judged,
  findings: readonly Finding[],
  accepts?: Accepts,
): Fix | Refusal {
  const remedies = findings.flatMap(({ remedy }) => remedy ?? []);
  const document = findings[0]?.subject.value.document;
  if (!document || remedies.length < findings.length) return { refused: 'a person has to decide' };
  const changes = remedies.flatMap((remedy) => remedy.changes);
  const plan = planEdits(document, changes, accepts);
  if ('refused' in plan) return plan;
  if (!isProved(judged, document, plan.edits, changes, findings)) {
    return { refused: 'no edit could be proved to change this alone' };
  }
  return {
    safety: remedies.every(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe',
    edits: sortEdits(plan.edits),
    verify: [...new Set(remedies.flatMap(({ verify }) => verify ?? []))],
  };
}
