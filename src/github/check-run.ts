import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { visible } from '../report/style.ts';
import { subjectName } from '../report/names.ts';
import type { ReviewPlan } from '../review/plan.ts';
import type { Finding } from '../rules/judge.ts';
import { type GitHubClient, type PullRequestRef, isForbidden, statusOf } from './client.ts';

/** GitHub takes this many annotations in a request; further requests append. */
const BATCH = 50;

interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning';
  readonly title: string;
  readonly message: string;
}

/**
 * Creates the check of a plan on its head, concluded. A check that says the same already is left.
 *
 * @returns false when the token may not write checks
 */
export async function createCheck(
  client: GitHubClient,
  { owner, repo }: PullRequestRef,
  plan: ReviewPlan,
  name: string,
): Promise<boolean> {
  const check = toCheck(plan);
  const place = { owner, repo };
  try {
    if ((await findCheck(client, place, plan.head, name, check.id)) !== undefined) return true;
    const id = await postCheck(client, place, plan, name, check);
    for (let at = BATCH; at < check.annotations.length; at += BATCH) {
      // oxlint-disable-next-line no-await-in-loop
      await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        ...place,
        check_run_id: id,
        output: { ...check.output, annotations: check.annotations.slice(at, at + BATCH) },
      });
    }
    return true;
  } catch (error) {
    if (isForbidden(error)) return false;
    throw error;
  }
}

interface Place {
  readonly owner: string;
  readonly repo: string;
}

/** Posts a check; where the answer is lost, looks whether it is there before doing it again. */
async function postCheck(
  client: GitHubClient,
  place: Place,
  plan: ReviewPlan,
  name: string,
  check: Check,
): Promise<number> {
  const request = {
    ...place,
    name,
    head_sha: plan.head,
    external_id: check.id,
    status: 'completed' as const,
    conclusion: plan.conclusion,
    output: { ...check.output, annotations: check.annotations.slice(0, BATCH) },
  };
  const route = 'POST /repos/{owner}/{repo}/check-runs';
  try {
    const { data } = await client.request(route, { ...request, request: { retries: 0 } });
    return Number(data.id);
  } catch (error) {
    const status = statusOf(error);
    if (status !== undefined && status < 500) throw error;
    const made = await findCheck(client, place, plan.head, name, check.id);
    return made ?? Number((await client.request(route, request)).data.id);
  }
}

/** The check run with these words on a commit; undefined when there is none. */
async function findCheck(
  client: GitHubClient,
  place: Place,
  head: string,
  name: string,
  externalId: string,
): Promise<number | undefined> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    ...place,
    ref: head,
    check_name: name,
  });
  const found = data.check_runs.find(({ external_id: id }) => id === externalId);
  return found && Number(found.id);
}

interface Check {
  readonly id: string;
  readonly output: { readonly title: string; readonly summary: string };
  readonly annotations: readonly Annotation[];
}

/** What a check says, with an id that is the same for the same words. */
function toCheck(plan: ReviewPlan): Check {
  const output = { title: plan.title, summary: plan.summary };
  const annotations = plan.findings
    .filter(({ placement }) => placement === 'annotation')
    .map(({ finding }) => toAnnotation(finding));
  const said = JSON.stringify([plan.conclusion, output, annotations]);
  const id = `podseal:${bytesToHex(sha256(utf8ToBytes(said))).slice(0, 32)}`;
  return { id, output, annotations };
}

function toAnnotation(finding: Finding): Annotation {
  const { file, line, endLine, column, endColumn, severity, rule, message } = finding;
  // GitHub takes columns only for a place on one line.
  const columns = line === endLine ? { start_column: column, end_column: endColumn } : {};
  return {
    path: file,
    start_line: line,
    end_line: endLine,
    ...columns,
    annotation_level: severity === 'error' ? 'failure' : 'warning',
    title: rule,
    message: visible(`${subjectName(finding)}: ${message}`),
  };
}
