import { type Job, jobId } from '../queue/job.ts';
import {
  type Handler,
  type JobQueue,
  type Lease,
  MAX_LOSSES,
  type Verdict,
} from '../queue/queue.ts';
import { isGone, isSuperseded, verdictOn } from './retry-policy.ts';
import type { Logger } from './log.ts';
import type { Metrics } from './metrics.ts';
import type { Reviewer } from './reviewer.ts';

interface Options {
  readonly queue: JobQueue;
  readonly reviewer: Reviewer;
  readonly log: Logger;
  readonly metrics: Metrics;
}

type Ended = { readonly state: string; readonly verdict: Verdict };

/** What is said of a job that the process did not survive. */
const LOST =
  'The process of Podseal ended or hung each time it did this job alone. ' +
  'A file here may be too much for it: split the change.';

const DONE: Verdict = { state: 'done' };

/** Does jobs, and says of each how it ended: in the log, in the metrics, and to the queue. */
export function makeHandler(options: Options): Handler {
  const { log, metrics } = options;
  return async (lease) => {
    const { job, tries } = lease;
    const started = performance.now();
    const { state, verdict } = await attempt(options, lease);
    const seconds = (performance.now() - started) / 1000;
    metrics.jobs.observe({ kind: job.kind, state }, seconds);
    log.info({ ...names(job), tries, state, seconds }, 'job');
    return verdict;
  };
}

async function attempt(options: Options, lease: Lease): Promise<Ended> {
  const { queue, reviewer, log } = options;
  const { job, tries, losses } = lease;
  if (losses >= MAX_LOSSES) return bury(options, job, LOST);
  try {
    const more = await reviewer.perform(lease);
    for (const [index, next] of more.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      await queue.add(next, `${jobId(job)} ${Date.now()}-${index}`);
    }
    return { state: 'done', verdict: DONE };
  } catch (error) {
    if (isSuperseded(error) || !(await lease.isCurrent())) {
      return { state: 'superseded', verdict: DONE };
    }
    log.warn({ ...names(job), tries, err: error }, 'a job failed');
    if (isGone(error)) return { state: 'gone', verdict: DONE };
    const verdict = verdictOn(error, tries);
    return verdict.state === 'dead'
      ? bury(options, job, verdict.reason)
      : { state: verdict.state, verdict };
  }
}

/** Gives a job up, and tells the pull request if that can be done: the same fault may be in the way. */
async function bury({ reviewer, log }: Options, job: Job, reason: string): Promise<Ended> {
  try {
    await reviewer.giveUp(job, reason);
  } catch (error) {
    log.error({ ...names(job), err: error }, 'a pull request was not told that its job failed');
  }
  return { state: 'dead', verdict: { state: 'dead', reason } };
}

function names(job: Job): Record<string, unknown> {
  const { kind, installation, repository } = job;
  const about = 'number' in job ? `#${job.number}` : `@${job.head}`;
  return { kind, installation, pull: `${repository}${about}` };
}
