/**
 * A text in which a variable whose value nobody can tell stands between these two characters, which
 * no path and no name of an image has: `registry/\uE000SERVICE\uE001`.
 */
const OPEN = '\uE000';
const CLOSE = '\uE001';
const MARKS = /[\uE000\uE001]/g;
const MARKED = /\uE000[^\uE000\uE001]*\uE001/g;

/** The values of variables, by name; undefined for one that is set elsewhere. */
export type Variables = ReadonlyMap<string, string>;

/** How deep values that name variables are followed. */
const MAX_DEPTH = 5;

/** Longer values are neither paths nor names. */
const MAX_LENGTH = 1024;

/**
 * `${{ matrix.name }}` of a workflow, `${NAME:-default}`, `$(NAME)` of Make and `$(command)` of a shell,
 * `$NAME`, and `{{NAME}}`.
 */
const VARIABLE =
  /\$\{\{\s*([\w.-]{1,100})(?![\w.-])[^{}$]{0,100}\}\}|\$\{([A-Za-z_]\w*)(?!\w)([^{}]*)\}|\$\(([^()]{1,200})\)|\$([A-Za-z_]\w*|[\d@*])|\{\{\s*\.?([\w-][\w.-]{0,99})\s*\}\}/g;

/** Puts the values of variables in their places; those without a value are marked. */
export function fill(text: string, variables: Variables, depth = 0): string {
  // A doubled dollar is how Make and Compose write one.
  const plain = text.slice(0, MAX_LENGTH).replaceAll(MARKS, '').replaceAll('$$', '$');
  return plain.replace(VARIABLE, (_, ...groups: (string | undefined)[]) => {
    const [expression, name, after = '', make, short, curly] = groups;
    const usual = /^:?[-=]([^$]*)$/.exec(after)?.[1] ?? '';
    const key = expression ?? name ?? make ?? short ?? curly ?? '';
    const value = variables.get(key) ?? variables.get(key.replace(/^(?:env|vars)\./, ''));
    if (value !== undefined && depth < MAX_DEPTH) {
      return marked(value) ? value : fill(value, variables, depth + 1);
    }
    return usual === '' ? `${OPEN}${key.replaceAll(/\s+/g, '_')}${CLOSE}` : usual;
  });
}

/** Whether a text has variables whose values nobody can tell. */
export function marked(text: string): boolean {
  return text.includes(OPEN);
}

/** What of a text is certain. */
export function certainPart(text: string): string {
  return text.replaceAll(MARKED, '');
}

/** So many variables of one text are told apart; a text with more says nothing. */
const MAX_MARKS = 4;

/** What the variables of a template stand for where it is this text; undefined where it can't be. */
export function matchTemplate(template: string, text: string): Variables | undefined {
  if (!marked(template)) return template === text ? new Map() : undefined;
  const names = [...template.matchAll(MARKED)].map(([mark]) => mark.slice(1, -1));
  if (names.length > MAX_MARKS || text.length > MAX_LENGTH) return undefined;
  const found = valuesBetween(text, template.split(MARKED));
  if (!found) return undefined;
  const values = new Map<string, string>();
  for (const [index, name] of names.entries()) {
    const value = found[index] ?? '';
    // The same variable has the same value everywhere.
    if ((values.get(name) ?? value) !== value) return undefined;
    values.set(name, value);
  }
  return values;
}

/** Puts in what a template's variables turned out to be. */
export function refill(template: string, values: Variables): string {
  return template.replaceAll(MARKED, (mark) => values.get(mark.slice(1, -1)) ?? mark);
}

/**
 * What stands between the parts of a text, each at least one character; the first ones have as much as
 * they can. A regular expression would try all the ways to cut the text.
 */
function valuesBetween(text: string, parts: readonly string[]): string[] | undefined {
  const [first = '', ...middle] = parts;
  const last = middle.pop() ?? '';
  if (!text.startsWith(first) || !text.endsWith(last)) return undefined;
  const values: string[] = [];
  let end = text.length - last.length;
  for (const part of middle.toReversed()) {
    const at = text.lastIndexOf(part, end - 1 - part.length);
    if (at === -1) return undefined;
    values.unshift(text.slice(at + part.length, end));
    end = at;
  }
  return end > first.length ? [text.slice(first.length, end), ...values] : undefined;
}
