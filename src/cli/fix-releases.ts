import { resolve } from 'node:path';
import type { Configuration } from '../configuration/configuration.ts';
import type { AttributeFiles } from '../files/attribute-files.ts';
import type { Found } from '../files/read.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { ChartSources, UsedRelease } from '../render/chart-sources.ts';
import { type ReleasesOfOne, ownValueFiles, releasesOfEach } from '../render/elsewhere-releases.ts';
import { reportedPath } from '../render/rendered-source.ts';
import { type RebuildReleases, editChart } from '../run/edit-chart.ts';
import type { ChartMeans, ReadChart } from '../run/judge-chart.ts';
import { newBuilds } from './check-charts.ts';
import { writtenReleases } from './check-releases.ts';
import { deployedReleases } from './deployed-releases.ts';
import { withDeploying } from './project-releases.ts';
import type { FixesCharts } from './ask-about-chart.ts';
import type { FixNotes } from './fix-notes.ts';
import { type FixTarget, hasTarget, isTarget } from './fix-target.ts';
import { type ReadWith, ReleasesElsewhere, readRelease, unrenderedBy } from './read-release.ts';
import { writeFixed } from './write-fixed.ts';

/** How releases are fixed. */
export interface FixReleasesOptions extends ReadWith {
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly target: FixTarget;
  readonly configuration: Pick<Configuration, 'kustomizations'>;
  readonly means: ChartMeans;
  readonly attributes: AttributeFiles;
  /** Fixes each of their charts. */
  readonly fixChart: FixesCharts;
}

/** What of releases need not be looked at as they are, and why others are. */
export interface FixedReleases {
  readonly releases: readonly UsedRelease[];
  /** The files of values that they were rendered with, as reports name them. */
  readonly values: ReadonlySet<string>;
  /** Why charts can't be rendered, though they are at hand, by the documents of their releases. */
  readonly unrendered: ReadonlyMap<string, string>;
}

/**
 * Fixes what the charts of others become that releases in files install, in the values of these releases, or
 * prints that as a unified diff. The charts stay as they are.
 */
export async function fixReleases(
  files: readonly Found[],
  options: FixReleasesOptions,
  notes: FixNotes,
): Promise<FixedReleases> {
  const { root, configuration, means } = options;
  const reader = new ReleasesElsewhere(files, root);
  const written = await writtenReleases(files, reader);
  const { releases, rebuild } = await deployedReleases(
    written.length === 0 ? [] : withDeploying(root, files),
    written,
    {
      ...{ root, deployed: configuration.kustomizations, builds: newBuilds() },
      ...{ ruleSet: means.ruleSet, reads: reader.built },
    },
  );
  const groups = releasesOfEach(releases);
  const shared = sharedFiles(groups);
  const given = new Set(files.map(({ path }) => resolve(path)));
  // What several releases read can't be proved with one of them.
  const mayEdit = (path: string): boolean => given.has(resolve(path)) && !shared.has(path);
  const fixing = new FixingReleases({ ...options, reader, mayEdit, rebuild }, notes);
  // Each fix is made in what the one before left.
  // oxlint-disable-next-line no-await-in-loop
  for (const group of groups) await fixing.fix(group);
  return fixing;
}

/** The files that several releases read: those of values, and of patches. */
function sharedFiles(groups: readonly ReleasesOfOne[]): ReadonlySet<string> {
  const [seen, shared] = [new Set<string>(), new Set<string>()];
  for (const group of groups) {
    const files = group.flatMap((one) => [
      ...ownValueFiles(one),
      ...(one.beside ?? []).map(({ path }) => path).filter((path) => path !== one.file.path),
    ]);
    for (const path of new Set(files)) (seen.has(path) ? shared : seen).add(path);
  }
  return shared;
}

interface FixingBy extends FixReleasesOptions {
  readonly reader: ReleasesElsewhere;
  /** Whether a file may be edited, as reports name it. */
  readonly mayEdit: (path: string) => boolean;
  readonly rebuild: RebuildReleases | undefined;
}

