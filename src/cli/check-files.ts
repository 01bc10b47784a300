import type { AttributeFiles } from '../files/attribute-files.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { type Found, readSource } from '../files/read.ts';
import { imagesOf } from '../kubernetes/images-of.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import { checkJson } from '../report/check-json.ts';
import { CheckCounter, type CheckReport, type CheckTotals } from '../report/check-report.ts';
import { checkText } from '../report/check-text.ts';
import type { Paint } from '../report/style.ts';
import { checkWorkflowCommands } from '../report/workflow-commands.ts';
import type { CHECK_FORMATS } from '../options/command-options.ts';
import { type Shown, joinShown, shown } from '../text/shown.ts';
import { judge } from '../judge/judge.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { InspectImages } from './inspect-images.ts';
import type { ListedFindings } from './listed-findings.ts';

/** The name of a format of a check's report. */
export type CheckFormat = (typeof CHECK_FORMATS)[number];

const FORMATS = {
  text: checkText,
  json: checkJson,
  github: checkWorkflowCommands,
} satisfies Record<CheckFormat, (paint: Paint) => CheckReport>;

/** A report in a format. */
export function checkReport(format: CheckFormat, paint: Paint): CheckReport {
  return FORMATS[format](paint);
}

/** What some of the files of a check came to, and what to print of them. */
export interface CheckPart {
  readonly text: Shown;
  readonly totals: CheckTotals;
}

/** How the files of a project are judged, beside what is in them. */
export interface CheckedBy {
  readonly ruleSet: RuleSet;
  /** The findings of its baseline. */
  readonly listed: ListedFindings;
  readonly attributes: AttributeFiles;
}

/** Reads and judges files one by one. */
export async function checkFiles(
  files: readonly Found[],
  report: CheckReport,
  { ruleSet, listed, attributes }: CheckedBy,
  inspect?: InspectImages,
): Promise<CheckPart> {
  const totals = new CheckCounter();
  const texts: Shown[] = [];
  const beside = new KustomizationsBeside();
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source) continue;
    if ('reason' in source) totals.addUnread(source);
    else {
      // oxlint-disable-next-line no-await-in-loop
      const attributed = { ...source, attributes: await attributes.of(file.path) };
      const manifest = readManifest(attributed, ruleSet);
      // oxlint-disable-next-line no-await-in-loop
      const kustomization = await beside.of(file.path);
      // oxlint-disable-next-line no-await-in-loop
      const configs = await inspect?.(() => imagesOf(manifest, kustomization));
      // oxlint-disable-next-line no-await-in-loop
      const known = await listed.remove(judge(manifest, { ...ruleSet, configs, kustomization }));
      totals.add(known.judged, known.listed);
      texts.push(report.file(known.judged));
    }
  }
  const [first, ...others] = texts.filter((text) => text !== '');
  const rest = others.map((text) => shown`${report.between}${text}`);
  return { text: first === undefined ? shown`` : joinShown([first, ...rest], ''), totals };
}
