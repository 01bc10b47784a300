import type { Job } from './job.ts';

/** A job that this process may run now. */
export interface Lease {
  readonly job: Job;
  /** How often the job was started, this time included; starts that a process did not survive don't count. */
  readonly tries: number;
  /**
   * How often a process ended or hung while it ran this job and no other. 0 if the last run ended in
   * another way than by the end of its process.
   */
  readonly losses: number;
  /** Whether the job is still current: no newer job replaced it, and no other process has its lease. */
  isCurrent(): Promise<boolean>;
}

/** How a run of a job ended. */
export type Verdict =
  | { readonly state: 'done' }
  /** A temporary failure: retry this job after this time. */
  | { readonly state: 'later'; readonly afterMs: number }
  /** The installation is at its limit: none of its jobs before this time. No try is counted. */
  | { readonly state: 'pause'; readonly afterMs: number }
  /** A permanent failure: the job is stored with the reason and not retried. */
  | { readonly state: 'dead'; readonly reason: string };

/** Runs a job. If it throws, that is a bug of Podseal, and the queue retries the job. */
export type Handler = (lease: Lease) => Promise<Verdict>;

/** The contents of a queue, in numbers. */
export interface Counts {
  readonly waiting: number;
  readonly active: number;
  readonly dead: number;
  /** For how long the job that is due earliest has been overdue. */
  readonly overdueMs: number;
}

/**
 * Jobs, grouped by queue key. The keys take turns and one job of a key runs at a time, so that an
 * installation with a thousand jobs does not delay others, and a pull request is never reviewed twice at
 * once.
 */
export interface JobQueue {
  /**
   * Adds a job; once this is resolved, the job can't be lost.
   *
   * @param delivery the delivery's id: a redelivery adds nothing, unless its job has died
   * @returns false when this delivery was known
   */
  add(job: Job, delivery: string): Promise<boolean>;
  /** Starts running jobs. */
  work(handler: Handler): Promise<void>;
  /** @throws when the queue can't be reached */
  counts(): Promise<Counts>;
  /** Starts no more jobs, and waits up to this time for those that run. */
  close(graceMs: number): Promise<void>;
}

/** For how long GitHub redelivers, and so for how long deliveries are remembered: three days. */
export const REMEMBERED_MS = 3 * 24 * 60 * 60 * 1000;

/** How many dead jobs are kept, for people to look at. */
export const MAX_DEAD = 1000;

/**
 * After so many processes that ended while they ran only this job, the job is the reason; once may be a
 * machine that failed.
 */
export const MAX_LOSSES = 2;

/** A run that ended in a bug of Podseal. */
export const BROKEN: Verdict = { state: 'later', afterMs: 5000 };
