import type { Finding } from '../../src/judge/judge.ts';
import { positionIn, readStream } from './oracle.ts';

/** What is wrong with the place of a finding, by the library's own view of the whole file. */
export function faultsOfPosition(text: string, finding: Finding): string[] {
  const { span, line, column } = finding;
  const place = positionIn(text)(span.start);
  // Nobody sees a byte order mark, so it has no column.
  if (place.line === 1 && text.startsWith('\uFEFF')) place.col--;
  const faults: string[] = [];
  if (place.line !== line || place.col !== column) faults.push(`not at ${line}:${column}`);
  if (span.end > text.length || span.end < span.start) faults.push('it leaves the file');
  const marked = text.slice(span.start, span.end);
  if (/^[\s#,:{}[\]]/.test(marked) && !/^\{\s*\}$/.test(marked)) {
    faults.push('it starts off its mark');
  }
  if (!isInSubject(text, finding)) faults.push('it is outside of its subject');
  return faults;
}

/** Whether it points into its container, or into what the container has from its pod. */
function isInSubject(text: string, { span, subject }: Finding): boolean {
  const { document, path } = subject.value;
  const { container } = subject;
  // What an alias or a merge key brings in stands elsewhere; so may an empty mapping's key.
  if (document.targets.size > 0 || !container || span.start === span.end) return true;
  const pod = container.pod.securityContext?.path ?? path;
  return [path, pod].some((where) => {
    const [start, end] = rangeAt(text, document.index, where);
    return start <= span.start && span.end <= end;
  });
}

function rangeAt(
  text: string,
  index: number,
  path: readonly (string | number)[],
): readonly [number, number] {
  const node = readStream(text).documents[index]?.getIn(path, true);
  const range = typeof node === 'object' && node !== null && 'range' in node ? node.range : null;
  return Array.isArray(range) ? [Number(range[0]), Number(range[2])] : [0, -1];
}
