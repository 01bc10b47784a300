import * as core from '@actions/core';
import { context } from '@actions/github';
import { answer } from './action/answer.ts';
import { createClient } from './action/client.ts';
import { type Inputs, readInputs } from './action/inputs.ts';
import { planRun } from './action/plan-run.ts';
import { publishRun } from './action/publish-run.ts';
import { JobReport } from './action/report.ts';
import { type Task, readTask } from './action/task.ts';
import { isEngineThread } from './engine/engine-thread.ts';
import type { Trigger } from './run/trigger.ts';
import type { GitHubClient } from './github/client.ts';
import { describeFault } from './run/describe-fault.ts';
import { isJudgeThread } from './run/judge-thread.ts';
import { runReview } from './run/run-review.ts';

/** Does what the event that started the run asks for. */
async function run(report: JobReport): Promise<void> {
  const inputs = readInputs(report);
  const task = readTask(context, inputs.mode);
  await carryOut(createClient(inputs.token), task, inputs);
}

async function carryOut(client: GitHubClient, task: Task, inputs: Inputs): Promise<void> {
  switch (task.kind) {
    case 'review':
      return review(client, task.trigger, inputs);
    case 'plan':
      return planRun(client, context.repo, task.trigger, inputs);
    case 'publish':
      return publishRun(client, context.repo, task.run, inputs);
    case 'answer':
      return answer(client, task.request, task.body, inputs);
    case 'nothing':
      core.info(`There is nothing to do: ${task.why}.`);
  }
}

/** Reviews what started the run; the job fails if the check does. */
async function review(client: GitHubClient, trigger: Trigger, inputs: Inputs): Promise<void> {
  const result = await runReview(client, context.repo, trigger, inputs);
  await inputs.report.finish(result);
  const { conclusion, title } = result;
  if (!PASSING.includes(conclusion)) core.setFailed(`${title}. See the review.`);
}

/** The conclusions that let a pull request be merged (docs: required status checks). */
const PASSING: readonly string[] = ['success', 'neutral', 'skipped'];

/** Runs the Action; the job fails with what is thrown. */
async function main(): Promise<void> {
  const report = new JobReport();
  try {
    await run(report);
  } catch (error) {
    const fault = describeFault(error);
    const reason = fault ?? (error instanceof Error ? error.message : String(error));
    core.setFailed(reason);
    await report.fail(reason);
    // What a person or GitHub can change has a message; all else is ours, and the trace helps to find it.
    if (fault === undefined) throw error;
  }
}

// The threads that judge and render run this same file, and serve in it.
if (!isJudgeThread && !isEngineThread) await main();
