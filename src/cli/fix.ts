import type { Configuration } from '../configuration/configuration.ts';
import { Engine } from '../engine/engine.ts';
import { UserError } from '../errors/user-error.ts';
import { AttributeFiles } from '../files/attribute-files.ts';
import { hasVendoredCharts } from '../files/vendored-folder.ts';
import { findProjectImages } from '../files/project-images.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { type Found, type Wanted, listFiles, readSource } from '../files/read.ts';
import { type FixedFile, fixFile } from '../fix/fix-file.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import type { RegistryFlags } from '../registry/flags.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { renderedDocuments as documentsOf } from '../render/chart-releases.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { fixChart } from '../run/fix-chart.ts';
import type { FixesCharts } from './ask-about-chart.ts';
import { otherFiles } from './check-charts.ts';
import { unshownFiles } from './build-kustomizations.ts';
import { chartFolders, shownFolder } from './chart-folders.ts';
import type { Questions } from './fix-interactively.ts';
import { readProjectReleases } from './project-releases.ts';
import { type FixedFolder, fixChartFolder } from './fix-chart-folder.ts';
import { fixKustomizations } from './fix-kustomizations.ts';
import type { FixedReleases } from './fix-releases.ts';
import { FixNotes } from './fix-notes.ts';
import { type FixTarget, hasTarget, isTarget } from './fix-target.ts';
import { type InspectImages, imageInspector } from './inspect-images.ts';
import { type OutputFile, noteOutput, writeWhole } from './output-file.ts';
import { paint, print, printPatch } from './terminal.ts';

/** The options of `podseal fix`. */
export interface FixOptions extends RegistryFlags {
  readonly ruleSet: RuleSet;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  /** Whether each fix is asked about. */
  readonly interactive: boolean;
  /** Whether charts and kustomizations are rendered. */
  readonly render: boolean;
  readonly configuration: Pick<Configuration, 'charts' | 'kustomizations'>;
  readonly wanted: Wanted;
  /** The root of the project. */
  readonly root: string;
  readonly target: FixTarget;
}

/** Writes fixes to files, or prints them as a unified diff. Returns the exit code. */
export async function fix(paths: readonly string[], options: FixOptions): Promise<number> {
  if (paths.includes('-') && !options.dryRun) {
    throw new UserError(
      'Standard input can only be fixed with --dry-run: there is no file to write.',
    );
  }
  const ruleSet = { ...options.ruleSet, images: await findProjectImages(paths[0] ?? '.') };
  const by: FixedBy = {
    ...options,
    ruleSet,
    inspect: imageInspector(options, paths[0] ?? '.', ruleSet.images),
    attributes: new AttributeFiles(options.root),
    notes: new FixNotes(),
    fixChart,
  };
  const { notes } = by;
  const { files, skips } = listFiles(paths, options.wanted);
  notes.skipped(skips);
  if (options.interactive) await askAndFix(files, by);
  else await fixAll(files, by);
  const { object, container } = options.target;
  if (!notes.hasTarget && (object ?? container) !== undefined) {
    const named = [object, container && `container ${container}`].filter(Boolean).join(', ');
    throw new UserError(`Nothing in these files is ${named}. Nothing was written.`);
  }
  return notes.close(options.dryRun);
}

/** Asks about each fix. */
async function askAndFix(files: readonly Found[], by: FixedBy): Promise<void> {
  const { Questions } = await import('./fix-interactively.ts');
  const { asksAboutCharts } = await import('./ask-about-chart.ts');
  const questions = new Questions(process.stdin);
  try {
    await fixAll(files, {
      ...by,
      questions,
      fixChart: asksAboutCharts(questions, { paint, print }),
    });
  } finally {
    questions.close();
  }
}

/** Fixes what charts and kustomizations become at its source, then the other files. */
async function fixAll(files: readonly Found[], by: FixedBy): Promise<void> {
  if (!by.render) return fixPlain(files, files, by);
  const charts = await fixCharts(files, by);
  const beside = otherFiles(files, charts);
  const { configuration, notes } = by;
  const elsewhere = await fixElsewhere(beside, by);
  const others = beside.filter(
    ({ path }) => !elsewhere.some(({ values }) => values.has(shownFolder(path))),
  );
  const rendered = documentsOf([...charts, ...elsewhere].flatMap(({ releases }) => releases));
  const unrenderedDocuments = new Map(elsewhere.flatMap(({ unrendered }) => [...unrendered]));
  const rules = { ...by.ruleSet, renderedDocuments: rendered, unrenderedDocuments };
  // An edit of what several kustomizations build is proved with all of them: nobody is asked about each of these.
  if (by.questions) return fixPlain(others, files, { ...by, ruleSet: rules });
  const own = { ...by, ruleSet: rules, deployed: configuration.kustomizations };
  const built = await fixKustomizations(others, own, notes);
  const { renderedDocuments, named, told } = built;
  const ruleSet = { ...rules, renderedDocuments, named };
  await fixPlain(unshownFiles(others, built), files, { ...by, ruleSet, told });
}

