import { Engine } from '../src/engine/engine.ts';
import { readCheckouts } from '../src/files/extended-files.ts';
import { readLocalChange } from '../src/git/read-change.ts';
import { type SourceFile, readManifest } from '../src/kubernetes/manifest.ts';
import { placesOf } from '../src/kubernetes/places.ts';
import type { Resource } from '../src/kubernetes/resource.ts';
import { podsOf } from '../src/kubernetes/workloads.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import { reportedPath } from '../src/render/rendered-source.ts';
import type { ReachedChart, ReachedRoot } from '../src/review/change.ts';
import { judgeReview } from '../src/review/review.ts';
import { renderChange } from '../src/run/render-change.ts';

const RULE_SET = { profile: 'immutable' } as const;

/**
 * The files of which a review of a commit analyzes all: files of charts that are rendered and of kustomizations that
 * are built, and files whose objects are read.
 */
export async function analyzedFiles(clone: string, commit: string): Promise<ReadonlySet<string>> {
  const read = await readLocalChange({
    ...{ folder: clone, base: `${commit}^`, head: commit, worktree: false, charts: true },
    settle: () => ({ files: DEFAULT_FILES }),
    readElsewhere: readCheckouts(),
  });
  const change = await renderChange(read, new Engine());
  const { judged } = judgeReview(change, { ruleSet: RULE_SET, failOn: 'error', scope: undefined });
  const parsed = judged.filter(
    ({ manifest }) => manifest.resources.length > 0 || isWithoutContainers(manifest.file),
  );
  return new Set([
    ...(change.charts ?? []).flatMap(renderedFiles),
    ...(change.roots ?? []).flatMap(builtFiles),
    ...parsed.map(({ manifest }) => manifest.file.path),
  ]);
}

/** Whether a file has objects of kinds that are known, and none with containers: these are not parsed further. */
function isWithoutContainers(file: SourceFile): boolean {
  const { resources } = readManifest(file, { parseAll: true });
  const isKnown = (one: Resource): boolean =>
    placesOf(one) !== undefined || /^(?:[a-z]*|.*\.k8s\.io)$/.test(one.group);
  return resources.length > 0 && resources.every((one) => isKnown(one) && podsOf(one).length === 0);
}

function renderedFiles({ folder, head }: ReachedChart): string[] {
  if (!head?.answer || !('sets' in head.answer)) return [];
  if (!head.answer.sets.some((set) => 'files' in set)) return [];
  return Object.keys(head.chart.files).map((path) => reportedPath({ folder }, path));
}

function builtFiles({ head }: ReachedRoot): string[] {
  return head?.answer && 'text' in head.answer ? Object.keys(head.sources.files) : [];
}
