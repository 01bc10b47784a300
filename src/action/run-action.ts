import * as core from '@actions/core';
import type { GitHubClient } from '../github/client.ts';
import { describeFault } from '../run/describe-fault.ts';
import type { Judge } from '../run/judge-apart.ts';
import type { Trigger } from '../run/trigger.ts';
import { type Inputs, readInputs } from './inputs.ts';
import { JobReport } from './report.ts';
import { type Event, type Task, readTask } from './task.ts';

/** What a run of the Action needs besides its inputs. */
export interface Surroundings {
  /** What started the run. */
  readonly event: Event;
  /** Makes a client that uses this token. */
  readonly connect: (token: string) => Promise<GitHubClient>;
  readonly judge: Judge;
}

/** Runs the Action: does what its event asks for. The job fails with what is thrown. */
export async function runAction(surroundings: Surroundings): Promise<void> {
  const report = new JobReport();
  try {
    await run(surroundings, report);
  } catch (error) {
    const fault = describeFault(error);
    const reason = fault ?? (error instanceof Error ? error.message : String(error));
    core.setFailed(reason);
    await report.fail(reason);
    // What a person or GitHub can change has a message; all else is ours, and the trace helps to find it.
    if (fault === undefined) throw error;
  }
}

async function run({ event, connect, judge }: Surroundings, report: JobReport): Promise<void> {
  const inputs = readInputs(report, judge);
  const task = readTask(event, inputs.mode);
  await carryOut(task, { client: await connect(inputs.token), repo: event.repo, inputs });
}

interface Job {
  readonly client: GitHubClient;
  readonly repo: Event['repo'];
  readonly inputs: Inputs;
}

async function carryOut(task: Task, job: Job): Promise<void> {
  const { client, repo, inputs } = job;
  switch (task.kind) {
    case 'review':
      return review(task.trigger, job);
    case 'plan': {
      const { planRun } = await import('./plan-run.ts');
      return planRun(client, repo, task.trigger, inputs);
    }
    case 'publish': {
      const { publishRun } = await import('./publish-run.ts');
      return publishRun(client, repo, task.run, inputs);
    }
    case 'answer': {
      const { answer } = await import('./answer.ts');
      return answer(client, task.request, task.body, inputs);
    }
    case 'nothing':
      core.info(`There is nothing to do: ${task.why}.`);
  }
}

/** Reviews what started the run; the job fails if the check does. */
async function review(trigger: Trigger, { client, repo, inputs }: Job): Promise<void> {
  const { runReview } = await import('../run/run-review.ts');
  const result = await runReview(client, repo, trigger, inputs);
  await inputs.report.write(inputs.outputs);
  await inputs.report.finish(result);
  const { conclusion, title } = result;
  if (!PASSING.includes(conclusion)) core.setFailed(`${title}. See the review.`);
}

/** The conclusions that let a pull request be merged (docs: required status checks). */
const PASSING: readonly string[] = ['success', 'neutral', 'skipped'];
