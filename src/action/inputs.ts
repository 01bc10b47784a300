import * as core from '@actions/core';
import { FAIL_ON, PROFILES, SCOPES } from '../options/options.ts';
import { readPodSecurityVersion } from '../options/pod-security-version.ts';
import { MEDIA, readScratch } from '../options/scratch.ts';
import { UserError } from '../errors/user-error.ts';
import type { RunOptions } from '../run/run-review.ts';
import { registryOptions } from '../registry/flags.ts';
import { type ReadImages, runReader } from '../registry/run-reader.ts';
import { visibleLine } from '../report/style.ts';
import { logReview, logText } from './report.ts';

/** What a run does: all of a review, or one of the two halves that a fork's pull request takes. */
export type Mode = 'review' | 'plan' | 'publish';

const MODES: readonly Mode[] = ['review', 'plan', 'publish'];

/** All that the Action is told, read once. */
export interface Inputs extends RunOptions {
  readonly token: string;
  readonly mode: Mode;
  /** Empty for none. */
  readonly planFile: string;
}

/** @throws UserError where a value is none of those that there are */
export function readInputs(): Inputs {
  const scope = core.getInput('scope');
  const profile = choose('profile', PROFILES);
  const version = core.getInput('pod-security-version');
  return {
    token: core.getInput('token', { required: true }),
    ruleSet: {
      profile,
      podSecurityVersion: readPodSecurityVersion(version, profile),
      scratch: readScratch(core.getInput('scratch-size'), choose('scratch-medium', MEDIA)),
    },
    scope: scope === '' ? undefined : choose('scope', SCOPES),
    failOn: choose('fail-on', FAIL_ON),
    files: core.getMultilineInput('files'),
    checkName: core.getInput('check-name'),
    dryRun: core.getBooleanInput('dry-run'),
    requestChanges: core.getBooleanInput('request-changes'),
    skipsDrafts: choose('drafts', ['review', 'skip']) === 'skip',
    inspect: readInspect(),
    show: logReview,
    mode: choose('mode', MODES),
    planFile: core.getInput('plan-file'),
  };
}

/** What can't be looked into changes nothing else, so that it is only a line of the log. */
function readInspect(): ReadImages | undefined {
  const flags = {
    registry: core.getBooleanInput('registry'),
    registryAllow: core.getMultilineInput('registry-allow'),
    registryMirror: core.getMultilineInput('registry-mirror'),
  };
  const options = registryOptions(flags, process.env);
  return (
    options &&
    runReader(options, (image, reason) =>
      logText(visibleLine(`Not looked into ${image}: ${reason}`)),
    )
  );
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
