import type { Trigger } from './trigger.ts';
import { UserError } from '../errors/user-error.ts';
import type { ImageConfig } from '../images/image-config.ts';
import { nextConfiguration } from '../configuration/plan-by-configuration.ts';
import type { Settled } from '../configuration/settle.ts';
import type { ConfigurationFiles } from '../review/change.ts';
import type { Change } from '../review/change.ts';
import { planRepair } from '../review/plan-repair.ts';
import type { ChartArchives } from '../reach/chart-archives.ts';
import type { SourceEngine } from './render-change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { fallBackToAnnotations } from '../review/placement.ts';
import type { ReviewOptions } from '../review/review.ts';
import { code } from '../rules/kit/describe.ts';
import { type Check, createCheck, readConclusion } from '../github/check-run.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import type { Obstacle } from '../github/permissions.ts';
import { describeFault } from './describe-fault.ts';
import type { Judge } from './judge-apart.ts';
import { lookBy, prepare, readBuilds, withSourceFixes, withCharts } from './prepare.ts';
import type { Elsewhere } from '../github/read-configuration.ts';
import { publish, publishCheck } from '../github/publish.ts';
import { readPullRequest, readRange } from '../github/read-change.ts';

/** What a team decides about its reviews on GitHub. */
export interface RunOptions extends ReviewOptions {
  readonly files: readonly string[];
  /** Accounts and branches of programs that open pull requests, besides the known ones. */
  readonly automation?: readonly string[] | undefined;
  /** Settles all of the above with the configuration of the repository. */
  readonly settle?: (files: ConfigurationFiles) => Settled;
  readonly checkName: string;
  /** Reads what a configuration extends in other repositories, where the client itself may not. */
  readonly elsewhere?: Elsewhere | undefined;
  /** Judges what was read, apart from this thread. */
  readonly judge: Judge;
  /** Renders the charts of a change; undefined where their files are judged as they are. */
  readonly engine?: SourceEngine | undefined;
  /** Opens the charts of others that releases install. */
  readonly archives?: ChartArchives | undefined;
  /** Whether a draft is passed over. */
  readonly skipsDrafts: boolean;
  /** Whether to post nothing. */
  readonly dryRun: boolean;
  /** Reads what images say of themselves; nobody looks where it is undefined. */
  readonly inspect?:
    ((images: readonly string[]) => Promise<ReadonlyMap<string, ImageConfig>>) | undefined;
  /** Is told the plan before it is carried out. */
  readonly show: (change: Change, plan: ReviewPlan) => void;
  /** The buttons of a plan's check. */
  readonly actions?: (plan: ReviewPlan) => Check['actions'];
}

/** How a run went. */
export interface RunResult {
  readonly conclusion: string;
  readonly title: string;
  /** Markdown. */
  readonly summary: string;
  /** Undefined where nothing was judged. */
  readonly plan: ReviewPlan | undefined;
  readonly comments: number;
  /** Why a part of it could not be posted. */
  readonly obstacles: readonly Obstacle[];
}

/** A push came in between: another look will do. */
export class MovedError extends UserError {}

/** Reviews what an event is about. Whatever happens, the check on its head is concluded. */
export async function runReview(
  client: GitHubClient,
  ref: RepositoryRef,
  trigger: Trigger,
  options: RunOptions,
): Promise<RunResult> {
  try {
    return trigger.kind === 'merge-group'
      ? await reviewQueued(client, ref, trigger, options)
      : await reviewPullRequest(client, ref, trigger, options);
  } catch (error) {
    if (trigger.head !== undefined) {
      const about = trigger.kind === 'pull-request' ? trigger.number : undefined;
      const check = { ...failed(error), head: trigger.head, about };
      // The first error is the one to tell.
      await conclude(client, ref, check, options).catch(() => undefined);
    }
    throw error;
  }
}

type Words = Pick<Check, 'conclusion' | 'title' | 'summary'>;

function failed(error: unknown): Words {
  const fault = describeFault(error);
  const message = fault ?? (error instanceof Error ? error.message : String(error));
  const again = fault === undefined ? ' If it fails again, report its log to Podseal.' : '';
  return {
    conclusion: 'failure',
    title: 'The review failed',
    summary: `Podseal has not judged this change: ${code(message, MAX_MESSAGE)}\n\nRun the job again once the cause is gone.${again}`,
  };
}

/** Errors of GitHub may quote a whole request. */
const MAX_MESSAGE = 1000;

