import { sha256Hex } from '../text/sha256.ts';
import type { Conclusion } from '../review/review-plan.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import type { Annotation } from './annotations.ts';
import { isBroken, statusOf } from './github-errors.ts';
import { type Obstacle, obstacleOf } from './permissions.ts';
import { ignored, integer, list, object, optional, string } from './shape.ts';

/** GitHub takes this many annotations in a request; further requests append. */
const BATCH = 50;

/** The words of a check. */
export interface CheckWords {
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
}

/** A check on a commit, concluded. `cancelled` is none that lets a pull request be merged. */
export interface Check extends CheckWords {
  readonly head: string;
  readonly name: string;
  /** The pull request that it is about; undefined for a merge queue. */
  readonly about: number | undefined;
  readonly conclusion: Conclusion | 'cancelled';
  readonly annotations: readonly Annotation[];
  /** What it says where GitHub does not take its annotations. */
  readonly withoutAnnotations?: CheckWords;
  /** Buttons that the page of the check shows. */
  readonly actions?: readonly {
    readonly label: string;
    readonly description: string;
    readonly identifier: string;
  }[];
}

/** What became of a check. */
export interface CheckOutcome {
  /** Why there is none. */
  readonly obstacle?: Obstacle;
  /** Whether GitHub refused its annotations. */
  readonly isBare?: boolean;
}

/** Creates a check, unless there is one with the same words; that one gets the annotations that it lacks. */
export async function createCheck(
  client: GitHubClient,
  ref: RepositoryRef,
  wanted: Check,
): Promise<CheckOutcome> {
  try {
    const runs = await readRuns(client, ref, wanted);
    const check = await withShared(client, ref, wanted, runs);
    const known = newest(runs, check);
    if (known?.id === idOf(check)) return await append(client, ref, check, known);
    // A run before did not see that its comments arrived, and made annotations of them as well.
    const isSaid = known?.id.startsWith(wordsIdOf(check)) === true;
    if (isSaid && check.annotations.length === 0) return {};
    return await post(client, ref, check);
  } catch (error) {
    const obstacle = obstacleOf(error, 'checks: write');
    if (obstacle === undefined) throw error;
    return { obstacle };
  }
}

/** The conclusion of the newest check of ours with this name on a commit; undefined without one. */
export async function readConclusion(
  client: GitHubClient,
  ref: RepositoryRef,
  check: Pick<Check, 'head' | 'name' | 'about'>,
): Promise<string | undefined> {
  try {
    return newest(await readRuns(client, ref, check), check)?.conclusion;
  } catch (error) {
    if (obstacleOf(error, 'checks: read')) return undefined;
    throw error;
  }
}

/** A check of ours as GitHub has it. */
interface CheckRun {
  readonly number: number;
  /** `podseal:`, what it is about, and hashes of its words and of its annotations. */
  readonly id: string;
  readonly conclusion: string | undefined;
  /** How many annotations it has. */
  readonly annotations: number;
}

const RUN = object({
  id: integer,
  external_id: optional(string),
  conclusion: optional(string),
  output: object({ annotations_count: integer }),
});

const RUNS = object({ check_runs: list(RUN) });

const CREATED = object({ id: integer });

/** The checks of ours with a name on a commit, the newest first. */
async function readRuns(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  { head, name }: Pick<Check, 'head' | 'name'>,
): Promise<CheckRun[]> {
  const { check_runs: runs } = await client.ask(
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { owner, repo, ref: head, check_name: name, filter: 'all', per_page: 100 },
    RUNS,
  );
  return runs
    .flatMap(({ id: number, external_id: id, conclusion, output }) =>
      id?.startsWith(OURS) === true
        ? [{ number, id, conclusion, annotations: output.annotations_count }]
        : [],
    )
    .toSorted((one, other) => other.number - one.number);
}

function newest(runs: readonly CheckRun[], check: Pick<Check, 'about'>): CheckRun | undefined {
  return runs.find(({ id }) => id.startsWith(prefixOf(check)));
}

const OURS = 'podseal:';

function prefixOf({ about }: Pick<Check, 'about'>): string {
  return `${OURS}${about ?? 'queue'}:`;
}

/** The same for the same words and annotations about the same pull request. */
function idOf(check: Check): string {
  return `${wordsIdOf(check)}-${hash(check.annotations)}`;
}

function wordsIdOf(check: Check): string {
  const { conclusion, title, summary } = check;
  return `${prefixOf(check)}${hash([conclusion, title, summary])}`;
}

