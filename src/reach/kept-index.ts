import * as v from 'valibot';
import { isChartAddress } from '../kubernetes/known-charts/chart-place.ts';
import { list, mapping, text, textLike } from '../schema/shapes.ts';
import { readYamlFile } from '../schema/yaml-file.ts';
import { indexLines } from '../yaml/lines.ts';
import { rootOf, valueAt } from '../yaml/value.ts';
import { KEPT_INDEX } from './kept-folder.ts';

const ENTRY = mapping({
  chart: v.pipe(text(), v.check(isChartAddress, 'must be the address of a chart')),
  version: text(),
  digest: textLike(/^sha256:[0-9a-f]{64}$/, 'a digest, such as sha256:…'),
  file: textLike(/^[\w.+-]+\.tgz$/, 'the name of an archive, such as web-1.2.3.tgz'),
});
const SCHEMA = mapping({ charts: list(ENTRY) });

/** A chart that a project keeps. */
export interface KeptChart extends v.InferOutput<typeof ENTRY> {
  /** The line of the index that has its digest. */
  readonly line: number;
}

/** Reads the index of the charts that a project keeps; a reason for one that can't be used. Never throws. */
export function readKeptIndex(
  content: string | undefined,
): readonly KeptChart[] | { readonly reason: string } {
  const file = { path: KEPT_INDEX, text: content ?? '' };
  const read = content === undefined ? undefined : readYamlFile(file, SCHEMA);
  if (!read) return [];
  if ('output' in read) {
    const lines = indexLines(file.text);
    const root = rootOf(read.document);
    return read.output.charts.map((chart, index) => {
      const digest = valueAt(root, ['charts', index, 'digest']) ?? root;
      return { ...chart, line: lines.position(digest.span.start).line };
    });
  }
  const [fault] = read.faults;
  return { reason: `${KEPT_INDEX}:${fault?.line ?? 1}: ${fault?.message ?? 'it is not usable'}` };
}