/** Fixes the releases among files whose charts are kept, or may be pulled; nothing is loaded where there are none. */
async function fixElsewhere(files: readonly Found[], by: FixedBy): Promise<FixedReleases[]> {
  if (by.pullCharts !== true && !hasVendoredCharts(by.root)) return [];
  const { elsewhereCharts } = await import('./chart-stores.ts');
  const { fixReleases } = await import('./fix-releases.ts');
  const { ruleSet, inspect, root, notes } = by;
  const means = { engine: new Engine(), ruleSet, inspect };
  const charts = await elsewhereCharts(root, by);
  return [await fixReleases(files, { ...by, means, charts }, notes)];
}

interface FixedBy extends FixOptions {
  readonly questions?: Questions;
  /** The files of which was told what is not analyzed. */
  readonly told?: ReadonlySet<string>;
  readonly fixChart: FixesCharts;
  readonly inspect: InspectImages;
  readonly attributes: AttributeFiles;
  readonly notes: FixNotes;
}

/** Fixes the charts among files; returns what of them need not be looked at as plain files. */
async function fixCharts(files: readonly Found[], by: FixedBy): Promise<FixedFolder[]> {
  const { ruleSet, inspect, notes } = by;
  const means = { engine: new Engine(), ruleSet, inspect };
  const seen: FixedFolder[] = [];
  const folders = chartFolders(files);
  if (folders.length === 0) return [];
  let deployed = await readProjectReleases(files, folders, by);
  for (const folder of folders) {
    const own = { ...by, means, rebuild: undefined, ...deployed, given: files };
    // oxlint-disable-next-line no-await-in-loop
    const fixed = await fixChartFolder(folder, own, notes);
    seen.push(fixed);
    // One file may have releases of several charts.
    if (fixed.isReleaseEdited && !by.dryRun) {
      // oxlint-disable-next-line no-await-in-loop
      deployed = await readProjectReleases(files, folders, by);
    }
  }
  return seen;
}

/** @param all the files that releases of charts may name */
async function fixPlain(
  files: readonly Found[],
  all: readonly Found[],
  by: FixedBy,
): Promise<void> {
  const { ruleSet, attributes, notes } = by;
  const beside = new KustomizationsBeside();
  const releases = new ReleaseSources(all.map(({ path }) => path));
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const output = await noteOutput(file.path);
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (!source) continue;
    if ('reason' in source) notes.skipped([source]);
    else {
      // oxlint-disable-next-line no-await-in-loop
      const whole = { ...source, attributes: await attributes.of(file.path) };
      const kustomization = beside.of(file.path);
      const rules = { ...ruleSet, kustomization, releaseSources: releases.of(source) };
      // oxlint-disable-next-line no-await-in-loop
      await fixSource(whole, output, { ...by, ruleSet: rules });
    }
  }
}

async function fixSource(
  file: SourceFile,
  output: OutputFile,
  { notes, ...options }: FixedBy,
): Promise<void> {
  const manifest = readManifest(file, options.ruleSet);
  const read = await options.inspect(imageNames(manifest, options.ruleSet.kustomization));
  const judged = judge(manifest, { ...options.ruleSet, ...read });
  const isWanted = (finding: Finding): boolean => isTarget(options.target, finding);
  const { questions } = options;
  const fixed = questions
    ? await ask(judged, questions, isWanted)
    : fixFile(judged, { unsafe: options.unsafe, isWanted });
  if (manifest.resources.some((resource) => hasTarget(options.target, resource))) notes.found();
  if (options.told?.has(file.path) !== true) notes.skipped(judged.manifest.skips);
  if (fixed.text !== file.text) {
    if (options.dryRun) await printPatch(file.path, file.text, fixed.text);
    const error = options.dryRun ? undefined : await writeWhole(output, file.text, fixed.text);
    if (error === undefined) await notes.fixed(file.path, fixed, options);
    else notes.failed(file.path, error);
  }
  notes.notFixed(fixed, file);
}

async function ask(
  judged: Judged,
  questions: Questions,
  isWanted: (finding: Finding) => boolean,
): Promise<FixedFile> {
  const { fixInteractively } = await import('./fix-interactively.ts');
  return fixInteractively(judged, questions, { isWanted, paint, print });
}
