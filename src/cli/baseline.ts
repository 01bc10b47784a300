import { join } from 'node:path';
import { BASELINE_PATH } from '../configuration/configuration.ts';
import { readBaseline, writeBaseline } from '../configuration/baseline.ts';
import { UserError } from '../errors/user-error.ts';
import { KustomizationsBeside } from '../files/kustomizations-beside.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { findProjectImages, readProjectFile } from '../files/project-images.ts';
import { type Found, listFiles, readSource } from '../files/read.ts';
import { hasVendoredCharts } from '../files/vendored-folder.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type BaselineEntry, entriesOf } from '../judge/exemptions/baseline-entry.ts';
import { type BaselineDrift, compareBaseline } from '../judge/exemptions/match-baseline.ts';
import { pathFromRoot } from '../judge/exemptions/patterns.ts';
import { type Judged, judge } from '../judge/judge.ts';
import { imageNames } from '../kubernetes/images-of.ts';
import { type Skip, readManifest } from '../kubernetes/manifest.ts';
import { type Shown, shown } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import type { UsedRelease } from '../render/chart-sources.ts';
import { renderedDocuments } from '../render/chart-releases.ts';
import { type CheckedChart, checkCharts, newBuilds, otherFiles } from './check-charts.ts';
import { shownFolder } from './chart-folders.ts';
import { unshownFiles } from './build-kustomizations.ts';
import { checkKustomizations } from './check-kustomizations.ts';
import { type CheckedRelease, checkReleases } from './check-releases.ts';
import { elsewhereCharts } from './chart-stores.ts';
import { type InspectImages, imageInspector } from './inspect-images.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import type { SettledHere } from './settle-here.ts';
import { print } from './terminal.ts';

/** The options of `podseal baseline`. */
export interface BaselineOptions extends Pick<
  SettledHere,
  'ruleSet' | 'root' | 'wanted' | 'configuration'
> {
  readonly prune: boolean;
}

/** Writes what is wrong in a project today, so that only new findings count. Returns the exit code. */
export async function baseline({ prune, ...options }: BaselineOptions): Promise<number> {
  const path = join(options.root, BASELINE_PATH);
  const output = await noteOutput(path, options.root);
  const before = await readProjectFile(path);
  if (prune && !before) {
    throw new UserError(`There is no ${BASELINE_PATH}: podseal baseline writes it.`);
  }
  const today = await findToday(options);
  const drift = prune && before ? pruned(before.text, today) : undefined;
  const entries = drift?.kept ?? today.entries;
  const error = await writeWhole(output, before?.text, writeBaseline(entries));
  if (error !== undefined) throw new UserError(`${BASELINE_PATH}: ${error}.`);
  await print(drift ? prunedWords(drift) : writtenWords(today));
  return 0;
}

/** @throws UserError where more than a merge conflict is wrong with it */
function pruned(text: string, { entries, unread }: Today): BaselineDrift {
  const { entries: before, fault } = readBaseline({ text });
  if (fault && !fault.isConflict) {
    throw new UserError(
      `${BASELINE_PATH}:${fault.line}: this is not a line of a baseline. Write the file anew: podseal baseline.`,
    );
  }
  return compareBaseline(before, entries, unread);
}

function prunedWords({ gone, moved, kept }: BaselineDrift): Shown {
  const changes = shown`${gone} removed, ${moved} moved, ${kept.length} in all`;
  return shown`.github/podseal.baseline: ${changes}.\n`;
}

function writtenWords({ entries, unread }: Today): Shown {
  const files = count(new Set(entries.map(({ path }) => path)).size, 'file');
  const also =
    unread.size > 0 ? shown`, ${count(unread.size, 'file')} not fully analyzed` : shown``;
  return shown`.github/podseal.baseline: ${count(entries.length, 'finding')} in ${files}${also}. Commit it: from then on only new findings fail.\n`;
}

/** What is wrong in a project and not exempt, and the files that were not looked at as a whole. */
interface Today {
  readonly entries: readonly BaselineEntry[];
  readonly unread: ReadonlySet<string>;
}

type SeenChart = Pick<CheckedChart, 'folder' | 'values' | 'releases'>;