function hash(said: unknown): string {
  return sha256Hex(JSON.stringify(said)).slice(0, 16);
}

const PULL = object({ state: string, head: object({ sha: string }) });

/**
 * A check is on a commit, and two pull requests may have it as their head: GitHub shows the newest
 * check on both. So none is better than that of another open pull request with this head.
 */
async function withShared(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  check: Check,
  runs: readonly CheckRun[],
): Promise<Check> {
  if (check.about === undefined || check.conclusion !== 'success') return check;
  const others = new Map<number, string>();
  for (const { id, conclusion } of runs) {
    const about = Number(/^podseal:(\d+):/.exec(id)?.[1]);
    if (about > 0 && !others.has(about)) others.set(about, conclusion ?? '');
  }
  for (const [number, conclusion] of others) {
    if (number === check.about || !['failure', 'neutral'].includes(conclusion)) continue;
    const place = { owner, repo, pull_number: number };
    // oxlint-disable-next-line no-await-in-loop
    const pull = await client.ask('GET /repos/{owner}/{repo}/pulls/{pull_number}', place, PULL);
    if (pull.state !== 'open' || pull.head.sha !== check.head) continue;
    const note = `#${number} has the same head commit, and its check is ${conclusion}. GitHub shows one check for both.`;
    return {
      ...check,
      conclusion: conclusion === 'failure' ? 'failure' : 'neutral',
      title: `${check.title}; but see #${number}`,
      summary: `${note}\n\n${check.summary}`,
    };
  }
  return check;
}

/** Posts a check; where the answer is lost, looks whether it is there before doing it again. */
async function post(
  client: GitHubClient,
  ref: RepositoryRef,
  check: Check,
  isSecondTry = false,
): Promise<CheckOutcome> {
  const run = await send(client, ref, check).catch(async (error: unknown) => {
    if (statusOf(error) === 422 && check.annotations.length > 0) return 'refused';
    if (isSecondTry || !isBroken(error)) throw error;
    const now = newest(await readRuns(client, ref, check), check);
    return now?.id === idOf(check) ? now : undefined;
  });
  if (run === undefined) return post(client, ref, check, true);
  if (run !== 'refused') return append(client, ref, check, run);
  // GitHub refuses all annotations for one of them, and does not say which.
  const bare = { ...check, ...check.withoutAnnotations, annotations: [] };
  return { ...(await createCheck(client, ref, bare)), isBare: true };
}

async function send(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  check: Check,
): Promise<CheckRun> {
  const { conclusion, name, head, actions, title, summary } = check;
  const external_id = idOf(check);
  const annotations = check.annotations.slice(0, BATCH);
  const { id } = await client.once(
    'POST /repos/{owner}/{repo}/check-runs',
    {
      ...{ owner, repo, name, head_sha: head, external_id, conclusion },
      status: 'completed',
      output: { title, summary, annotations },
      ...(actions && { actions: [...actions] }),
    },
    CREATED,
  );
  return { number: id, id: external_id, conclusion, annotations: annotations.length };
}

/** Adds the annotations that a run does not have yet. */
async function append(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  check: Check,
  run: CheckRun,
  isSecondTry = false,
): Promise<CheckOutcome> {
  for (let at = run.annotations; at < check.annotations.length; at += BATCH) {
    try {
      const batch = check.annotations.slice(at, at + BATCH);
      // oxlint-disable-next-line no-await-in-loop
      await annotate(client, { owner, repo }, run.number, check, batch);
    } catch (error) {
      if (statusOf(error) === 422) {
        const words = check.withoutAnnotations ?? check;
        // oxlint-disable-next-line no-await-in-loop
        await annotate(client, { owner, repo }, run.number, words, []);
        return { isBare: true };
      }
      if (isSecondTry || !isBroken(error)) throw error;
      // Annotations can't be taken back: look how many are there before going on.
      // oxlint-disable-next-line no-await-in-loop
      const now = newest(await readRuns(client, { owner, repo }, check), check);
      const same = now?.id === run.id ? now : run;
      return append(client, { owner, repo }, check, same, true);
    }
  }
  return {};
}

async function annotate(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  number: number,
  { title, summary }: CheckWords,
  annotations: readonly Annotation[],
): Promise<void> {
  await client.once(
    'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}',
    {
      ...{ owner, repo, check_run_id: number },
      output: { title, summary, annotations: [...annotations] },
    },
    ignored,
  );
}
