import { realpathSync } from 'node:fs';
import { dirname, relative, resolve } from 'node:path';
import { AttributeFiles } from '../files/attribute-files.ts';
import { FirstLook } from '../files/first-look.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { findProjectImages } from '../files/project-images.ts';
import { type Found, type Wanted, listFiles } from '../files/read.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { CheckCounter, type CheckReport } from '../report/check-report.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { kustomizationFaults } from '../configuration/kustomization-faults.ts';
import { baselineFaults, exemptionFaults } from '../configuration/exemption-faults.ts';
import type { Judged } from '../judge/judge.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import type { FailOn } from '../review/review-plan.ts';
import { isFailing } from '../review/placement.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type Output, type ReportFormat } from '../options/report-formats.ts';
import { type ReportSetup, loadReports } from '../run/load-reports.ts';
import type { RememberedBuilds } from '../run/remembered-builds.ts';
import { ReportWriter, openReport } from '../run/report-files.ts';
import { shown } from '../text/shown.ts';
import { hasVendoredCharts } from '../files/vendored-folder.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import { chartFolders, shownFolder } from './chart-folders.ts';
import type { CheckedChart } from './check-charts.ts';
import { type CheckPart, CheckPartWriter, checkFiles } from './check-files.ts';
import { limitYoungSpace } from './young-space.ts';
import { ListedFindings } from './listed-findings.ts';
import { renderedDocuments as documentsOf } from '../render/chart-releases.ts';
import { type InspectImages, imageInspector } from './inspect-images.ts';
import { isKustomization, mayBeBuilt } from './is-kustomization.ts';
import { namedIn } from './named-in.ts';
import { Progress } from './progress.ts';
import { note, paint, standardError, standardOutput } from './terminal.ts';

/** The options of `podseal check`, as commander reads them. */
export interface CheckOptions extends RegistryFlags {
  readonly ruleSet: RuleSet;
  readonly baseline: readonly BaselineEntry[];
  readonly root: string;
  /** Whether the project is judged as its configuration says, and no flag says otherwise. */
  readonly isAsConfigured: boolean;
  readonly failOn: FailOn;
  readonly format: ReportFormat;
  /** Further reports, in files. */
  readonly outputs: readonly Output[];
  /** Whether a patch has the fixes that need a check. */
  readonly unsafe: boolean;
  readonly wanted: Wanted;
  /** Whether charts and kustomizations are rendered. */
  readonly render: boolean;
  /** Which files of charts are told of; all when undefined. */
  readonly isReported?: (path: string) => boolean;
  readonly configuration: Configuration;
}

/** Judges files and reports what is wrong, in their order. Returns the exit code. */
export async function check(paths: readonly string[], options: CheckOptions): Promise<number> {
  const setup = reportSetup(paths, options);
  const reports = await loadReports(setup, paint);
  const ruleSet = { ...options.ruleSet, images: await findProjectImages(paths[0] ?? '.') };
  const { files, skips } = listFiles(paths, options.wanted);
  const writers = await openReports(reports, options.outputs);
  const totals = new CheckCounter();
  for (const skip of skips) totals.addUnread(skip);
  const inspect = imageInspector(options, paths[0] ?? '.', ruleSet.images);
  const progress = new Progress(standardError);
  const by = { ...options, ruleSet, reports, setup, looks: new FirstLook(ruleSet) };
  for await (const part of checkAll(files, by, inspect)) {
    totals.addTotals(part.totals);
    const { errors, warnings, notices } = totals;
    progress.clear();
    // oxlint-disable-next-line no-await-in-loop
    for (const [index, writer] of writers.entries()) await writer.add(part.pieces[index] ?? []);
    progress.show(totals.files, files.length, errors + warnings + notices);
  }
  progress.clear();
  const isWhole = options.isAsConfigured && isProject(paths, options.root);
  for (const fault of exemptionFaults(options, totals, isWhole)) totals.addFault(fault);
  if (isWhole) {
    for (const fault of baselineFaults(options, totals)) totals.addFault(fault);
    const folders = kustomizationFolders(files, options.root);
    for (const fault of kustomizationFaults(options.configuration, folders)) totals.addFault(fault);
  }
  // oxlint-disable-next-line no-await-in-loop
  for (const writer of writers) await writer.end(totals);
  noteCut(setup, writers);
  return isFailed(totals, options.failOn) ? 1 : 0;
}

