import * as core from '@actions/core';
import type { GitHubClient } from '../github/client.ts';
import { runReview } from '../run/run-review.ts';
import type { Trigger } from '../run/trigger.ts';
import type { Inputs } from './inputs.ts';
import type { Event, Task } from './task.ts';
import { readTrials } from './trials-file.ts';

/** What a task is carried out with. */
interface Job {
  readonly client: GitHubClient;
  readonly repo: Event['repo'];
  readonly inputs: Inputs;
}

/** Does what a run is about. */
export async function carryOut(task: Task, job: Job): Promise<void> {
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
  const trials = inputs.trialsFile === '' ? undefined : await readTrials(inputs.trialsFile);
  const result = await runReview(client, repo, trigger, { ...inputs, trials });
  await inputs.report.write(inputs.outputs);
  await inputs.report.finish(result);
  const { conclusion, title } = result;
  if (!PASSING.includes(conclusion)) core.setFailed(`${title}. See the review.`);
}

/** The conclusions that let a pull request be merged (docs: required status checks). */
const PASSING: readonly string[] = ['success', 'neutral', 'skipped'];