class FixingReleases implements FixedReleases {
  readonly releases: UsedRelease[] = [];
  readonly values = new Set<string>();
  readonly unrendered = new Map<string, string>();
  /** The files that were edited, as they are then. */
  readonly #texts = new Map<string, string>();
  readonly #by: FixingBy;
  readonly #notes: FixNotes;

  constructor(by: FixingBy, notes: FixNotes) {
    this.#by = by;
    this.#notes = notes;
  }

  async fix(group: ReleasesOfOne): Promise<void> {
    const releases = await this.#now(group);
    const chart = await readRelease(releases, this.#by);
    if (!chart) return;
    if ('reason' in chart) {
      this.#notRendered(releases, chart.reason);
      return;
    }
    const read = await this.#edited(chart);
    const { unsafe, dryRun, target, means } = this.#by;
    const canEdit = await this.#editable(chart);
    const isWanted = (finding: Parameters<typeof isTarget>[1]): boolean =>
      isTarget(target, finding);
    const rebuild = this.#rebuild;
    const by = { unsafe, isWanted, canEdit, rebuild };
    const fixed = await this.#by.fixChart(read, means, by);
    const { rendered, renderings, judged } = fixed.result;
    if (!rendered.values) {
      this.#notRendered(releases, rendered.skips[0]?.reason ?? '');
      return;
    }
    const resources = renderings.flatMap((one) => one.judged.manifest.resources);
    if (resources.some((resource) => hasTarget(target, resource))) this.#notes.found();
    for (const { manifest } of judged) this.#notes.skipped(manifest.skips);
    const name = releases[0].file.path;
    await writeFixed({ name, fixed, files: fixed.files }, dryRun, this.#notes);
    this.#notes.notFixed(fixed);
    for (const one of chart.releases ?? []) this.releases.push(one);
    for (const { file } of rendered.values) this.values.add(file.path);
    for (const { path, after } of fixed.files) this.#texts.set(path, after);
  }

  /** A release as its file has it now. */
  async #now(group: ReleasesOfOne): Promise<ReleasesOfOne> {
    const [{ name, file, beside }, ...others] = group;
    const text = this.#texts.get(file.path);
    if (beside || others.length > 0 || text === undefined) return group;
    const all = await this.#by.reader.in({ path: file.path, text });
    const found = all.find((one) => one.name === name);
    return found ? [found] : group;
  }

  /** A chart with what was edited before. */
  async #edited(chart: ChartSources): Promise<ReadChart> {
    const entries = Object.entries(chart.files).map(([path, text]): [string, string] => [
      path,
      this.#texts.get(reportedPath(chart, path)) ?? text,
    ]);
    return editChart(chart, Object.fromEntries(entries), this.#rebuild);
  }

  /** Builds what kustomizations change, with what was edited before. */
  readonly #rebuild: RebuildReleases = async (texts) =>
    (await this.#by.rebuild?.(new Map([...this.#texts, ...texts]))) ?? [];

  /** The objects say themselves why. */
  #notRendered(releases: ReleasesOfOne, reason: string): void {
    for (const [key, why] of unrenderedBy(releases, reason)) this.unrendered.set(key, why);
  }

  /** Which files people edit, by what `.gitattributes` say of them: the release, and its own files of values. */
  async #editable(chart: ChartSources): Promise<(path: string) => boolean> {
    const editable = new Set<string>();
    for (const [path, text] of Object.entries(chart.files)) {
      const shown = reportedPath(chart, path);
      if (!path.startsWith('../') || !this.#by.mayEdit(shown)) continue;
      // oxlint-disable-next-line no-await-in-loop
      const attributes = await this.#by.attributes.of(shown);
      if (whyNotToEdit({ path, text, attributes }) === undefined) editable.add(path);
    }
    return (path) => editable.has(path);
  }
}
