/** Common to all jobs: the installation and the repository. */
interface Place {
  readonly installation: number;
  /** `owner/name`, with the id, which stays when the repository is renamed. */
  readonly repository: string;
  readonly repositoryId: number;
}

/** Review a pull request in its current state. */
export interface ReviewJob extends Place {
  readonly kind: 'review';
  readonly number: number;
  /** The head commit in the event; undefined where the event has none. */
  readonly head: string | undefined;
  /** When the pull request was last updated, by the event: events arrive in any order. */
  readonly at: number;
  readonly isDraft: boolean;
}

/** Conclude the check of a merge group. */
export interface MergeGroupJob extends Place {
  readonly kind: 'merge-group';
  readonly head: string;
  readonly base: string;
}

/** Review all pull requests with this head: someone re-requested their check. */
export interface CommitJob extends Place {
  readonly kind: 'commit';
  readonly head: string;
}

/** Run a command that a person gave in a comment or with a button. */
export interface CommandJob extends Place {
  readonly kind: 'command';
  readonly number: number;
  /** The first line of the comment, as it was when it was posted. */
  readonly line: string;
  /** Login of the person. */
  readonly login: string;
  /** The comment's id. A button has no comment: then the negative id of the check. */
  readonly commentId: number;
  /** The comment that its thread starts with; undefined for one in the conversation. */
  readonly thread?: number | undefined;
  readonly url: string;
  readonly createdAt: string;
}

/**
 * Something to do: names and numbers, and one line of a comment that is addressed to Podseal; no
 * manifest, no token. All else is read from GitHub when the job runs.
 */
export type Job = ReviewJob | MergeGroupJob | CommitJob | CommandJob;

/** How many jobs of one installation run at a time: GitHub asks for few, and others wait. */
const KEYS_PER_INSTALLATION = 4;

/** The id of a job: a newer job with the same id replaces one that waits. */
export function jobId(job: Job): string {
  switch (job.kind) {
    case 'review':
      return `review ${job.repositoryId}#${job.number}`;
    case 'merge-group':
      return `merge-group ${job.repositoryId}@${job.head}`;
    case 'commit':
      return `commit ${job.repositoryId}@${job.head}`;
    case 'command':
      return `command ${job.repositoryId}#${job.number} ${job.thread === undefined ? '' : 'r'}${job.commentId}`;
  }
}

/** The queue key of a job. Jobs with the same key run one at a time, so those of a pull request do. */
export function queueKeyOf(job: Job): string {
  const item = 'number' in job ? job.number : Number.parseInt(job.head.slice(0, 6), 16) || 0;
  return `${job.installation}-${(job.repositoryId + item) % KEYS_PER_INSTALLATION}`;
}

/** Whether the waiting job is newer than another with the same id, and is kept. */
export function isNewer(waiting: Job, job: Job): boolean {
  return waiting.kind === 'review' && job.kind === 'review' && waiting.at > job.at;
}

/** The installation that a queue key belongs to. */
export function installationOf(key: string): string {
  return key.split('-', 1)[0] ?? key;
}
