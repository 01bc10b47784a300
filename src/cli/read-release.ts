import { realpath } from 'node:fs/promises';
import { relative } from 'node:path';
import { GeneratorTrees } from '../files/generator-trees.ts';
import { type Found, readSource } from '../files/read.ts';
import { ReleaseSources } from '../files/release-sources.ts';
import { readRepositoryFile } from '../files/repository-files.ts';
import { SourcesOfRepository } from '../files/sources-of-repository.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { mayBringOthers } from '../kubernetes/unseen/candidates.ts';
import { documentKey } from '../kubernetes/unseen/unseen.ts';
import type { ChartSources } from '../render/chart-sources.ts';
import {
  type ElsewhereRelease,
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
  #shown: string | undefined;

  /**
   * @param files those that may say where charts are
   * @param root that of the project
   */
  constructor(files: readonly Found[], root: string) {
    this.#sources = new ReleaseSources(files.map(({ path }) => path));
    this.#repository = new SourcesOfRepository(root);
    this.#trees = new GeneratorTrees(root);
    this.#root = root;
  }

  /** Those in a text. */
  async in(source: SourceFile): Promise<ElsewhereRelease[]> {
    this.#shown ??= relative('.', await realpath(this.#root)).replaceAll('\\', '/');
    const tree = await this.#trees.for(source.text);
    const near = this.#sources.of(source) ?? [];
    const sources = [...near, ...this.#repository.of(missingSources(source, near))];
    return elsewhereReleasesIn(source, { sources, root: this.#shown, tree });
  }
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
  release: ElsewhereRelease,
  { charts, root }: ReadWith,
): Promise<ChartSources | { readonly reason: string } | undefined> {
  const found = await charts.of(release.place);
  if (!found || 'reason' in found) return found;
  return sourcesOfRelease(release, found, await readOwnValues(release, root));
}

async function readOwnValues(
  release: ElsewhereRelease,
  root: string,
): Promise<ReadonlyMap<string, string>> {
  const texts = new Map<string, string>();
  for (const path of ownValueFiles(release)) {
    // oxlint-disable-next-line no-await-in-loop
    const content = await readRepositoryFile(root, relative(root, path));
    if (content && 'text' in content) texts.set(path, content.text);
  }
  return texts;
}

/** Why nothing of a release can be rendered, by its document and by that of the object that says where its chart is. */
export function unrenderedBy(
  { file, document, place: { source } }: ElsewhereRelease,
  reason: string,
): [string, string][] {
  const own: [string, string] = [documentKey(file.path, document), reason];
  return source ? [own, [documentKey(source.path, source.document), reason]] : [own];
}
