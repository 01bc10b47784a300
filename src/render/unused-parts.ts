import type { Skip } from '../kubernetes/manifest.ts';
import { groupBy } from '../judge/grouping.ts';
import { type SourceFolder, type UnusedPart, reportedPath } from './rendered-source.ts';

const HOW = 'as ci/NAME-values.yaml of the chart';

/** Says of each file what of it no values enable, in a line. */
export function skipsOfUnused(
  source: Pick<SourceFolder, 'folder'>,
  unused: readonly UnusedPart[],
): Skip[] {
  return groupBy(unused, ({ path }) => path).map((parts) => {
    const [first] = parts.toSorted((one, other) => (one.line ?? 0) - (other.line ?? 0));
    const file = reportedPath(source, first?.path ?? '');
    const line = first?.line;
    if (line === undefined) {
      return { file, reason: `no values enable it: add some that do, ${HOW}` };
    }
    const reason =
      parts.length === 1
        ? `line ${line}: no values enable this part: add some that do, ${HOW}`
        : `no values enable ${parts.length} parts, the first in line ${line}: add some that do, ${HOW}`;
    return { file, reason };
  });
}
