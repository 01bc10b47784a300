import { indexLines } from '../../yaml/lines.ts';
import { splitDocuments } from '../../yaml/split.ts';

/** Which document of a text a line is in, from 0; -1 for none. */
export function documentOn(text: string, line: number): number {
  const at = indexLines(text).span(line);
  return splitDocuments(text).findIndex(({ start, end }) => at.start < end && at.end >= start);
}
