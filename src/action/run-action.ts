import * as core from '@actions/core';
import type { GitHubClient } from '../github/client.ts';
import { describeFault } from '../run/describe-fault.ts';
import type { Judge } from '../run/judge-apart.ts';
import { carryOut } from './carry-out.ts';
import { readGivenInputs } from './given-inputs.ts';
import { inputsOf } from './inputs.ts';
import { JobReport } from './report.ts';
import { type Event, readTask } from './task.ts';
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
  const client = await connect(readToken());
  const given = readGivenInputs();
  const task = readTask(event, given.own.mode);
  await carryOut(task, { client, repo: event.repo, inputs: inputsOf(given, report, judge) });
}
