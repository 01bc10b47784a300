import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { visible } from '../report/style.ts';
import { subjectName } from '../report/names.ts';
import type { Conclusion, ReviewPlan } from '../review/review-plan.ts';
import type { FindingData } from '../judge/finding-data.ts';
import { type GitHubClient, type RepositoryRef, isForbidden, statusOf } from './client.ts';
import { ONCE } from './with-retry.ts';

/** GitHub takes this many annotations in a request; further requests append. */
const BATCH = 50;

interface Annotation {
  readonly path: string;
  readonly start_line: number;
  readonly end_line: number;
  readonly start_column?: number;
  readonly end_column?: number;
  readonly annotation_level: 'failure' | 'warning' | 'notice';
  readonly title: string;
  readonly message: string;
}

/** A check on a commit, concluded. `cancelled` is none that lets a pull request be merged. */
export interface Check {
  readonly head: string;
  readonly name: string;
  readonly conclusion: Conclusion | 'cancelled';
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  readonly annotations: readonly Annotation[];
}

/** The check of a plan, on its head. */
export function checkOf(plan: ReviewPlan, name: string): Check {
  const { head, conclusion, title, summary } = plan;
  const shown = plan.findings.filter(({ placement }) => placement === 'annotation');
  const annotations = shown.map(({ finding }) => toAnnotation(finding));
  return { head, name, conclusion, title, summary, annotations };
}

/**
 * Creates a check. One that says the same already is left, or completed.
 *
 * @returns false when the token may not write checks
 */
export async function createCheck(
  client: GitHubClient,
  ref: RepositoryRef,
  check: Check,
): Promise<boolean> {
  try {
    const id = idOf(check);
    const run = (await findCheck(client, ref, check, id)) ?? (await post(client, ref, check, id));
    await append(client, ref, check, run);
    return true;
  } catch (error) {
    if (isForbidden(error)) return false;
    throw error;
  }
}

/** The conclusion of the newest check of ours with this name on a commit; undefined without one. */
export async function readConclusion(
  client: GitHubClient,
  ref: RepositoryRef,
  check: Pick<Check, 'head' | 'name'>,
): Promise<string | undefined> {
  try {
    return (await findCheck(client, ref, check, ''))?.conclusion ?? undefined;
  } catch (error) {
    if (isForbidden(error)) return undefined;
    throw error;
  }
}

/** A check as GitHub has it. */
interface CheckRun {
  readonly number: number;
  readonly conclusion: string | null;
  /** How many annotations it has. */
  readonly annotations: number;
}

/** Posts a check; where the answer is lost, looks whether it is there before doing it again. */
async function post(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  check: Check,
  id: string,
): Promise<CheckRun> {
  const { title, summary, annotations, conclusion, name, head } = check;
  const first = annotations.slice(0, BATCH);
  const request = {
    owner,
    repo,
    name,
    head_sha: head,
    external_id: id,
    status: 'completed' as const,
    conclusion,
    output: { title, summary, annotations: first },
  };
  const send = async (): Promise<CheckRun> => {
    const { data } = await client.request('POST /repos/{owner}/{repo}/check-runs', request);
    return { number: Number(data.id), conclusion, annotations: first.length };
  };
  try {
    return await send();
  } catch (error) {
    if ((statusOf(error) ?? 500) < 500) throw error;
    return (await findCheck(client, { owner, repo }, check, id)) ?? send();
  }
}

/** Adds the annotations that a run does not have yet. */
async function append(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  check: Check,
  run: CheckRun,
  isSecondTry = false,
): Promise<void> {
  const { title, summary, annotations } = check;
  for (let at = run.annotations; at < annotations.length; at += BATCH) {
    const batch = annotations.slice(at, at + BATCH);
    try {
      // oxlint-disable-next-line no-await-in-loop
      await client.request('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', {
        owner,
        repo,
        check_run_id: run.number,
        output: { title, summary, annotations: batch },
        ...ONCE,
      });
    } catch (error) {
      if (isSecondTry || (statusOf(error) ?? 500) < 500) throw error;
      // Annotations can't be taken back: look how many are there before going on.
      // oxlint-disable-next-line no-await-in-loop
      const now = await findCheck(client, { owner, repo }, check, idOf(check));
      return append(client, { owner, repo }, check, now ?? run, true);
    }
  }
}

/** The newest check on a commit with a name of ours, and an id that starts with this. */
async function findCheck(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  { head, name }: Pick<Check, 'head' | 'name'>,
  id: string,
): Promise<CheckRun | undefined> {
  const { data } = await client.request('GET /repos/{owner}/{repo}/commits/{ref}/check-runs', {
    owner,
    repo,
    ref: head,
    check_name: name,
  });
  const ours = data.check_runs.filter((run) => run.external_id?.startsWith(OURS));
  const [newest] = ours.toSorted((one, other) => Number(other.id) - Number(one.id));
  if (!newest?.external_id?.startsWith(id)) return undefined;
  const { conclusion, output } = newest;
  return { number: Number(newest.id), conclusion, annotations: output.annotations_count };
}

const OURS = 'podseal:';

/** The same for the same words. */
function idOf({ conclusion, title, summary, annotations }: Check): string {
  const said = JSON.stringify([conclusion, title, summary, annotations]);
  return `${OURS}${bytesToHex(sha256(utf8ToBytes(said))).slice(0, 32)}`;
}

function toAnnotation(finding: FindingData): Annotation {
  const { file, line, endLine, column, endColumn, severity, rule, message } = finding;
  // GitHub takes columns only for a place on one line.
  const columns = line === endLine ? { start_column: column, end_column: endColumn } : {};
  return {
    path: file,
    start_line: line,
    end_line: endLine,
    ...columns,
    annotation_level: severity === 'error' ? 'failure' : severity,
    title: rule,
    message: visible(`${subjectName(finding)}: ${message}`),
  };
}
