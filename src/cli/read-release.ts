import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { GeneratorTrees } from '../files/generator-trees.ts';
import { type Found, readSource } from '../files/read.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { readRepositoryFile } from '../files/repository-files.ts';
import { shownRoot } from '../files/shown-root.ts';
import { SourcesOfRepository } from '../files/sources-of-repository.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { ReadsReleases } from '../render/built-releases.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import {
  type ElsewhereRelease,
  type ReleasesOfOne,
  elsewhereReleasesIn,
  missingSources,
  ownValueFiles,
  sourcesOfRelease,
} from '../render/elsewhere-releases.ts';
import type { ElsewhereCharts } from '../run/elsewhere-charts.ts';

/** Finds the releases in files whose charts are not in the repository. */
export class ReleasesElsewhere {
  readonly #sources: ReleaseSources;
  readonly #repository: SourcesOfRepository;
  readonly #trees: GeneratorTrees;
  readonly #root: string;
  readonly #files: readonly Found[];
  #shown: string | undefined;

  /**
   * @param files those that may say where charts are
   * @param root that of the project
   */
  constructor(files: readonly Found[], root: string) {
    this.#sources = new ReleaseSources(files.map(({ path }) => path));
    this.#files = files;
    this.#repository = new SourcesOfRepository(root, files);
    this.#trees = new GeneratorTrees(root);
    this.#root = root;
  }

  /** Those in a text. */
  async in(source: SourceFile): Promise<ElsewhereRelease[]> {
    this.#shown ??= shownRoot(await realpath(this.#root), this.#files);
    const tree = await this.#trees.for(source.text);
    const near = this.#sources.of(source) ?? [];
    const sources = [...near, ...this.#repository.of(missingSources(source, near))];
    return elsewhereReleasesIn(source, { sources, root: this.#shown, tree });
  }

  /** Those in the text of an object that a kustomization builds. */
  readonly built: ReadsReleases<ElsewhereRelease> = (object, { placeOf, sources: own }) => {
    const all = [...own, ...(this.#sources.of(object) ?? [])];
    const sources = all.filter(
      (one) => own.includes(one) || !own.some((other) => isSameSource(one, other)),
    );
    const more = this.#repository.of(missingSources(object, sources));
    return elsewhereReleasesIn(object, {
      ...{ sources: [...sources, ...more], root: this.#shown ?? '', placeOf },
    });
  };
}

/** What is built counts over what is written. */
function isSameSource(one: ReleaseSource, other: ReleaseSource): boolean {
  return one.kind === other.kind && one.name === other.name;
}

/** The text of a file that may have releases; undefined for all others. */
export async function readReleaseFile(file: Found): Promise<SourceFile | undefined> {
  if (file.path === '-' || !/\.ya?ml$/i.test(file.path)) return undefined;
  const source = await readSource(file);
  return source && 'text' in source && mayBringOthers(source.text) ? source : undefined;
}

/** Where the charts of releases come from. */
export interface ReadWith {
  readonly charts: ElsewhereCharts;
  /** The root of the project. */
  readonly root: string;
}

/** The chart of a release with its values; undefined where the chart is not at hand, a reason for one of no use. */
export async function readRelease(
  releases: ReleasesOfOne,
  { charts, root }: ReadWith,
): Promise<ChartSources | { readonly reason: string } | undefined> {
  const found = await charts.of(releases[0].place);
  if (!found || 'reason' in found) return found;
  return sourcesOfRelease(releases, found, await readOwnValues(releases, root));
}

async function readOwnValues(
  releases: ReleasesOfOne,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of releases.flatMap(ownValueFiles)) {
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, relative(root, path));
    if (content && 'text' in content) texts.set(path, content.text);
  }
  return texts;
}

/** Why nothing of a release can be rendered, by its document and by that of the object that says where its chart is. */
export function unrenderedBy(
  [{ file, document, place }]: ReleasesOfOne,
  reason: string,
): [string, string][] {
  const { source } = place;
  const own: [string, string] = [documentKey(file.path, document), reason];
  return source ? [own, [documentKey(source.path, source.document), reason]] : [own];
}
