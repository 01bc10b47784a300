import * as core from '@actions/core';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
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

/** Where Node's HTTP client tells that it sends a request (undici, docs/api/DiagnosticsChannel.md). */
const SENDING = 'undici:client:sendHeaders';

/** Who has not connected to GitHub by then has it asked later, with the rest loaded. */
const MAX_DEPARTURE_MS = 500;

/** Asks for something, and waits until that has left: while code is loaded, nothing is sent. */
async function whenSent<T>(ask: () => Promise<T>): Promise<{ readonly asked: Promise<T> }> {
  let told: (() => void) | undefined;
  const sent = new Promise<void>((resolve) => (told = resolve));
  const tell = (): void => told?.();
  subscribe(SENDING, tell);
  const asked = ask();
  // A failure is told of by what reads the answer.
  const answered = asked.catch(() => undefined);
  const late = sleep(MAX_DEPARTURE_MS, undefined, { ref: false });
  await Promise.race([answered, sent.then(async () => turn()), late]);
  unsubscribe(SENDING, tell);
  return { asked };
}

/** Asks for the pull request of a review at once: what reads it is loaded while GitHub answers. */
async function askAhead(client: GitHubClient, repo: Event['repo'], task: Task): Promise<Task> {
  if (task.kind !== 'review' && task.kind !== 'plan') return task;
  const { trigger } = task;
  // Of a draft, or where only the text was edited, it may never be asked for.
  if (trigger.kind !== 'pull-request' || trigger.isDraft || trigger.isTextEdit) return task;
  const ref = { ...repo, number: trigger.number };
  const { asked } = await whenSent(async () => askPullRequest(client, ref));
  return { ...task, trigger: { ...trigger, asked } };
}
