import { open, writeFile } from 'node:fs/promises';
import { UserError } from '../errors/user-error.ts';
import { checkData } from '../schema/check-data.ts';
import type { PullRequestRef } from '../github/client.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import {
  type ClaimedFinding,
  type ClaimedPlan,
  MAX_PLAN_BYTES,
  MAX_PLAN_FINDINGS,
  type PlanFile,
  claimedPlan,
} from './plan-schema.ts';

/** Writes a plan for mode publish: all of it, but for findings beyond the bound. */
export async function writePlanFile(
  path: string,
  { owner, repo, number }: PullRequestRef,
  plan: ReviewPlan,
): Promise<void> {
  const findings = plan.findings.slice(0, MAX_PLAN_FINDINGS);
  const file: PlanFile = {
    version: 2,
    repository: `${owner}/${repo}`,
    pullRequest: number,
    plan: { ...plan, findings },
  };
  await writeFile(path, `${JSON.stringify(file)}\n`);
}

/**
 * Reads a plan file that a workflow of a fork made: nothing in it is known to be true. Only what a
 * schema bounds is returned, so that no text of it can be shown.
 *
 * @throws UserError where it is not there or is no plan
 */
export async function readPlanFile(path: string): Promise<ClaimedPlan> {
  const bytes = await readBounded(path);
  const value = parse(bytes);
  const checked = checkData(claimedPlan, value, 'the whole');
  if ('output' in checked) return checked.output;
  throw new UserError(
    `The plan file is not what Podseal writes: ${checked.fault}. Nothing was published.`,
  );
}

async function readBounded(path: string): Promise<Uint8Array> {
  const file = await open(path).catch((error: unknown) => {
    throw new UserError(
      `There is no plan file at ${path}: download the artifact first, or set plan-file to ''.`,
      { cause: error },
    );
  });
  try {
    const bytes = new Uint8Array(MAX_PLAN_BYTES + 1);
    const { bytesRead } = await file.read(bytes);
    if (bytesRead <= MAX_PLAN_BYTES) return bytes.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
  throw new UserError(
    'The plan file is larger than any that Podseal writes. Nothing was published.',
  );
}

function parse(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch (error) {
    throw new UserError('The plan file is no JSON. Nothing was published.', { cause: error });
  }
}

/** In how many findings a plan differs from what was judged here. */
export function countDifferences(file: ClaimedPlan, { findings }: ReviewPlan): number {
  const planned = new Set(file.plan.findings.map(keyOf));
  const judged = new Set(findings.slice(0, MAX_PLAN_FINDINGS).map(keyOf));
  return (
    new Set([...planned, ...judged]).size - [...planned].filter((key) => judged.has(key)).length
  );
}

function keyOf({ finding: { fingerprint, rule, severity }, introduced }: ClaimedFinding): string {
  return [fingerprint, rule, severity, introduced].join(' ');
}
