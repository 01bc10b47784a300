import { readSources } from '../files/read.ts';
import { readManifest } from '../manifest/manifest.ts';
import { checkJson } from '../report/check-json.ts';
import type { CheckResult } from '../report/check-result.ts';
import { checkText } from '../report/check-text.ts';
import { checkWorkflowCommands } from '../report/workflow-commands.ts';
import type { FailOn } from '../review/plan.ts';
import { isFailing } from '../review/review.ts';
import { judge } from '../rules/judge.ts';
import type { RuleSet } from '../rules/rule.ts';
import { paint } from './terminal.ts';

const FORMATS = {
  text: (result: CheckResult) => checkText(result, paint),
  json: checkJson,
  github: checkWorkflowCommands,
};

export const CHECK_FORMATS = Object.keys(FORMATS);

/** The options of `podseal check`, as commander reads them. */
export interface CheckOptions {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  readonly format: keyof typeof FORMATS;
  readonly files: readonly string[];
}

/** Judges files and prints what is wrong. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const sources = await readSources(paths, options.files);
  const judged = sources.files.map((file) => judge(readManifest(file), options.ruleSet));
  const skips = [...sources.skips, ...judged.flatMap(({ manifest }) => manifest.skips)];
  const files = sources.files.length + sources.skips.length;
  process.stdout.write(FORMATS[options.format]({ judged, skips, files }));
  const failed = judged
    .flatMap(({ findings }) => findings)
    .some(({ severity }) => isFailing(severity, options.failOn));
  return failed ? 1 : 0;
}
