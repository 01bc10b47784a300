import { UserError } from '../config/user-error.ts';
import type { GitHubClient, PullRequestRef } from '../github/client.ts';
import { publish } from '../github/publish.ts';
import { readPullRequest } from '../github/read-change.ts';
import type { CommandJob, CommitJob, Job, MergeGroupJob, ReviewJob } from '../queue/job.ts';
import type { Turn } from '../queue/queue.ts';
import { planReview } from '../review/review.ts';
import type { Clients } from './clients.ts';
import type { Permissions } from './tokens.ts';
import { Passing } from './faults.ts';
import type { Metrics } from './metrics.ts';
import type { Settings } from './settings.ts';

/** Does jobs, whatever they are about. */
export interface Reviewer {
  /** @returns the jobs that this one leads to */
  perform(turn: Turn): Promise<readonly Job[]>;
  /** Says on GitHub that it could not be done, and why. */
  giveUp(job: Job, reason: string): Promise<void>;
}

/** How long GitHub may take until its API knows what its webhook told. */
const LAG_MS = 2000;

const GIVE_UP: Permissions = { pull_requests: 'read', checks: 'write' };

/** Does jobs with the code that the Action runs. */
export class GitHubReviewer implements Reviewer {
  readonly #settings: Settings;
  readonly #clients: Clients;
  readonly #metrics: Metrics;

  constructor(settings: Settings, clients: Clients, metrics: Metrics) {
    this.#settings = settings;
    this.#clients = clients;
    this.#metrics = metrics;
  }

  async perform(turn: Turn): Promise<readonly Job[]> {
    const { job } = turn;
    const client = await this.#clients.make(job, async () => turn.isCurrent());
    switch (job.kind) {
      case 'review':
        await this.#review(client, job, turn.tries);
        return [];
      case 'merge-group':
        await this.#conclude(client, job);
        return [];
      case 'commit':
        return reviewsOf(client, job);
      case 'command':
        return this.#command(job);
    }
  }

  async giveUp(job: Job, reason: string): Promise<void> {
    // No more than this needs: other permissions may be what is missing.
    const client = await this.#clients.make(job, async () => true, GIVE_UP);
    const head = await headOf(client, job);
    if (head === undefined) return;
    await client.request('POST /repos/{owner}/{repo}/check-runs', {
      ...placeOf(job),
      name: this.#settings.checkName,
      head_sha: head,
      conclusion: 'failure',
      output: {
        title: 'Podseal could not look',
        summary:
          `${reason}\n\nNothing is known about this commit. Once the reason is gone, ` +
          '"Re-run" on this page has Podseal look again.',
      },
    });
  }

  async #review(client: GitHubClient, job: ReviewJob, tries: number): Promise<void> {
    const ref: PullRequestRef = { ...placeOf(job), number: job.number };
    const change = await readPullRequest(client, ref, this.#settings.files);
    // The webhook can be ahead of the API; or a push came after it, which brings a job of its own.
    if (job.head !== undefined && job.head !== change.head && tries === 1) {
      throw new Passing('the API does not know the new head yet', LAG_MS);
    }
    const plan = planReview(change, this.#settings.review);
    const { missing } = await publish(client, ref, plan, this.#settings.checkName);
    if (missing.length > 0) {
      throw new UserError(`The App lacks a permission here: ${missing.join(', ')}.`);
    }
    for (const { finding, introduced } of plan.findings) {
      if (introduced) this.#metrics.findings.inc({ rule: finding.rule });
    }
  }

  /** What is in a merge group was reviewed in its pull requests. */
  async #conclude(client: GitHubClient, job: MergeGroupJob): Promise<void> {
    await client.request('POST /repos/{owner}/{repo}/check-runs', {
      ...placeOf(job),
      name: this.#settings.checkName,
      head_sha: job.head,
      conclusion: 'success',
      output: {
        title: 'Reviewed in its pull requests',
        summary: 'Podseal reviewed each pull request of this merge group on its own.',
      },
    });
  }

  /** `/podseal review`; other commands are not known here yet. */
  #command({ line, ...job }: CommandJob): readonly Job[] {
    if (!/^\s*\/podseal\s+review\s*$/.test(line)) return [];
    const { installation, repository, repositoryId, number } = job;
    const place = { installation, repository, repositoryId, number };
    return [{ kind: 'review', ...place, head: undefined, at: Date.now() }];
  }
}

/** The open pull requests with this head. */
async function reviewsOf(client: GitHubClient, job: CommitJob): Promise<ReviewJob[]> {
  const { data: pulls } = await client.request(
    'GET /repos/{owner}/{repo}/commits/{commit_sha}/pulls',
    { ...placeOf(job), commit_sha: job.head, per_page: 100 },
  );
  const { installation, repository, repositoryId, head } = job;
  return pulls
    .filter(({ state, head: { sha }, base }) => {
      return state === 'open' && sha === head && base.repo.id === repositoryId;
    })
    .map(({ number }) => ({
      kind: 'review',
      ...{ installation, repository, repositoryId, number },
      head,
      at: Date.now(),
    }));
}

/** The commit that a job's check stands on. */
async function headOf(client: GitHubClient, job: Job): Promise<string | undefined> {
  if (job.kind === 'merge-group' || job.kind === 'commit') return job.head;
  if (job.kind === 'command') return undefined;
  const { data: pull } = await client.request('GET /repos/{owner}/{repo}/pulls/{pull_number}', {
    ...placeOf(job),
    pull_number: job.number,
  });
  return pull.head.sha;
}

function placeOf({ repository }: Job): { readonly owner: string; readonly repo: string } {
  const [owner = '', repo = ''] = repository.split('/');
  return { owner, repo };
}
