import { UserError } from '../errors/user-error.ts';
import { sourceOfReview } from '../configuration/describe-source.ts';
import { chartArchives } from '../run/chart-archives.ts';
import { readCommand } from '../chat/command.ts';
import { type Check, createCheck } from '../github/check-run.ts';
import { answerComment } from '../run/answer-comment.ts';
import type { GitHubClient, RepositoryRef } from '../github/client.ts';
import { boolean, integer, object, optional, string } from '../github/shape.ts';
import { ruleIds } from '../judge/rule-ids.generated.ts';
import type { Judge } from '../run/judge-apart.ts';
import { type RunOptions, runReview } from '../run/run-review.ts';
import type { CommandJob, CommitJob, Job, MergeGroupJob, ReviewJob } from '../queue/job.ts';
import type { Lease } from '../queue/queue.ts';
import { type ReadImages, runReader } from '../registry/run-reader.ts';
import type { Change } from '../review/change.ts';
import type { ReviewPlan } from '../review/review-plan.ts';
import { type Clients, REVIEW } from './clients.ts';
import { FIX_BUTTON } from './events.ts';
import { TransientError } from './retry-policy.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';
import type { Permissions } from './tokens.ts';

/** Does jobs, whatever they are about. */
export interface Reviewer {
  /** @returns the jobs that this one leads to */
  perform(lease: Lease): Promise<readonly Job[]>;
  /** Says on GitHub that it could not be done, and why. */
  giveUp(job: Job, reason: string): Promise<void>;
}

/** How long GitHub may take until its API knows what its webhook told. */
const LAG_MS = 2000;

/** To commit takes more than a review does, and only commands get it. */
const COMMIT: Permissions = { ...REVIEW, contents: 'write' };
const GIVE_UP: Permissions = { pull_requests: 'read', checks: 'write' };

/** Does jobs with the code that the Action runs. */
export class GitHubReviewer implements Reviewer {
  readonly #settings: Settings;
  readonly #clients: Clients;
  readonly #metrics: Metrics;

  readonly #log: Logger;
  readonly #judge: Judge;

  constructor(options: {
    readonly settings: Settings;
    readonly clients: Clients;
    readonly metrics: Metrics;
    readonly log: Logger;
    readonly judge: Judge;
  }) {
    this.#settings = options.settings;
    this.#clients = options.clients;
    this.#metrics = options.metrics;
    this.#log = options.log;
    this.#judge = options.judge;
  }

  async perform(lease: Lease): Promise<readonly Job[]> {
    const { job } = lease;
    const isCurrent = async (): Promise<boolean> => lease.isCurrent();
    if (job.kind === 'command') {
      await this.#command(job, isCurrent);
      return [];
    }
    const client = await this.#clients.make(job, isCurrent, REVIEW);
    if (job.kind === 'commit') return reviewsOf(client, job);
    await this.#review(client, job, lease);
    return [];
  }

  async giveUp(job: Job, reason: string): Promise<void> {
    if (job.kind === 'command') return;
    // No more than this needs: other permissions may be what is missing.
    const client = await this.#clients.make(job, async () => true, GIVE_UP);
    await createCheck(client, placeOf(job), {
      name: this.#settings.review.checkName,
      head: job.kind === 'review' ? await headOf(client, job) : job.head,
      about: job.kind === 'review' ? job.number : undefined,
      conclusion: 'failure',
      title: 'The review failed',
      summary:
        `${reason}\n\nPodseal has not judged this commit. Once the reason is gone, press ` +
        '"Re-run" on this page.',
      annotations: [],
    });
  }