/** Concludes a check that is no plan's. */
async function conclude(
  client: GitHubClient,
  ref: RepositoryRef,
  check: Words & Pick<Check, 'head' | 'about'>,
  { checkName, dryRun }: RunOptions,
): Promise<RunResult> {
  const { obstacle } = dryRun
    ? {}
    : await createCheck(client, ref, { ...check, name: checkName, annotations: [] });
  const obstacles = obstacle === undefined ? [] : [obstacle];
  return { ...check, plan: undefined, comments: 0, obstacles };
}

/** A merge queue has no conversation: its change gets a check only. */
async function reviewQueued(
  client: GitHubClient,
  ref: RepositoryRef,
  range: Pick<Change, 'base' | 'head'>,
  options: RunOptions,
): Promise<RunResult> {
  const { elsewhere, archives } = options;
  const change = await readRange(client, ref, range, lookBy(options), { elsewhere, archives });
  const wanted = await planOf(client, ref, change, options);
  const plan = fallBackToAnnotations(
    wanted,
    new Set(wanted.comments.flatMap(({ fingerprints }) => fingerprints)),
  );
  options.show(change, plan);
  if (options.dryRun) return resultOf(plan);
  const settings = { name: options.checkName, about: undefined };
  const published = await publishCheck(client, ref, plan, settings);
  return resultOf(published.plan, published);
}

async function reviewPullRequest(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  trigger: Extract<Trigger, { kind: 'pull-request' }>,
  options: RunOptions,
): Promise<RunResult> {
  const ref = { owner, repo, number: trigger.number };
  const { head } = trigger;
  if (head !== undefined && trigger.isTextEdit) {
    const conclusion = await readConclusion(client, ref, {
      ...{ head, name: options.checkName, about: trigger.number },
    });
    if (conclusion !== undefined) return resultOf({ ...UNCHANGED, conclusion });
  }
  if (head !== undefined && trigger.isDraft && options.skipsDrafts) {
    return conclude(client, ref, { ...DRAFT, head, about: trigger.number }, options);
  }
  const look = lookBy(options);
  const change = await readPullRequest(client, ref, look, {
    elsewhere: options.elsewhere,
    archives: options.archives,
  });
  // Nobody can merge it, and to open it again starts another run.
  if (change === 'closed') return resultOf(CLOSED);
  if (head !== undefined && (change === 'moved' || change.head !== head)) {
    return conclude(client, ref, { ...SUPERSEDED, head, about: trigger.number }, options);
  }
  if (change === 'moved') throw new MovedError('Somebody pushed during the review: run it again.');
  const plan = await planOf(client, ref, change, options);
  options.show(change, plan);
  if (options.dryRun) return resultOf(plan);
  const actions = options.actions?.(plan);
  const settings = { name: options.checkName, ...(actions && { actions }) };
  const { identity } = look(change);
  const published = await publish(client, { ...ref, identity }, plan, settings);
  return resultOf(published.plan, published);
}

/** Plans in another thread: what a stranger wrote is read there alone. */
async function planOf(
  client: GitHubClient,
  ref: RepositoryRef,
  read: Change,
  options: RunOptions,
): Promise<ReviewPlan> {
  if (read.repairs) return planRepair(read, read.repairs);
  const rendered = await withCharts(read, options);
  const change = await readBuilds(client, ref, rendered, options);
  const next = nextConfiguration(change, options.settle);
  const review = await prepare(change, options);
  const proved = await withSourceFixes(change, review, options);
  return options.judge.judge({ kind: 'review', change: proved, options: review, next });
}

const UNCHANGED = {
  title: 'Only the text of the pull request changed',
  summary: 'Its check stays as it is.',
};

const CLOSED = {
  conclusion: 'neutral',
  title: 'Not reviewed: the pull request is closed',
  summary: 'Podseal reviews it again when it is reopened.',
} as const;

const DRAFT = {
  conclusion: 'neutral',
  title: 'Not reviewed: this is a draft',
  summary: 'The review follows when it is ready, if the workflow runs on `ready_for_review`.',
} as const;

/** A commit that comes back as the head must not have passed: so this is no conclusion that does. */
const SUPERSEDED = {
  conclusion: 'cancelled',
  title: 'Not reviewed: there is a newer commit',
  summary: 'The review of the newer commit is on its own check.',
} as const;

function resultOf(
  said: Pick<RunResult, 'conclusion' | 'title' | 'summary'> | ReviewPlan,
  { comments = 0, obstacles = [] }: Partial<Pick<RunResult, 'comments' | 'obstacles'>> = {},
): RunResult {
  const { conclusion, title, summary } = said;
  const plan = 'findings' in said ? said : undefined;
  return { conclusion, title, summary, plan, comments, obstacles };
}
