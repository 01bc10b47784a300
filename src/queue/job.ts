/** What every job says: whose it is, and which repository it is about. */
interface Place {
  readonly installation: number;
  /** `owner/name`, with the number by which GitHub knows it under every name. */
  readonly repository: string;
  readonly repositoryId: number;
}

/** Review a pull request as it stands. */
export interface ReviewJob extends Place {
  readonly kind: 'review';
  readonly number: number;
  /** The head that the event told of; undefined where it told of none. */
  readonly head: string | undefined;
  /** When GitHub last changed the pull request, by the event: events come in any order. */
  readonly at: number;
  readonly isDraft: boolean;
}

/** Conclude the check of a merge group. */
export interface MergeGroupJob extends Place {
  readonly kind: 'merge-group';
  readonly head: string;
  readonly base: string;
}

/** Review all pull requests with this head: their check was asked for again. */
export interface CommitJob extends Place {
  readonly kind: 'commit';
  readonly head: string;
}

/** Do what a person asked for in a comment or with a button. */
export interface CommandJob extends Place {
  readonly kind: 'command';
  readonly number: number;
  /** The first line of the comment, as it was when it was made. */
  readonly line: string;
  /** Who asks. */
  readonly login: string;
  /** The number of the comment. A button's press has none: the check's stands for it, negative. */
  readonly commentId: number;
  readonly url: string;
  readonly createdAt: string;
}

/**
 * Something to do. It holds names and numbers, and of people's words only a line that is addressed to
 * us: no manifest, no token. What it is about is read from GitHub when it is done.
 */
export type Job = ReviewJob | MergeGroupJob | CommitJob | CommandJob;

/** How many jobs of one installation run at a time: GitHub asks for few, and others want their lease. */
const KEYS_PER_INSTALLATION = 4;

/** Jobs with one id are one: a newer one takes the place of one that waits. */
export function jobId(job: Job): string {
  switch (job.kind) {
    case 'review':
      return `review ${job.repositoryId}#${job.number}`;
    case 'merge-group':
      return `merge-group ${job.repositoryId}@${job.head}`;
    case 'commit':
      return `commit ${job.repositoryId}@${job.head}`;
    case 'command':
      return `command ${job.repositoryId}#${job.number} ${job.commentId}`;
  }
}

/** Jobs of one queue key are done one after the other, so those of one pull request are. */
export function queueKeyOf(job: Job): string {
  const item = 'number' in job ? job.number : Number.parseInt(job.head.slice(0, 6), 16) || 0;
  return `${job.installation}-${(job.repositoryId + item) % KEYS_PER_INSTALLATION}`;
}

/** Whether a job that waits is newer than one with the same id, and stays. */
export function isNewer(waiting: Job, job: Job): boolean {
  return waiting.kind === 'review' && job.kind === 'review' && waiting.at > job.at;
}

/** The installation that a queue key belongs to. */
export function installationOf(key: string): string {
  return key.split('-', 1)[0] ?? key;
}