  async #review(client: GitHubClient, job: ReviewJob | MergeGroupJob, lease: Lease): Promise<void> {
    const { kind, repository } = job;
    const show = (change: Change): void => {
      // The webhook can be ahead of the API; or a push came after it, which brings a job of its own.
      const isBehind = job.head !== undefined && job.head !== change.head;
      if (isBehind && lease.tries === 1)
        throw new TransientError('the API is behind the webhook', LAG_MS);
      const { head } = change;
      this.#log.info({ kind, repository, head, source: sourceOfReview(change) }, 'judged');
    };
    const options = {
      ...this.#options(job, async () => lease.isCurrent()),
      show,
      actions: buttonsOf,
    };
    const { plan, obstacles } = await runReview(
      client,
      placeOf(job),
      triggerOf(job, options.skipsDrafts),
      options,
    );
    // What is locked or archived stays so, and the check tells all that can be told.
    const missing = obstacles.filter((one) => one !== 'locked' && one !== 'archived');
    if (missing.length > 0) {
      throw new UserError(`The App lacks a permission here: ${missing.join(', ')}.`);
    }
    for (const { finding, introduced } of plan?.findings ?? []) {
      if (introduced) this.#metrics.findings.inc({ rule: finding.rule });
    }
  }

  #options(job: Job, isCurrent: () => Promise<boolean>): Omit<RunOptions, 'show'> {
    const elsewhere = this.#clients.elsewhere(job, isCurrent);
    const { review, registry } = this.#settings;
    const archives = chartArchives(registry);
    return { ...review, judge: this.#judge, inspect: this.#inspect(job), archives, elsewhere };
  }

  /** How a job looks into images: its limits are for one job. */
  #inspect({ repository }: Job): ReadImages | undefined {
    const { registry } = this.#settings;
    return (
      registry &&
      runReader(registry, (image, reason) =>
        this.#log.info({ repository, image, reason }, 'an image was not looked into'),
      )
    );
  }

  async #command(job: CommandJob, isCurrent: () => Promise<boolean>): Promise<void> {
    const { login, commentId, thread, url, createdAt, line, number } = job;
    const pullRequest = { ...placeOf(job), number };
    const request = { pullRequest, commentId, thread, url, createdAt, login };
    const settings = { ...this.#options(job, isCurrent), show: () => {} };
    const name = readCommand(line, ruleIds)?.name;
    const permissions = name === 'fix' || name === 'exempt' ? COMMIT : REVIEW;
    const client = await this.#clients.make(job, isCurrent, permissions).catch((error: unknown) => {
      if (!(error instanceof UserError)) throw error;
      // Whoever installed the App grants no commits: the answer says so, and what it would have been.
      return this.#clients.make(job, isCurrent, REVIEW);
    });
    await answerComment(client, request, line, settings);
  }
}

function triggerOf(
  job: ReviewJob | MergeGroupJob,
  skipsDrafts: boolean,
): Parameters<typeof runReview>[2] {
  if (job.kind === 'merge-group') return job;
  const { number, isDraft } = job;
  // Where it names no head, it makes no check of a fault: here, faults are tried again first. A draft
  // that is passed over needs it, and reads nothing.
  const head = isDraft && skipsDrafts ? job.head : undefined;
  return { kind: 'pull-request', number, head, isDraft, isTextEdit: false };
}

/** The button that asks for all safe fixes, where there are some. */
function buttonsOf({ findings }: ReviewPlan): Check['actions'] {
  const hasSafeFix = findings.some(({ finding, introduced }) => {
    return introduced && finding.remedy === 'safe';
  });
  return hasSafeFix ? [FIX_BUTTON] : undefined;
}

/** The open pull requests with this head. */
async function reviewsOf(client: GitHubClient, job: CommitJob): Promise<ReviewJob[]> {
  const pulls = await client.pages(
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    { ...placeOf(job), commit_sha: job.head },
    PULL,
  );
  const { installation, repository, repositoryId, head } = job;
  return pulls
    .filter(({ state, head: { sha }, base }) => {
      return state === 'open' && sha === head && base.repo.id === repositoryId;
    })
    .map(({ number, draft: isDraft = false }) => ({
      kind: 'review',
      ...{ installation, repository, repositoryId, number, head, isDraft },
      at: Date.now(),
    }));
}

const HEAD = object({ sha: string });

const PULL = object({
  number: integer,
  state: string,
  draft: optional(boolean),
  head: HEAD,
  base: object({ repo: object({ id: integer }) }),
});

async function headOf(client: GitHubClient, job: ReviewJob): Promise<string> {
  const { head } = await client.ask(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { ...placeOf(job), pull_number: job.number },
    object({ head: HEAD }),
  );
  return head.sha;
}

function placeOf({ repository }: Job): RepositoryRef {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
