import { findOwnImages } from '../files/own-images.ts';
import { readSources } from '../files/read.ts';
import { readManifest } from '../manifest/manifest.ts';
import { checkJson } from '../report/check-json.ts';
import { CheckCounter, type CheckReport } from '../report/check-report.ts';
import { checkText } from '../report/check-text.ts';
import { checkWorkflowCommands } from '../report/workflow-commands.ts';
import type { FailOn } from '../review/plan.ts';
import { isFailing } from '../review/review.ts';
import { judge } from '../rules/judge.ts';
import type { RuleSet } from '../rules/rule.ts';
import { paint, print } from './terminal.ts';

const FORMATS = {
  text: () => checkText(paint),
  json: checkJson,
  github: checkWorkflowCommands,
} satisfies Record<string, () => CheckReport>;

export const CHECK_FORMATS = Object.keys(FORMATS);

/** The options of `podseal check`, as commander reads them. */
export interface CheckOptions {
  readonly ruleSet: RuleSet;
  readonly failOn: FailOn;
  readonly format: keyof typeof FORMATS;
  readonly files: readonly string[];
}

/** Judges files one by one and prints what is wrong. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const report: CheckReport = FORMATS[options.format]();
  const counter = new CheckCounter();
  const ruleSet = { ...options.ruleSet, images: await findOwnImages(paths[0] ?? '.') };
  for await (const source of readSources(paths, options.files)) {
    if ('reason' in source) counter.addUnread(source);
    else {
      const judged = judge(readManifest(source), ruleSet);
      counter.add(judged);
      await print(report.file(judged));
    }
  }
  await print(report.end(counter));
  const { errors, warnings } = counter;
  const isFailed =
    (errors > 0 && isFailing('error', options.failOn)) ||
    (warnings > 0 && isFailing('warning', options.failOn));
  return isFailed ? 1 : 0;
}
