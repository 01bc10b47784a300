/** What opens, turns and closes blocks in a template. */
const ACTION = /\{\{-?\s*(?<word>if|with|range|block|define|else|end)\b/g;

/** Longer templates are generated; then the part counts as going to the end. */
const MAX_LENGTH = 500_000;

/**
 * The last line of the part of a template that starts on a line: that of the `end` or `else` which closes it.
 * Lines count from 1.
 */
export function partEnd(template: string, line: number): number {
  const lines = template.split('\n');
  if (template.length > MAX_LENGTH) return lines.length;
  // The condition itself may stand on the part's first line.
  const opening = /\{\{-?\s*(?:if|with|range|else)\b.*$/.exec(lines[line - 1] ?? '');
  let depth = opening && !opening[0].includes('end') ? -1 : 0;
  for (let at = line; at <= lines.length; at++) {
    for (const { groups } of (lines[at - 1] ?? '').matchAll(ACTION)) {
      const word = groups?.['word'];
      if (word === 'end' && depth === 0) return at;
      if (word === 'end') depth--;
      else if (word !== 'else') depth++;
      else if (depth === 0 && at > line) return at;
      else if (depth === -1) depth = 0;
    }
  }
  return lines.length;
}
