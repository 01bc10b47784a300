import { type ChartRelease, chartReleasesIn } from '../render/chart-releases.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type ChangedTexts, textsOf } from './changed-texts.ts';
import type { Side } from './source-tree.ts';

/** More than a person changes at once. */
const MAX_RELEASES = 200;

/** The releases of charts of the repository in changed files, on both sides of a change. */
export type ChangedReleases = Readonly<Record<Side, readonly ChartRelease[]>>;

/** Finds them in the texts of these files. */
export function changedReleases(texts: ChangedTexts): ChangedReleases {
  const { base, head } = textsOf(texts);
  return { base: releasesIn(base), head: releasesIn(head) };
}

function releasesIn(files: readonly SourceFile[]): ChartRelease[] {
  return files.flatMap((file) => chartReleasesIn(file)).slice(0, MAX_RELEASES);
}
