import type { ChartSources } from '../render/chart-sources.ts';
import type { Build } from '../render/kustomization.ts';
import { type ReadKustomization, builtLines } from '../render/rendered-kustomization.ts';
import { type RenderedSet, manifestsOf } from '../render/rendered-manifests.ts';
import { type LineSources, type SourceFolder, reportedPath } from '../render/rendered-source.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { type Shown, joinShown, shown, visibleLine } from '../text/shown.ts';
import type { Paint } from './style.ts';

/** A rendering of a chart for a terminal, each line with the place that its value comes from. */
export function renderingText(chart: ChartSources, set: RenderedSet, paint: Paint): Shown {
  const { folder } = chart;
  const texts = manifestsOf(chart, set).map(({ sources, manifest: { file } }) =>
    placedText({ folder, file, sources }, paint),
  );
  return joinShown(texts, '\n');
}

/** A build of a kustomization for a terminal, each line with the place that its value comes from. */
export function buildText(read: ReadKustomization, build: Build, paint: Paint): Shown {
  const { folder, sources } = read;
  const path = reportedPath(read, sources.root) || '.';
  const file = { path, text: build.text };
  return placedText({ folder, file, sources: builtLines(read, build) }, paint);
}

interface Placed {
  readonly folder: SourceFolder['folder'];
  /** Its path is the head of what is printed. */
  readonly file: SourceFile;
  readonly sources: LineSources;
}

function placedText({ folder, file, sources }: Placed, paint: Paint): Shown {
  const lines = file.text.split('\n');
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const places = lines.map((line, index) => {
    const place = line.trim() === '' ? undefined : sources.valueAt(index);
    return place ? `${reportedPath({ folder }, place.path)}:${place.line}` : '';
  });
  const width = places.reduce((widest, place) => Math.max(widest, place.length), 0);
  const rows = lines.map((line, index) => {
    const margin = visibleLine(`${(places[index] ?? '').padEnd(width)} |`);
    return shown`${paint('faint', margin)} ${visibleLine(line)}\n`;
  });
  const head = paint('strong', visibleLine(`# ${file.path}`));
  return shown`${head}\n${joinShown(rows, '')}`;
}
