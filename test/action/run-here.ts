import * as core from '@actions/core';
import { getOctokit } from '@actions/github';
import { readFileSync } from 'node:fs';
import { runnerPolicy } from '../../src/action/client.ts';
import { runAction } from '../../src/action/run-action.ts';
import type { Event } from '../../src/action/task.ts';
import { type GitHubClient, makeClient } from '../../src/github/client.ts';
import { withRetry } from '../../src/github/with-retry.ts';
import { Judge } from '../../src/run/judge-apart.ts';
import { type ActionCall, type ActionRun, withFiles } from './runner.ts';
import { openWith } from './comment.ts';
import { stagesWith } from './stage.ts';

const judge = new Judge();

/**
 * Runs the Action in this process, with the variables and files that the runner gives it, and by a clock of its
 * own: a process for each run takes ten times as long. One run at a time.
 */
async function runHere(call: ActionCall): Promise<ActionRun> {
  return withFiles(call, async (variables) => {
    const before = { ...process.env };
    for (const name of Object.keys(before)) if (isOfRunner(name)) delete process.env[name];
    Object.assign(process.env, variables);
    const log = captureLog();
    try {
      const connect = async (token: string): Promise<GitHubClient> => clientOf(token, call.apiUrl);
      await runAction({ event: eventOf(variables), connect, judge });
    } catch (error) {
      process.stdout.write(`${error instanceof Error ? error.stack : String(error)}\n`);
      process.exitCode = 1;
    }
    const ended = { code: Number(process.exitCode ?? 0), log: log.end() };
    process.exitCode = undefined;
    forgetSummaryFile();
    for (const name of Object.keys(variables)) delete process.env[name];
    Object.assign(process.env, before);
    return ended;
  });
}

/** Sets up a pull request on which the Action of `src/` runs. */
export const stage = stagesWith(runHere);
export const open = openWith(stage);

/** What the toolkit makes of the variables when it is loaded, which is once in a process. */
function eventOf(variables: Readonly<Record<string, string>>): Event {
  const [owner = '', repo = ''] = (variables['GITHUB_REPOSITORY'] ?? '').split('/');
  const payload: object = JSON.parse(readFileSync(variables['GITHUB_EVENT_PATH'] ?? '', 'utf8'));
  return { eventName: variables['GITHUB_EVENT_NAME'] ?? '', payload, repo: { owner, repo } };
}

/** The tests may run in a job of GitHub Actions themselves. */
function isOfRunner(name: string): boolean {
  return /^(?:GITHUB|INPUT|RUNNER|ACTIONS)_/.test(name);
}

function clientOf(token: string, baseUrl: string): GitHubClient {
  let slept = 0;
  const sleep = async (time: number): Promise<void> => {
    slept += time;
    await Promise.resolve();
  };
  const now = (): number => Date.now() + slept;
  const { request } = getOctokit(token, { baseUrl });
  return makeClient(request, withRetry(runnerPolicy({ now, sleep, log: core.info })));
}

function captureLog(): { end(): string } {
  const { write } = process.stdout;
  const lines: string[] = [];
  process.stdout.write = (chunk: string | Uint8Array) => {
    lines.push(Buffer.from(chunk).toString());
    return true;
  };
  return {
    end() {
      process.stdout.write = write;
      return lines.join('');
    },
  };
}

/** The toolkit keeps the path of its first summary. */
function forgetSummaryFile(): void {
  Object.assign(core.summary, { _filePath: undefined });
}
