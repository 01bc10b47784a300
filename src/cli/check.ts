import { realpath } from 'node:fs/promises';
import { AttributeFiles } from '../files/attribute-files.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { findProjectImages } from '../files/project-images.ts';
import { type Found, type Wanted, listFiles } from '../files/read.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { CheckCounter } from '../report/check-report.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { baselineFaults, exemptionFaults } from '../configuration/exemption-faults.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { FailOn } from '../review/review-plan.ts';
import { isFailing } from '../review/placement.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { shown } from '../text/shown.ts';
import { chartFolders } from './chart-folders.ts';
import type { CheckedChart } from './check-charts.ts';
import {
  type CheckFormat,
  type CheckPart,
  CheckPartWriter,
  checkFiles,
  checkReport,
} from './check-files.ts';
import { threadsFor } from './threads-for.ts';
import { ListedFindings } from './listed-findings.ts';
import { renderedDocuments as documentsOf } from '../render/chart-releases.ts';
import { type InspectImages, imageInspector } from './inspect-images.ts';
import { isKustomization } from './is-kustomization.ts';
import { hasColours, paint, print } from './terminal.ts';

/** The options of `podseal check`, as commander reads them. */
export interface CheckOptions extends RegistryFlags {
  readonly ruleSet: RuleSet;
  readonly baseline: readonly BaselineEntry[];
  readonly root: string;
  /** Whether the project is judged as its configuration says, and no flag says otherwise. */
  readonly isAsConfigured: boolean;
  readonly failOn: FailOn;
  readonly format: CheckFormat;
  readonly wanted: Wanted;
  /** Whether charts and kustomizations are rendered. */
  readonly render: boolean;
  readonly configuration: Pick<Configuration, 'charts' | 'kustomizations'>;
}

/** Judges files and prints what is wrong, in their order. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const report = checkReport(options.format, paint);
  const ruleSet = { ...options.ruleSet, images: await findProjectImages(paths[0] ?? '.') };
  const { files, skips } = await listFiles(paths, options.wanted);
  const totals = new CheckCounter();
  for (const skip of skips) totals.addUnread(skip);
  let isEmpty = true;
  const inspect = imageInspector(options, paths[0] ?? '.', ruleSet.images);
  for await (const part of checkAll(files, { ...options, ruleSet }, inspect)) {
    totals.addTotals(part.totals);
    if (part.text === '') continue;
    await print(shown`${isEmpty ? report.start : report.between}${part.text}`);
    isEmpty = false;
  }
  const isWhole = options.isAsConfigured && (await isProject(paths, options.root));
  for (const fault of exemptionFaults(options, totals, isWhole)) totals.addFault(fault);
  if (isWhole) for (const fault of baselineFaults(options, totals)) totals.addFault(fault);
  await print(shown`${isEmpty ? report.start : shown``}${report.end(totals)}`);
  const { errors, warnings } = totals;
  const isFailed =
    (errors > 0 && isFailing('error', options.failOn)) ||
    (warnings > 0 && isFailing('warning', options.failOn));
  return isFailed ? 1 : 0;
}

/** Whether all of a project was looked at. */
async function isProject(paths: readonly string[], root: string): Promise<boolean> {
  const folders = await Promise.all(paths.map(async (path) => realpath(path).catch(() => '')));
  return folders.includes(await realpath(root).catch(() => root));
}

/** Checks what the charts and kustomizations among files become, then the other files. */
async function* checkAll(
  files: readonly Found[],
  options: CheckOptions,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  if (!options.render) return yield* checkPlain(files, options, inspect);
  // What renders charts is loaded where there are some.
  if (chartFolders(files).length === 0) return yield* checkBuilt(files, options, inspect);
  const { checkCharts, otherFiles } = await import('./check-charts.ts');
  const report = checkReport(options.format, paint);
  const listed = new ListedFindings(options);
  const { root, configuration } = options;
  const project = { root, charts: configuration.charts };
  const means = { inspect, project };
  const seen: Pick<CheckedChart, 'folder' | 'values' | 'releases'>[] = [];
  for await (const chart of checkCharts(files, options.ruleSet, means)) {
    const { folder, values, judged, releases } = chart;
    const part = new CheckPartWriter(report);
    // oxlint-disable-next-line no-await-in-loop
    for (const one of judged) part.add(await listed.remove(one));
    seen.push({ folder, values, releases });
    yield part.end();
  }
  const renderedDocuments = documentsOf(seen.flatMap(({ releases }) => releases));
  const ruleSet = { ...options.ruleSet, renderedDocuments };
  yield* checkBuilt(otherFiles(files, seen), { ...options, ruleSet }, inspect);
}

/** Checks what the kustomizations among files become, then the other files. */
async function* checkBuilt(
  files: readonly Found[],
  options: CheckOptions,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  if (!files.some(isKustomization)) return yield* checkPlain(files, options, inspect);
  const { checkKustomizations, unshownFiles } = await import('./check-kustomizations.ts');
  const { root, ruleSet, configuration } = options;
  const by = { root, deployed: configuration.kustomizations, inspect };
  const built = await checkKustomizations(files, ruleSet, by);
  const listed = new ListedFindings(options);
  const report = checkReport(options.format, paint);
  for (const judged of built.judged) {
    const part = new CheckPartWriter(report);
    // oxlint-disable-next-line no-await-in-loop
    part.add(await listed.remove(judged));
    yield part.end();
  }
  const rules = { ...ruleSet, renderedDocuments: built.renderedDocuments };
  yield* checkPlain(unshownFiles(files, built), { ...options, ruleSet: rules }, inspect);
}

/** Checks files one by one, or in threads where that is quicker. */
async function* checkPlain(
  files: readonly Found[],
  options: CheckOptions,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  const threads = threadsFor(files.length, process.env['PODSEAL_THREADS']);
  // A registry's limits and its cache are for one asker; standard input is the main thread's.
  const paths = files.map(({ path }) => path);
  const isShared = !options.registry && files.every(({ path }) => path !== '-');
  if (threads > 1 && isShared) {
    const { format, ruleSet, baseline, root } = options;
    const setup = { format, ruleSet, baseline, root, isColoured: hasColours(), paths };
    const { checkInThreads } = await import('./check-threads.ts');
    yield* checkInThreads(files, setup, threads);
    return;
  }
  const report = checkReport(options.format, paint);
  const listed = new ListedFindings(options);
  const by = {
    ruleSet: options.ruleSet,
    listed,
    attributes: new AttributeFiles(options.root),
    releases: new ReleaseSources(paths),
  };
  // oxlint-disable-next-line no-await-in-loop
  for (const file of files) yield await checkFiles([file], report, by, inspect);
}
