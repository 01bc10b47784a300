import { type Job, jobId } from '../queue/job.ts';
import type { Handler, JobQueue, Turn, Verdict } from '../queue/queue.ts';
import { isGone, isSuperseded, verdictOn } from './faults.ts';
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

const DONE: Verdict = { state: 'done' };

/** Does jobs, and says of each how it ended: in the log, in the metrics, and to the queue. */
export function makeHandler(options: Options): Handler {
  const { log, metrics } = options;
  return async (turn) => {
    const { job, tries } = turn;
    const started = performance.now();
    const { state, verdict } = await attempt(options, turn);
    const seconds = (performance.now() - started) / 1000;
    metrics.jobs.observe({ kind: job.kind, state }, seconds);
    log.info({ ...names(job), tries, state, seconds }, 'job');
    return verdict;
  };
}

async function attempt(options: Options, turn: Turn): Promise<Ended> {
  const { queue, reviewer, log } = options;
  const { job, tries } = turn;
  try {
    const more = await reviewer.perform(turn);
    for (const [index, next] of more.entries()) {
      // oxlint-disable-next-line no-await-in-loop
      await queue.add(next, `${jobId(job)} ${Date.now()}-${index}`);
    }
    return { state: 'done', verdict: DONE };
  } catch (error) {
    if (isSuperseded(error) || !(await turn.isCurrent())) {
      return { state: 'superseded', verdict: DONE };
    }
    const verdict = isGone(error) ? DONE : verdictOn(error, tries);
    log.warn({ ...names(job), tries, err: error }, 'a job failed');
    if (verdict.state === 'dead') await giveUp(options, job, verdict.reason);
    return { state: isGone(error) ? 'gone' : verdict.state, verdict };
  }
}

/** Tells the pull request, if that can be done: the same fault may be in the way. */
async function giveUp({ reviewer, log }: Options, job: Job, reason: string): Promise<void> {
  try {
    await reviewer.giveUp(job, reason);
  } catch (error) {
    log.error(
      { ...names(job), err: error },
      'a pull request could not be told that its job failed',
    );
  }
}

function names(job: Job): Record<string, unknown> {
  const { kind, installation, repository } = job;
  const about = 'number' in job ? `#${job.number}` : `@${job.head}`;
  return { kind, installation, pull: `${repository}${about}` };
}
