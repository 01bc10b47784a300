import * as core from '@actions/core';
import { UserError } from '../errors/user-error.ts';
import { ACTION_OPTIONS, type MODES } from '../options/action-options.ts';
import { type GivenOf, type Options, readTexts, valuesOf } from '../options/option.ts';
import { type Given, OPTIONS, type Values } from '../options/options.ts';
import { type Output, outputsOf } from '../options/report-formats.ts';
import { registryFlagsOf, registryOptions } from '../registry/flags.ts';
import { type ReadImages, runReader } from '../registry/run-reader.ts';
import type { Judge } from '../run/judge-apart.ts';
import { needsFixes } from '../run/review-reports.ts';
import { runOptionsOf } from '../run/run-options.ts';
import type { RunOptions } from '../run/run-review.ts';
import { type JobReport, logText } from './report.ts';
import { visibleLine } from '../text/shown.ts';

/** What a run does: all of a review, or one of the two halves that a fork's pull request takes. */
export type Mode = (typeof MODES)[number];

/** All that the Action is told, read once. */
export interface Inputs extends RunOptions {
  readonly token: string;
  readonly mode: Mode;
  /** Empty for none. */
  readonly planFile: string;
  /** Reports in files. */
  readonly outputs: readonly Output[];
  /** Where the run says how it went. */
  readonly report: JobReport;
}

/** @throws UserError where a value is none of those that there are */
export function readInputs(report: JobReport, judge: Judge): Inputs {
  const given = readGiven(OPTIONS);
  // An input of the workflow counts before the configuration.
  const valuesWith = (configured: Given): Values => valuesOf(OPTIONS, given, configured);
  const values = valuesWith({});
  const own = valuesOf(ACTION_OPTIONS, readGiven(ACTION_OPTIONS));
  const outputs = outputsOf(own.output);
  return {
    ...runOptionsOf(valuesWith),
    token: readToken(),
    // The configuration may add to it what makes its options fit together: see settle.
    ruleSet: { profile: values.profile },
    dryRun: own['dry-run'],
    inspect: readInspect(values),
    show: (change, plan) => report.show(change, plan),
    report,
    judge,
    mode: own.mode,
    planFile: core.getInput('plan-file'),
    outputs,
    fixes: outputs.some(({ format }) => needsFixes(format)),
  };
}

/** A secret that there is not is an empty input. */
function readToken(): string {
  const token = core.getInput('token');
  if (token !== '') return token;
  throw new UserError(
    "Input token is empty. Runs on Dependabot's pull requests have Dependabot's secrets only: add it there, " +
      'or use `github.token`.',
  );
}

/** What can't be looked into changes nothing else, so that it is only a line of the log. */
function readInspect(values: Values): ReadImages | undefined {
  const options = registryOptions(registryFlagsOf(values), process.env);
  return (
    options &&
    runReader(options, (image, reason) =>
      logText(visibleLine(`Not looked into ${image}: ${reason}`)),
    )
  );
}

/** What was given of the options of a table; an input that is empty is not given. */
function readGiven<Table extends Options>(table: Table): GivenOf<Table> {
  const { given, faults } = readTexts(
    table,
    (key) => core.getInput(key),
    (key) => `Input ${key}`,
  );
  if (faults.length > 0) throw new UserError(faults.join('\n'));
  return given;
}