function reportSetup(paths: readonly string[], options: CheckOptions): ReportSetup {
  const { format, outputs, failOn, unsafe, ruleSet } = options;
  return {
    formats: [format, ...outputs.map((one) => one.format)],
    ...{ failOn, unsafe, profile: ruleSet.profile, of: 'check', paths },
    folders: ruleSet.exemptions?.folders,
  };
}

async function openReports(
  [first, ...others]: readonly CheckReport[],
  outputs: readonly Output[],
): Promise<ReportWriter[]> {
  const writers = first ? [new ReportWriter(first, standardOutput)] : [];
  for (const [index, output] of outputs.entries()) {
    const report = others[index];
    // oxlint-disable-next-line no-await-in-loop
    if (report) writers.push(new ReportWriter(report, await openReport(output)));
  }
  return writers;
}

/** Says what is missing in a report, on standard error. */
function noteCut({ formats }: ReportSetup, writers: readonly ReportWriter[]): void {
  for (const [index, { cut }] of writers.entries()) {
    const format = formats[index] ?? 'text';
    if (cut > 0) {
      note(shown`${cut} findings are too many for the ${format} report: check folders one by one.`);
    }
  }
}

function isFailed({ errors, warnings }: CheckCounter, failOn: FailOn): boolean {
  return (
    (errors > 0 && isFailing('error', failOn)) || (warnings > 0 && isFailing('warning', failOn))
  );
}

/** Whether all of a project was looked at. */
function isProject(paths: readonly string[], root: string): boolean {
  return paths.map((path) => realPath(path, '')).includes(realPath(root, root));
}

function realPath(path: string, otherwise: string): string {
  try {
    return realpathSync.native(path);
  } catch {
    return otherwise;
  }
}

function kustomizationFolders(files: readonly Found[], root: string): string[] {
  const real = realPath(root, root);
  return files
    .filter(isKustomization)
    .map(({ path }) => relative(real, resolve(dirname(path))).replaceAll('\\', '/'));
}

/** How files are judged and reported. */
interface ReportedBy extends CheckOptions {
  /** The releases of charts that are rendered. */
  readonly used?: readonly UsedRelease[];
  /** Kustomizations that were built for the releases in them. */
  readonly builds?: RememberedBuilds;
  readonly reports: readonly CheckReport[];
  readonly setup: ReportSetup;
  readonly looks: FirstLook;
}

/** Checks what the charts and kustomizations among files become, then the other files. */
async function* checkAll(
  files: readonly Found[],
  options: ReportedBy,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  if (!options.render) return yield* checkPlain(files, options, inspect);
  // What renders charts is loaded where there are some.
  if (chartFolders(files).length === 0) return yield* checkElsewhere(files, options, inspect);
  const { checkCharts, newBuilds, otherFiles, unrenderedFiles } = await import('./check-charts.ts');
  const listed = new ListedFindings(options);
  const { root, configuration } = options;
  const project = { root, charts: configuration.charts };
  const builds = newBuilds();
  const means = { inspect, project, deployed: { deployed: configuration.kustomizations, builds } };
  const seen: Pick<CheckedChart, 'folder' | 'values' | 'releases'>[] = [];
  const named = new Set<string>();
  const isTold = ({ manifest }: Judged): boolean =>
    options.isReported?.(manifest.file.path) !== false;
  for await (const chart of checkCharts(files, options.ruleSet, means)) {
    const { folder, values, judged, releases } = chart;
    const part = new CheckPartWriter(options.reports);
    // oxlint-disable-next-line no-await-in-loop
    for (const one of judged.filter(isTold)) part.add(await listed.remove(one));
    for (const file of namedIn(judged)) named.add(file);
    seen.push({ folder, values, releases });
    yield part.end();
  }
  const used = seen.flatMap(({ releases }) => releases);
  const told = { named, isOfUnrendered: unrenderedFiles(seen) };
  const ruleSet = { ...options.ruleSet, renderedDocuments: documentsOf(used), ...told };
  yield* checkElsewhere(otherFiles(files, seen), { ...options, ruleSet, used, builds }, inspect);
}

