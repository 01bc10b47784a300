import { sha256Hex } from '../text/sha256.ts';
import { ruleIds } from '../judge/rule-ids.generated.ts';
import { activeRuleIds } from '../judge/find.ts';
import { matcher } from '../options/globs.ts';
import { readMarker } from '../review/marker.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import type { PlannedUpdate } from '../review/thread.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type Markdown, comment, md } from '../text/markdown.ts';
import type { PullRequestRef } from './client.ts';

/**
 * Which of several runs on one pull request this is, such as two jobs for two parts of a repository.
 * Each brings only its own comments up to date, as far as it could judge what they say.
 */
export interface RunIdentity {
  /** The same for runs with the same check: eight digits of a hash of its name. */
  readonly key: string;
  readonly judgesFile: (path: string) => boolean;
  readonly judgesRule: (id: string) => boolean;
}

/** A pull request, and who looks at it. */
export interface ReviewRef extends PullRequestRef {
  readonly identity: RunIdentity;
}

/** The identity of a run by what a team decided. */
export function identityOf({
  checkName,
  files,
  always = [],
  ruleSet,
}: {
  readonly checkName: string;
  readonly files: readonly string[];
  /** Paths of files that say how the repository is judged, whatever the globs. */
  readonly always?: readonly string[];
  readonly ruleSet: RuleSet;
}): RunIdentity {
  const isWanted = matcher(files);
  const active = new Set(activeRuleIds(ruleSet));
  return {
    key: sha256Hex(checkName).slice(0, 8),
    judgesFile: (path) => isWanted(path) || always.includes(path),
    // A rule that there is no more finds nothing in any run.
    judgesRule: (id) => active.has(id) || !ruleIds.includes(id),
  };
}

const STAMP = /\n<!-- podseal:by=([0-9a-f]{8})(?: rules=([a-z0-9,-]+))? -->\s*$/;

/** A plan whose comments and review say which run made them. */
export function stampPlan(plan: ReviewPlan, { key }: RunIdentity): ReviewPlan {
  const ruleOf = new Map(plan.findings.map(({ finding }) => [finding.fingerprint, finding.rule]));
  const stampOf = (fingerprints: readonly string[]): Markdown => {
    const rules = [...new Set(fingerprints.flatMap((one) => ruleOf.get(one) ?? []))];
    const about = rules.length === 0 ? '' : ` rules=${rules.join(',')}`;
    return comment(`podseal:by=${key}${about}`);
  };
  const stamp = (body: Markdown, fingerprints: readonly string[]): Markdown =>
    body === '' ? body : md`${body}\n${stampOf(fingerprints)}`;
  const stampUpdate = ({ thread, body }: PlannedUpdate): PlannedUpdate => ({
    thread,
    body: `${body}\n${stampOf(readMarker(body)?.fingerprints ?? [])}`,
  });
  return {
    ...plan,
    body: stamp(plan.body, []),
    comments: plan.comments.map((one) => ({
      ...one,
      body: stamp(one.body, one.fingerprints),
      fileBody: stamp(one.fileBody, one.fingerprints),
    })),
    updates: plan.updates.map(stampUpdate),
    resolutions: plan.resolutions.map(stampUpdate),
  };
}

/** The body of a comment without its stamp, and whether this run made it and can judge its rules. */
export function readStamp(
  body: string,
  { key, judgesRule }: Pick<RunIdentity, 'key' | 'judgesRule'>,
): { readonly body: string; readonly isOwn: boolean } {
  const [stamp, by, rules = ''] = STAMP.exec(body) ?? [];
  // One without a stamp was made before there were any, when there was one run.
  if (stamp === undefined) return { body, isOwn: true };
  const isOwn = by === key && rules.split(',').every((id) => id === '' || judgesRule(id));
  return { body: body.slice(0, -stamp.length), isOwn };
}
