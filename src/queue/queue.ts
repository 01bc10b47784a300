import type { Job } from './job.ts';

/** A job whose turn it is. */
export interface Lease {
  readonly job: Job;
  /** How often the job was started, this time included, without turns during which the process ended. */
  readonly tries: number;
  /**
   * How often the process ended or hung while it did this job and nothing else; 0 unless that, or the end
   * of a process that did others beside it, is how its last turn ended.
   */
  readonly losses: number;
  /** Whether the job is still current: no newer job replaced it, and no other process has its lease. */
  isCurrent(): Promise<boolean>;
}

/** How a turn ended. */
export type Verdict =
  | { readonly state: 'done' }
  /** A temporary failure: retry this job after this time. */
  | { readonly state: 'later'; readonly afterMs: number }
  /** The installation is at its limit: none of its jobs before this time. No try is counted. */
  | { readonly state: 'pause'; readonly afterMs: number }
  /** A permanent failure: the job is stored with the reason and not retried. */
  | { readonly state: 'dead'; readonly reason: string };

/** Does a job. If it throws, that is a bug of Podseal, and the queue retries the job. */
export type Handler = (lease: Lease) => Promise<Verdict>;

/** The contents of a queue, in numbers. */
export interface Counts {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** For how long the job has waited whose turn should have come first. */
  readonly overdueMs: number;
}

/**
 * Jobs, in queue keys that take turns. A queue key has one job at a time, so that an installation with a
 * thousand jobs does not keep the others waiting, and a pull request is never reviewed twice at once.
 */
export interface JobQueue {
  /**
   * Takes a job in; once this is resolved, it is not lost.
   *
   * @param delivery what is delivered again is taken once, unless its job has died
   * @returns false when this delivery was known
   */
  add(job: Job, delivery: string): Promise<boolean>;
  /** Begins to do jobs. */
  work(handler: Handler): Promise<void>;
  /** @throws when the queue can't be reached */
  counts(): Promise<Counts>;
  /** Begins no job any more, and waits for those that run, so long. */
  close(graceMs: number): Promise<void>;
}

/** For how long GitHub redelivers, and so for how long deliveries are remembered: three days. */
export const REMEMBERED_MS = 3 * 24 * 60 * 60 * 1000;

/** How many dead jobs are kept, for people to look at. */
export const MAX_DEAD = 1000;

/**
 * A job that the process did not survive so often, while it did nothing else, is the reason: once may be
 * a machine that failed.
 */
export const MAX_LOSSES = 2;

/** A turn that ended in a fault of ours. */
export const BROKEN: Verdict = { state: 'later', afterMs: 5000 };
