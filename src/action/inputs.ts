import * as core from '@actions/core';
import { valuesOf } from '../options/option.ts';
import { type Given, OPTIONS, type Values } from '../options/options.ts';
import { type Output, outputsOf } from '../options/report-formats.ts';
import { registryFlagsOf, registryOptions } from '../registry/flags.ts';
import { type ReadImages, runReader } from '../registry/run-reader.ts';
import { chartArchives } from '../run/chart-archives.ts';
import type { Judge } from '../run/judge-apart.ts';
import { needsFixes } from '../run/review-reports.ts';
import { runOptionsOf } from '../run/run-options.ts';
import type { RunOptions } from '../run/run-review.ts';
import type { GivenInputs } from './given-inputs.ts';
import { type JobReport, logText } from './report.ts';
import { visibleLine } from '../text/shown.ts';

/** All that the Action is told, as a run needs it. */
export interface Inputs extends RunOptions {
  /** Empty for none. */
  readonly planFile: string;
  /** Reports in files. */
  readonly outputs: readonly Output[];
  /** What `podseal try` wrote in a job of the pull request; empty for none. */
  readonly trialsFile: string;
  /** Where the run says how it went. */
  readonly report: JobReport;
}

/** @throws UserError for options that do not go together */
export function inputsOf({ given, own }: GivenInputs, report: JobReport, judge: Judge): Inputs {
  // An input of the workflow counts before the configuration.
  const valuesWith = (configured: Given): Values => valuesOf(OPTIONS, given, configured);
  const values = valuesWith({});
  const flags = registryFlagsOf(values);
  const outputs = outputsOf(own.output);
  return {
    ...runOptionsOf(valuesWith),
    // The configuration may add to it what makes its options fit together: see settle.
    ruleSet: { profile: values.profile },
    dryRun: own['dry-run'],
    inspect: readInspect(values),
    archives: chartArchives(registryOptions({ ...flags, registry: true }, process.env)),
    show: (change, plan) => report.show(change, plan),
    report,
    judge,
    planFile: core.getInput('plan-file'),
    trialsFile: core.getInput('trials-file'),
    outputs,
    fixes: outputs.some(({ format }) => needsFixes(format)),
  };
}

/** What can't be looked into changes nothing else, so that it is only a line of the log. */
function readInspect(values: Values): ReadImages | undefined {
  // The configuration, which is read later, may have charts pulled: then the other options count for these.
  const flags = { ...registryFlagsOf(values), pullCharts: true };
  const options = registryOptions(flags, process.env);
  return (
    options &&
    runReader(options, (image, reason) =>
      logText(visibleLine(`Not looked into ${image}: ${reason}`)),
    )
  );
}