/** Checks the releases among files whose charts are elsewhere, and can be rendered, then the files. */
async function* checkElsewhere(
  files: readonly Found[],
  options: ReportedBy,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  if (options.pullCharts !== true && !hasVendoredCharts(options.root)) {
    return yield* checkBuilt(files, options, inspect);
  }
  const { elsewhereCharts } = await import('./chart-stores.ts');
  const { checkReleases } = await import('./check-releases.ts');
  const { newBuilds } = await import('./check-charts.ts');
  const charts = await elsewhereCharts(options.root, options);
  const listed = new ListedFindings(options);
  const used: UsedRelease[] = [...(options.used ?? [])];
  const unrenderedDocuments = new Map<string, string>();
  const values = new Set<string>();
  const { root, configuration, builds = newBuilds() } = options;
  const deployed = { deployed: configuration.kustomizations, builds };
  const by = { charts, inspect, root, deployed };
  for await (const release of checkReleases(files, options.ruleSet, by)) {
    const part = new CheckPartWriter(options.reports);
    // oxlint-disable-next-line no-await-in-loop
    for (const one of release.judged) part.add(await listed.remove(one));
    for (const one of release.releases) used.push(one);
    for (const path of release.values) values.add(path);
    for (const [key, reason] of release.unrendered) unrenderedDocuments.set(key, reason);
    yield part.end();
  }
  const rendered = { renderedDocuments: documentsOf(used), unrenderedDocuments };
  const ruleSet = { ...options.ruleSet, ...rendered };
  const others = files.filter(({ path }) => !values.has(shownFolder(path)));
  yield* checkBuilt(others, { ...options, ruleSet, used, builds }, inspect);
}

/** The formats that show the fix of each finding. */
const WITH_FIXES = new Set<ReportFormat>(['json', 'sarif', 'markdown', 'rdjson', 'patch', 'html']);

/** Checks what the kustomizations among files become, then the other files. */
async function* checkBuilt(
  files: readonly Found[],
  options: ReportedBy,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  if (!files.some(mayBeBuilt)) return yield* checkPlain(files, options, inspect);
  const { checkKustomizations } = await import('./check-kustomizations.ts');
  const { unshownFiles } = await import('./build-kustomizations.ts');
  const { root, ruleSet, configuration, setup, builds, looks } = options;
  const fixes = setup.formats.some((format) => WITH_FIXES.has(format));
  const by = {
    root,
    deployed: configuration.kustomizations,
    inspect,
    fixes,
    ...{ builds, looks },
    used: options.used,
  };
  const built = await checkKustomizations(files, ruleSet, by);
  const listed = new ListedFindings(options);
  for (const judged of built.judged) {
    const part = new CheckPartWriter(options.reports);
    // oxlint-disable-next-line no-await-in-loop
    part.add(await listed.remove(judged));
    yield part.end();
  }
  const { renderedDocuments, named } = built;
  const rules = { ...ruleSet, renderedDocuments, named };
  yield* checkPlain(unshownFiles(files, built), { ...options, ruleSet: rules }, inspect);
}

/** Few enough that a person sees it go on, and many enough that to print them takes no time. */
const BATCH_FILES = 16;

/** Checks files, some at a time. */
async function* checkPlain(
  files: readonly Found[],
  { ruleSet, reports, baseline, root, looks }: ReportedBy,
  inspect: InspectImages,
): AsyncGenerator<CheckPart, void, undefined> {
  const by = {
    ruleSet,
    listed: new ListedFindings({ ruleSet, baseline, root }),
    attributes: new AttributeFiles(root),
    releases: new ReleaseSources(
      files.map(({ path }) => path),
      looks,
    ),
    beside: new KustomizationsBeside(),
    looks,
  };
  for (let start = 0; start < files.length; start += BATCH_FILES) {
    // It loads streams of Node, which takes a tenth of the time of a check of one file.
    if (start > 0) limitYoungSpace();
    // oxlint-disable-next-line no-await-in-loop
    yield await checkFiles(files.slice(start, start + BATCH_FILES), reports, by, inspect);
  }
}
