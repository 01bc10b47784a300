import type { Job } from './job.ts';

/** A job whose turn it is. */
export interface Lease {
  readonly job: Job;
  /** How often it was begun, this time included. Turns during which the process ended do not count. */
  readonly tries: number;
  /**
   * How often the process ended or hung while it did this job and nothing else; 0 unless that, or the end
   * of a process that did others beside it, is how its last turn ended.
   */
  readonly losses: number;
  /** Whether what it does still counts: no newer job took its place, and nobody else has its lease. */
  isCurrent(): Promise<boolean>;
}

/** How a turn ended. */
export type Verdict =
  | { readonly state: 'done' }
  /** It passes: this job again after this time. */
  | { readonly state: 'later'; readonly afterMs: number }
  /** The installation is at its limit: none of its jobs before this time. No try is counted. */
  | { readonly state: 'pause'; readonly afterMs: number }
  /** It will not get better: kept aside with the reason. */
  | { readonly state: 'dead'; readonly reason: string };

/** Does a job. What it throws is a fault of ours, and ends the turn as one that is to be repeated. */
export type Handler = (lease: Lease) => Promise<Verdict>;

/** What is in a queue. */
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
