import * as core from '@actions/core';
import { setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from '../github/client.ts';
import { askPullRequest } from '../github/pull-request.ts';
import { describeFault } from '../run/describe-fault.ts';
import type { Judge } from '../run/judge-apart.ts';
import { readGivenInputs } from './given-inputs.ts';
import type { JobReport } from './report.ts';
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
  let report: JobReport | undefined;
  try {
    await run(surroundings, async () => (report = await makeReport()));
  } catch (error) {
    const fault = describeFault(error);
    const reason = fault ?? (error instanceof Error ? error.message : String(error));
    core.setFailed(reason);
    await (report ?? (await makeReport())).fail(reason);
    // What a person or GitHub can change has a message; all else is ours, and the trace helps to find it.
    if (fault === undefined) throw error;
  }
}

async function makeReport(): Promise<JobReport> {
  const { JobReport: Report } = await import('./report.ts');
  return new Report();
}

async function run(
  { event, connect, judge }: Surroundings,
  startReport: () => Promise<JobReport>,
): Promise<void> {
  const given = readGivenInputs();
  const { repo } = event;
  const task = readTask(event, given.own.mode);
  const client = await connect(given.token);
  const asked = await askAhead(client, repo, task);
  const { inputsOf } = await import('./inputs.ts');
  const { carryOut } = await import('./carry-out.ts');
  await carryOut(asked, { client, repo, inputs: inputsOf(given, await startReport(), judge) });
}

/** How long a request may take to leave: a connection with TLS is made in a few times the way to GitHub. */
const DEPARTURE_MS = 25;

/** Asks for the pull request of a review at once: what reads it is loaded while GitHub answers. */
async function askAhead(client: GitHubClient, repo: Event['repo'], task: Task): Promise<Task> {
  if (task.kind !== 'review' && task.kind !== 'plan') return task;
  const { trigger } = task;
  // Of a draft, or where only the text was edited, it may never be asked for.
  if (trigger.kind !== 'pull-request' || trigger.isDraft || trigger.isTextEdit) return task;
  const asked = askPullRequest(client, { ...repo, number: trigger.number });
  // While code is loaded, nothing is sent. A failure is told of by what reads the answer.
  await Promise.race([
    asked.catch(() => undefined),
    sleep(DEPARTURE_MS, undefined, { ref: false }),
  ]);
  return { ...task, trigger: { ...trigger, asked } };
}
