import * as core from '@actions/core';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises';
import type { GitHubClient } from '../github/client.ts';
import { type PullRequest, askPullRequest } from '../github/pull-request.ts';
import { describeFault } from '../run/describe-fault.ts';
import type { Judge } from '../run/judge-apart.ts';
import { pullRequestOf } from '../run/trigger.ts';
import type { JobReport } from './report.ts';
import type { Event, Task } from './task.ts';
import { readToken } from './token.ts';

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
  const { repo } = event;
  const client = await connect(readToken());
  const early = await askEarly(client, event);
  const { readGivenInputs } = await import('./given-inputs.ts');
  const { readTask } = await import('./task.ts');
  const given = readGivenInputs();
  const task = readTask(event, given.own.mode);
  const { inputsOf } = await import('./inputs.ts');
  const { carryOut } = await import('./carry-out.ts');
  const inputs = inputsOf(given, await startReport(), judge);
  await carryOut(withAsked(task, early), { client, repo, inputs });
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

/** What GitHub was asked for before all else was loaded. */
interface Early {
  readonly asked: Promise<PullRequest>;
}

/**
 * Asks for the pull request of a review at once: what reads the inputs and the answer is loaded while GitHub answers.
 * Of a draft, or where only the text was edited, it may never be needed.
 */
async function askEarly(
  client: GitHubClient,
  { eventName, payload, repo }: Event,
): Promise<Early | undefined> {
  const pull = pullRequestOf(eventName, payload);
  if (!pull || pull.isDraft || pull.isTextEdit) return undefined;
  return whenSent(async () => askPullRequest(client, { ...repo, number: pull.number }));
}

function withAsked(task: Task, early: Early | undefined): Task {
  if (!early || (task.kind !== 'review' && task.kind !== 'plan')) return task;
  const { trigger } = task;
  return trigger.kind === 'pull-request' ? { ...task, trigger: { ...trigger, ...early } } : task;
}
