import { resolve } from 'node:path';
import type { AttributeFiles } from '../files/attribute-files.ts';
import type { Found } from '../files/read.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import type { ChartSources, UsedRelease } from '../render/chart-sources.ts';
import { type ElsewhereRelease, ownValueFiles } from '../render/elsewhere-releases.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { ChartMeans } from '../run/judge-chart.ts';
import type { FixesCharts } from './ask-about-chart.ts';
import type { FixNotes } from './fix-notes.ts';
import { type FixTarget, hasTarget, isTarget } from './fix-target.ts';
import {
  type ReadWith,
  ReleasesElsewhere,
  unrenderedBy,
  readRelease,
  readReleaseFile,
} from './read-release.ts';
import { writeFixed } from './write-fixed.ts';

/** How releases are fixed. */
export interface FixReleasesOptions extends ReadWith {
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly target: FixTarget;
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
  const reader = new ReleasesElsewhere(files, options.root);
  const sources: SourceFile[] = [];
  const counts = new Map<string, number>();
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    const source = await readReleaseFile(file);
    if (!source) continue;
    sources.push(source);
    // oxlint-disable-next-line no-await-in-loop
    for (const path of (await reader.in(source)).flatMap(ownValueFiles)) {
      counts.set(path, (counts.get(path) ?? 0) + 1);
    }
  }
  const given = new Set(files.map(({ path }) => resolve(path)));
  // What several releases read can't be proved with one of them.
  const mayEdit = (path: string): boolean =>
    given.has(resolve(path)) && (counts.get(path) ?? 0) <= 1;
  const fixing = new FixingReleases({ ...options, reader, mayEdit }, notes);
  // oxlint-disable-next-line no-await-in-loop
  for (const source of sources) await fixing.fixFile(source);
  return fixing;
}

interface FixingBy extends FixReleasesOptions {
  readonly reader: ReleasesElsewhere;
  /** Whether a file may be edited, as reports name it. */
  readonly mayEdit: (path: string) => boolean;
}

class FixingReleases implements FixedReleases {
  readonly releases: UsedRelease[] = [];
  readonly values = new Set<string>();
  readonly unrendered = new Map<string, string>();
  readonly #by: FixingBy;
  readonly #notes: FixNotes;

  constructor(by: FixingBy, notes: FixNotes) {
    this.#by = by;
    this.#notes = notes;
  }

  /** Fixes the releases in a file one after the other: each fix is made in what the one before left. */
  async fixFile({ path, text: before }: SourceFile): Promise<void> {
    const { length } = await this.#by.reader.in({ path, text: before });
    let text = before;
    for (let index = 0; index < length; index++) {
      // oxlint-disable-next-line no-await-in-loop
      const release = (await this.#by.reader.in({ path, text }))[index];
      // oxlint-disable-next-line no-await-in-loop
      if (release) text = await this.#fix(release);
    }
  }

  /** @returns the text of the release's file, as it is then */
  async #fix(release: ElsewhereRelease): Promise<string> {
    const { path, text } = release.file;
    const chart = await readRelease(release, this.#by);
    if (!chart) return text;
    if ('reason' in chart) {
      return this.#notRendered(release, chart.reason);
    }
    const { unsafe, dryRun, target, means } = this.#by;
    const canEdit = await this.#editable(chart);
    const isWanted = (finding: Parameters<typeof isTarget>[1]): boolean =>
      isTarget(target, finding);
    const fixed = await this.#by.fixChart({ chart }, means, { unsafe, isWanted, canEdit });
    const { rendered, renderings, judged } = fixed.result;
    if (!rendered.values) {
      return this.#notRendered(release, rendered.skips[0]?.reason ?? '');
    }
    const resources = renderings.flatMap((one) => one.judged.manifest.resources);
    if (resources.some((resource) => hasTarget(target, resource))) this.#notes.found();
    for (const { manifest } of judged) this.#notes.skipped(manifest.skips);
    await writeFixed({ name: path, fixed, files: fixed.files }, dryRun, this.#notes);
    this.#notes.notFixed(fixed);
    for (const one of chart.releases ?? []) this.releases.push(one);
    for (const { file } of rendered.values) this.values.add(file.path);
    return fixed.files.find((file) => file.path === path)?.after ?? text;
  }

  /** The objects say themselves why. */
  #notRendered(release: ElsewhereRelease, reason: string): string {
    for (const [key, why] of unrenderedBy(release, reason)) this.unrendered.set(key, why);
    return release.file.text;
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
