import type { AttributeFiles } from '../files/attribute-files.ts';
import type { FirstLook } from '../files/first-look.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import type { ReleaseSources } from '../files/release-sources.ts';
import { type Found, readSource } from '../files/read.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type Skip, emptyManifest, readManifest } from '../kubernetes/manifest.ts';
import { CheckCounter, type CheckReport, type CheckTotals } from '../report/check-report.ts';
import { CheckedFile } from '../report/file-report.ts';
import type { Shown } from '../text/shown.ts';
import { judge } from '../judge/judge.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { InspectImages } from './inspect-images.ts';
import type { KnownFindings, ListedFindings } from './listed-findings.ts';

/** What some of the files of a check came to, and what to print of them. */
export interface CheckPart {
  /** The pieces of each report. */
  readonly pieces: readonly (readonly Shown[])[];
  readonly totals: CheckTotals;
}

/** How the files of a project are judged, beside what is in them. */
export interface CheckedBy {
  readonly ruleSet: RuleSet;
  /** The findings of its baseline. */
  readonly listed: ListedFindings;
  readonly attributes: AttributeFiles;
  readonly releases: ReleaseSources;
  readonly beside?: KustomizationsBeside;
  /** What is known of the files already. */
  readonly looks?: FirstLook;
}

/** Reads and judges files one by one. */
export async function checkFiles(
  files: readonly Found[],
  reports: readonly CheckReport[],
  { ruleSet, listed, attributes, releases, beside = new KustomizationsBeside(), looks }: CheckedBy,
  inspect?: InspectImages,
): Promise<CheckPart> {
  const part = new CheckPartWriter(reports);
  for (const file of files) {
    const isEmpty = looks?.isEmpty(file.path) === true;
    // What is kept of the first look has something to judge.
    const kept = looks?.give(file.path);
    // oxlint-disable-next-line no-await-in-loop
    const source = isEmpty ? { path: file.path, text: '' } : (kept ?? (await readSource(file)));
    if (!source) continue;
    const empty = kept || 'reason' in source ? undefined : emptyManifest(source, ruleSet);
    if ('reason' in source) part.addUnread(source);
    else if (empty) part.add({ judged: judge(empty, ruleSet), listed: [] });
    else {
      // oxlint-disable-next-line no-await-in-loop
      const attributed = { ...source, attributes: await attributes.of(file.path) };
      const releaseSources = releases.of(source);
      const kustomization = beside.of(file.path);
      const manifest = readManifest(attributed, { ...ruleSet, releaseSources, kustomization });
      // oxlint-disable-next-line no-await-in-loop
      const read = await inspect?.(imageNames(manifest, kustomization));
      const rules = { ...ruleSet, ...read, kustomization, releaseSources };
      // oxlint-disable-next-line no-await-in-loop
      part.add(await listed.remove(judge(manifest, rules)));
    }
  }
  return part.end();
}

/** Writes what some of the files of a check came to. It keeps nothing of a file but its pieces. */
export class CheckPartWriter {
  readonly #reports: readonly CheckReport[];
  readonly #totals = new CheckCounter();
  readonly #pieces: readonly Shown[][];

  constructor(reports: readonly CheckReport[]) {
    this.#reports = reports;
    this.#pieces = reports.map(() => []);
  }

  /** @param known a judged file, and what the baseline has of it */
  add({ judged, listed }: KnownFindings): void {
    this.#totals.add(judged, listed);
    const file = new CheckedFile(judged);
    for (const [index, report] of this.#reports.entries()) {
      for (const piece of report.file(file)) this.#pieces[index]?.push(piece);
    }
  }

  addUnread(skip: Skip): void {
    this.#totals.addUnread(skip);
  }

  end(): CheckPart {
    return { pieces: this.#pieces, totals: this.#totals };
  }
}
