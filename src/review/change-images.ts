import { imagesOf } from '../kubernetes/images-of.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import type { OwnKind } from '../kubernetes/own-kinds.ts';
import { imagesOfSource } from '../render/judge-source.ts';
import { readBuilt } from '../render/rendered-kustomization.ts';
import { readRendering } from '../render/rendered-manifests.ts';
import type { Change } from './change.ts';
import { chartFile } from './judge-charts.ts';
import { rootFile } from './judge-roots.ts';
import { kustomizationsOf } from './kustomizations.ts';
import { releaseSourcesOf } from './release-sources.ts';

/** The images that the containers in the new texts of a change run, and in what its charts become, each once. */
export function imagesOfChange(
  change: Change,
  kinds: readonly OwnKind[] = [],
  onFile: (path: string) => void = () => {},
): string[] {
  const { now } = kustomizationsOf(change);
  const { now: releaseSources } = releaseSourcesOf(change);
  const images = change.files.flatMap(({ path, head }) => {
    onFile(path);
    return imagesOf(readManifest({ path, text: head }, { kinds, releaseSources }), now(path));
  });
  const rendered = (change.charts ?? []).flatMap((chart) => {
    const { head } = chart;
    if (!head?.answer) return [];
    onFile(chartFile(chart));
    return imagesOfSource(readRendering(head.chart, head.answer, { kinds }));
  });
  const built = (change.roots ?? []).flatMap((root) => {
    const { head } = root;
    if (!head?.answer) return [];
    onFile(rootFile(root));
    return imagesOfSource(readBuilt({ folder: '', sources: head.sources }, head.answer, { kinds }));
  });
  return [...new Set([...images, ...rendered, ...built])];
}
