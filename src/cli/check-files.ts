import type { AttributeFiles } from '../files/attribute-files.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import type { ReleaseSources } from '../files/release-sources.ts';
import { type Found, readSource } from '../files/read.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type Skip, readManifest } from '../kubernetes/manifest.ts';
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
import type { KnownFindings, ListedFindings } from './listed-findings.ts';

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
  readonly releases: ReleaseSources;
}

/** Reads and judges files one by one. */
export async function checkFiles(
  files: readonly Found[],
  report: CheckReport,
  { ruleSet, listed, attributes, releases }: CheckedBy,
  inspect?: InspectImages,
): Promise<CheckPart> {
  const part = new CheckPartWriter(report);
  const beside = new KustomizationsBeside();
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source) continue;
    if ('reason' in source) part.addUnread(source);
    else {
      // oxlint-disable-next-line no-await-in-loop
      const attributed = { ...source, attributes: await attributes.of(file.path) };
      const releaseSources = releases.of(source);
      const manifest = readManifest(attributed, { ...ruleSet, releaseSources });
      const kustomization = beside.of(file.path);
      // oxlint-disable-next-line no-await-in-loop
      const read = await inspect?.(imageNames(manifest, kustomization));
      const rules = { ...ruleSet, ...read, kustomization, releaseSources };
      // oxlint-disable-next-line no-await-in-loop
      part.add(await listed.remove(judge(manifest, rules)));
    }
  }
  return part.end();
}

/** Writes what some of the files of a check came to. It keeps nothing of a file but its text. */
export class CheckPartWriter {
  readonly #report: CheckReport;
  readonly #totals = new CheckCounter();
  readonly #texts: Shown[] = [];

  constructor(report: CheckReport) {
    this.#report = report;
  }

  /** @param known a judged file, and what the baseline has of it */
  add({ judged, listed }: KnownFindings): void {
    this.#totals.add(judged, listed);
    const text = this.#report.file(judged);
    if (text !== '') this.#texts.push(text);
  }

  addUnread(skip: Skip): void {
    this.#totals.addUnread(skip);
  }

  end(): CheckPart {
    const [first, ...others] = this.#texts;
    const rest = others.map((text) => shown`${this.#report.between}${text}`);
    const text = first === undefined ? shown`` : joinShown([first, ...rest], '');
    return { text, totals: this.#totals };
  }
}
