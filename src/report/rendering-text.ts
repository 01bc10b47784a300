import type { ChartSources } from '../render/chart-sources.ts';
import { type RenderedSet, manifestsOf } from '../render/rendered-manifests.ts';
import {
  type RenderedManifest,
  type SourceFolder,
  reportedPath,
} from '../render/rendered-source.ts';
import { type Shown, joinShown, shown, visibleLine } from '../text/shown.ts';
import type { Paint } from './style.ts';

/** A rendering of a chart for a terminal, each line with the place that its value comes from. */
export function renderingText(chart: ChartSources, set: RenderedSet, paint: Paint): Shown {
  const texts = manifestsOf(chart, set).map((one) => templateText(chart, one, paint));
  return joinShown(texts, '\n');
}

function templateText(
  source: Pick<SourceFolder, 'folder'>,
  { sources, manifest }: RenderedManifest,
  paint: Paint,
): Shown {
  const lines = manifest.file.text.split('\n');
  while (lines.length > 1 && lines.at(-1) === '') lines.pop();
  const places = lines.map((line, index) => {
    const place = line.trim() === '' ? undefined : sources.valueAt(index);
    return place ? `${reportedPath(source, place.path)}:${place.line}` : '';
  });
  const width = places.reduce((widest, place) => Math.max(widest, place.length), 0);
  const rows = lines.map((line, index) => {
    const margin = visibleLine(`${(places[index] ?? '').padEnd(width)} |`);
    return shown`${paint('faint', margin)} ${visibleLine(line)}\n`;
  });
  const head = paint('strong', visibleLine(`# ${manifest.file.path}`));
  return shown`${head}\n${joinShown(rows, '')}`;
}