async function findToday({
  ruleSet,
  root,
  wanted,
  configuration: { charts: valueSets, kustomizations: deployed },
}: Omit<BaselineOptions, 'prune'>): Promise<Today> {
  const images = await findProjectImages(root);
  const today = new TodayCounter((file) => pathFromRoot(file, ruleSet.exemptions?.folders));
  const { files, skips } = listFiles([root], wanted);
  for (const skip of skips) today.addUnread(skip);
  const charts: SeenChart[] = [];
  const inspect = imageInspector({ registry: false }, root, images);
  const builds = newBuilds();
  const means = { inspect, project: { root, charts: valueSets }, deployed: { deployed, builds } };
  const rendered = checkCharts(files, { ...ruleSet, images }, means);
  for await (const { folder, values, judged, releases } of rendered) {
    charts.push({ folder, values, releases });
    for (const one of judged) today.add(one);
  }
  const beside = otherFiles(files, charts);
  const elsewhere = await releasesOfCharts(
    beside,
    { ...ruleSet, images },
    { root, inspect, deployed: { deployed, builds } },
  );
  const values = new Set(elsewhere.flatMap((release) => release.values));
  const others = beside.filter(({ path }) => !values.has(shownFolder(path)));
  for (const one of elsewhere.flatMap((release) => release.judged)) today.add(one);
  const used = [...charts, ...elsewhere].flatMap((one) => one.releases);
  const all = { ...ruleSet, images, ...documentsOf(used, elsewhere) };
  const by = { root, deployed, inspect, fixes: false, used, builds };
  const built = await checkKustomizations(others, all, by);
  for (const one of built.judged) today.add(one);
  const { named } = built;
  const rules = { ...all, renderedDocuments: built.renderedDocuments, named };
  const releases = new ReleaseSources(files.map(({ path }) => path));
  await addPlain(today, unshownFiles(others, built), { rules, releases, inspect });
  return today;
}

/** The documents whose charts are rendered, and those whose charts can't be. */
function documentsOf(
  used: readonly UsedRelease[],
  elsewhere: readonly CheckedRelease[],
): Pick<RuleSet, 'renderedDocuments' | 'unrenderedDocuments'> {
  const unrenderedDocuments = new Map(elsewhere.flatMap(({ unrendered }) => [...unrendered]));
  return { renderedDocuments: renderedDocuments(used), unrenderedDocuments };
}

/** How files are judged as they are. */
interface PlainBy {
  readonly rules: RuleSet;
  readonly releases: ReleaseSources;
  readonly inspect: InspectImages;
}

async function addPlain(
  today: TodayCounter,
  files: readonly Found[],
  { rules: shared, releases, inspect }: PlainBy,
): Promise<void> {
  const beside = new KustomizationsBeside();
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const source = await readSource(file);
    if (source && 'reason' in source) today.addUnread(source);
    else if (source) {
      const kustomization = beside.of(source.path);
      const rules = { ...shared, kustomization, releaseSources: releases.of(source) };
      const manifest = readManifest(source, rules);
      // oxlint-disable-next-line no-await-in-loop
      const read = await inspect(imageNames(manifest, kustomization));
      today.add(judge(manifest, { ...rules, ...read }));
    }
  }
}

/** The releases whose charts were put into the repository. */
async function releasesOfCharts(
  files: readonly Found[],
  ruleSet: RuleSet,
  by: Omit<Parameters<typeof checkReleases>[2], 'charts'>,
): Promise<CheckedRelease[]> {
  if (!hasVendoredCharts(by.root)) return [];
  const charts = await elsewhereCharts(by.root, { registry: false });
  const all: CheckedRelease[] = [];
  for await (const one of checkReleases(files, ruleSet, { ...by, charts })) all.push(one);
  return all;
}

class TodayCounter implements Today {
  readonly entries: BaselineEntry[] = [];
  readonly unread = new Set<string>();
  readonly #fromRoot: (file: string) => string;

  constructor(fromRoot: (file: string) => string) {
    this.#fromRoot = fromRoot;
  }

  add({ findings, manifest }: Judged): void {
    const path = this.#fromRoot(manifest.file.path);
    for (const entry of entriesOf(findings, path).values()) this.entries.push(entry);
    for (const skip of manifest.skips) this.addUnread(skip);
  }

  addUnread({ file }: Skip): void {
    this.unread.add(this.#fromRoot(file));
  }
}
