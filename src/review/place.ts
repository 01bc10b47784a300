import type { Finding } from '../judge/judge.ts';
import type { CommentedFile } from './comment.ts';

/**
 * The line to comment on: a finding's own, else one of its container or object that the diff shows,
 * those that changed first; undefined where there is none.
 */
export function placeOf(
  { judged, diff, anchors }: Omit<CommentedFile, 'introduced'>,
  findings: readonly Finding[],
): number | undefined {
  const anchor = findings.map((finding) => anchors?.get(finding)).find(Boolean);
  if (anchor) return anchor.line;
  const own = findings.find(({ line }) => diff.hunkOf(line) !== undefined);
  if (own) return own.line;
  const { lines } = judged.manifest;
  for (const { subject } of findings) {
    for (const value of [subject.value, subject.resource.value]) {
      const first = lines.position(value.span.start).line;
      const last = lines.position(Math.max(value.span.start, value.span.end - 1)).line;
      const shown: number[] = [];
      for (let line = first; line <= last; line++) {
        if (diff.isAdded(line)) return line;
        if (diff.hunkOf(line) !== undefined) shown.push(line);
      }
      if (shown[0] !== undefined) return shown[0];
    }
  }
  return undefined;
}
