/** What opens in front of the conditions that keep containers from being judged. */
const JUDGED = /^(?:variables\.exempt \? \[\] : )?variables\.containers(?:\.filter\(c, !\()?/;

/** The conditions of which one exempts, of a variable `exempt` or `judged`. */
export function alternativesOf(expression: string): string[] {
  const text = expression.replace(JUDGED, '');
  const isJudged = text !== expression;
  const inside = isJudged ? text.replace(/\)\)$/, '').replace(/^\((.*)\)$/s, '$1') : text;
  return splitAtTop(inside).filter((one) => one !== '');
}

/** Splits at each `||` that is in no parentheses and in no text. */
function splitAtTop(expression: string): string[] {
  const parts: string[] = [];
  let [depth, quoted, start] = [0, false, 0];
  for (let at = 0; at < expression.length; at++) {
    const letter = expression[at];
    if (quoted && letter === '\\' && !isRaw(expression, start, at)) at++;
    else if (letter === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (letter === '(' || letter === '[') depth++;
    else if (letter === ')' || letter === ']') depth--;
    else if (depth === 0 && expression.startsWith('||', at)) {
      parts.push(expression.slice(start, at).trim());
      start = at + 2;
    }
  }
  return [...parts, expression.slice(start).trim()];
}

/** Whether the text around a place is raw: `r"…"`, in which nothing is escaped. */
function isRaw(expression: string, start: number, at: number): boolean {
  const open = expression.lastIndexOf('"', at - 1);
  return open > start && expression[open - 1] === 'r';
}
