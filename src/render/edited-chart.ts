import type { ChartSources, ValueSet } from './chart-sources.ts';
import { type InlineValues, rereadInline } from './inline-values.ts';
import { postLinesIn } from './post-lines.ts';

/** A chart whose files have other texts: what it reads from objects in them is read anew. */
export function editedChart(chart: ChartSources, files: ChartSources['files']): ChartSources {
  const isOther = ({ path }: { readonly path: string }): boolean =>
    chart.files[path] !== files[path];
  const entries = Object.entries(chart.inline ?? {});
  const inline = Object.fromEntries(
    entries.map(([key, one]): [string, InlineValues] => [
      key,
      isOther(one) ? (rereadInline(one, files[one.path] ?? '') ?? one) : one,
    ]),
  );
  const sets = chart.sets.map((set): ValueSet => {
    const { postFrom } = set;
    if (!postFrom || !isOther(postFrom)) return set;
    const source = { path: postFrom.path, text: files[postFrom.path] ?? '' };
    return { ...set, post: postLinesIn(source, postFrom.document) ?? set.post };
  });
  return { ...chart, files, sets, inline: chart.inline && inline };
}
