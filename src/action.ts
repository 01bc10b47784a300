import * as core from '@actions/core';
import { context } from '@actions/github';
import { createClient } from './action/client.ts';
import { logReview, report } from './action/report.ts';
import { FAIL_ON, PROFILES, SCOPES } from './config/options.ts';
import { readPodSecurityVersion } from './config/pod-security-version.ts';
import { readTrigger } from './config/trigger.ts';
import { UserError } from './config/user-error.ts';
import { type RunOptions, runReview } from './github/run-review.ts';

/** All that the Action is told, read once. */
interface Inputs extends RunOptions {
  readonly token: string;
}

function readInputs(): Inputs {
  const scope = core.getInput('scope');
  const profile = choose('profile', PROFILES);
  const version = core.getInput('pod-security-version');
  return {
    token: core.getInput('token', { required: true }),
    ruleSet: { profile, podSecurityVersion: readPodSecurityVersion(version, profile) },
    scope: scope === '' ? undefined : choose('scope', SCOPES),
    failOn: choose('fail-on', FAIL_ON),
    files: core.getMultilineInput('files'),
    checkName: core.getInput('check-name'),
    dryRun: core.getBooleanInput('dry-run'),
    requestChanges: core.getBooleanInput('request-changes'),
    skipsDrafts: choose('drafts', ['review', 'skip']) === 'skip',
    show: logReview,
  };
}

function choose<T extends string>(name: string, choices: readonly T[]): T {
  const value = core.getInput(name);
  const chosen = choices.find((choice) => choice === value);
  if (chosen === undefined) {
    throw new UserError(
      `Input ${name}: ${JSON.stringify(value)} is none of ${choices.join(', ')}.`,
    );
  }
  return chosen;
}

/** Reviews what started the run; the job fails if the check does. */
async function run(): Promise<void> {
  const inputs = readInputs();
  const trigger = readTrigger(context.eventName, context.payload);
  const result = await runReview(createClient(inputs.token), context.repo, trigger, inputs);
  await report(result);
  const { conclusion, title } = result;
  if (!PASSING.includes(conclusion)) core.setFailed(`${title}. See the review.`);
}

/** The conclusions that let a pull request be merged (docs: required status checks). */
const PASSING: readonly string[] = ['success', 'neutral', 'skipped'];

try {
  await run();
} catch (error) {
  core.setFailed(error instanceof Error ? error.message : String(error));
  // A person can mend a UserError; all else is a fault of ours, and the trace helps to find it.
  if (!(error instanceof UserError)) throw error;
}
