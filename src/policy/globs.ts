/** A part of a glob that means the same to us as to the review. */
const PLAIN = /^[^\\*?[\]{}()!+@|]*$/;

/**
 * A glob of the configuration as a pattern of RE2, which knows no lookahead: `*`, `?`, `**` between
 * slashes, `{a,b}`, and characters with a backslash.
 *
 * @returns undefined for a glob with more than that
 */
export function globPattern(glob: string, { slashes = '/' } = {}): string | undefined {
  const body = translate(glob, slashes);
  return body === undefined ? undefined : `^(?:${body})$`;
}

/** The text that a glob fits alone; undefined where it fits others. */
export function literalOf(glob: string): string | undefined {
  const text = glob.replace(/\\([\\*?[\]{}()!+@|])/g, '');
  return PLAIN.test(text) ? glob.replace(/\\(.)/g, '$1') : undefined;
}

function translate(glob: string, slashes: string): string | undefined {
  if (glob.includes('**/**')) return undefined;
  let found = '';
  for (let at = 0; at < glob.length;) {
    const part = nextPart(glob, at, slashes);
    if (!part) return undefined;
    found += part.source;
    at += part.length;
  }
  return found;
}

interface Part {
  readonly source: string;
  readonly length: number;
}

function nextPart(glob: string, at: number, slashes: string): Part | undefined {
  const rest = glob.slice(at);
  const isStart = at === 0 || glob[at - 1] === '/';
  if (/^\\[^\w]/.test(rest)) return { source: escape(rest[1] ?? ''), length: 2 };
  // The review's own reading of `/**/` at the start is not the usual one.
  if (isStart && rest.startsWith('**/')) {
    return at === 1 ? undefined : { source: `(?:.*${slashes})?`, length: 3 };
  }
  // After a star, the review wants the slash.
  if (at > 0 && rest === '/**' && glob[at - 1] !== '*') {
    return { source: `(?:${slashes}.*)?`, length: 3 };
  }
  if (isStart && rest === '**') return { source: '.*', length: 2 };
  if (/^\*(?!\*)/.test(rest)) {
    const isWhole = isStart && (rest.length === 1 || rest[1] === '/');
    return { source: isWhole ? '[^/]+' : '[^/]*', length: 1 };
  }
  if (rest.startsWith('?')) return { source: '[^/]', length: 1 };
  if (rest.startsWith('{')) return alternatives(rest, slashes);
  if (rest.startsWith('/')) return { source: slashes, length: 1 };
  return PLAIN.test(rest[0] ?? '') ? { source: escape(rest[0] ?? ''), length: 1 } : undefined;
}

function alternatives(rest: string, slashes: string): Part | undefined {
  const [whole, inside = ''] = /^\{([\w.,/-]+)\}/.exec(rest) ?? [];
  if (
    whole === undefined ||
    !inside.includes(',') ||
    /\.\./.test(inside) ||
    inside.split(',').includes('')
  )
    return undefined;
  const sources = inside.split(',').map((one) => one.split('/').map(escape).join(slashes));
  return { source: `(?:${sources.join('|')})`, length: whole.length };
}

function escape(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, String.raw`\$&`);
}
