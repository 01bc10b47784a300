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
  const first = lines[line - 1] ?? '';
  const opening = first.search(/\{\{-?\s*(?:if|with|range|else)\b/);
  let depth = opening !== -1 && !first.includes('end', opening) ? -1 : 0;
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

/** Whether a template has nothing but parts that others include. */
export function isForOthers(template: string): boolean {
  let depth = 0;
  let outside = '';
  let at = 0;
  const text = withoutComments(template);
  for (const { 0: action, index, groups } of text.matchAll(ACTION)) {
    const word = groups?.['word'];
    if (depth === 0) outside += text.slice(at, index);
    if (depth === 0 && word !== 'define') return false;
    if (word === 'end') depth--;
    else if (word !== 'else') depth++;
    const end = text.indexOf('}}', index + action.length);
    at = end === -1 ? text.length : end + 2;
  }
  return depth === 0 && `${outside}${text.slice(at)}`.trim() === '';
}

/** A template without its comments: a comment may quote what others are to write. */
function withoutComments(template: string): string {
  let text = '';
  let at = 0;
  for (const { 0: opening, index } of template.matchAll(/\{\{-?\s*\/\*/g)) {
    if (index < at) continue;
    const end = template.indexOf('*/', index + opening.length);
    const close = end === -1 ? -1 : template.indexOf('}}', end);
    if (close === -1) break;
    text += template.slice(at, index);
    at = close + 2;
  }
  return text + template.slice(at);
}
