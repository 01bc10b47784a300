/** A part of a pattern: one letter, or what stands for several. */
type Token =
  | { readonly kind: 'letter'; readonly fits: (letter: string) => boolean }
  /** `*`: any letters of one name. */
  | { readonly kind: 'name' }
  /** A `**` with a `/` behind it: any folders, or none. */
  | { readonly kind: 'folders' }
  /** A `**` at the end: all that is below. */
  | { readonly kind: 'rest' };

/**
 * A pattern as git matches paths by it (gitignore(5), and wildmatch.c of git). All ways to match go on
 * side by side, so that a stranger's pattern takes no more time than its length times the path's.
 */
export function wildmatch(pattern: string): (path: string) => boolean {
  const bytes = bytesOf(pattern);
  // Git compares what is before the first sign by itself, and so `k**/a` begins with folders for it.
  const [plain = ''] = /^[^*?[\\]*/.exec(bytes) ?? [];
  const tokens = tokensOf(bytes.slice(plain.length));
  if (!tokens) return () => false;
  return (path) => {
    const text = bytesOf(path);
    if (!text.startsWith(plain)) return false;
    let states = reach(new Set([0]), tokens, true);
    for (const letter of text.slice(plain.length)) {
      const next = new Set<number>();
      for (const state of states) for (const to of step(state, letter, tokens)) next.add(to);
      states = reach(next, tokens, letter === '/');
      if (states.size === 0) return false;
    }
    return states.has(tokens.length);
  };
}

/** A letter for each byte of UTF-8: git's `?` is one byte. */
function bytesOf(text: string): string {
  // oxlint-disable-next-line no-control-regex
  if (/^[\u0000-\u007F]*$/.test(text)) return text;
  return Array.from(new TextEncoder().encode(text), (byte) => String.fromCharCode(byte)).join('');
}

/** Where a state leads by one letter. */
function step(state: number, letter: string, tokens: readonly Token[]): readonly number[] {
  const token = tokens[state];
  switch (token?.kind) {
    case 'letter':
      return token.fits(letter) ? [state + 1] : [];
    case 'name':
      return letter === '/' ? [] : [state];
    case 'folders':
    case 'rest':
      return [state];
    case undefined:
      return [];
  }
}

/** Adds the states that need no letter. */
function reach(states: Set<number>, tokens: readonly Token[], isAtName: boolean): Set<number> {
  // What is added is gone through as well.
  for (const state of states) {
    const kind = tokens[state]?.kind;
    const isPassed = kind === 'name' || kind === 'rest' || (kind === 'folders' && isAtName);
    if (isPassed) states.add(state + 1);
  }
  return states;
}

/** Undefined for a pattern that matches nothing, such as one with an open bracket. */
function tokensOf(pattern: string): Token[] | undefined {
  const tokens: Token[] = [];
  for (let at = 0; at < pattern.length;) {
    const rest = pattern.slice(at);
    const isAtName = at === 0 || pattern[at - 1] === '/';
    const [stars = ''] = /^\*+/.exec(rest) ?? [];
    if (stars !== '') {
      const kind = kindOf(stars, rest[stars.length], isAtName);
      tokens.push({ kind });
      at += stars.length + (kind === 'folders' ? 1 : 0);
      continue;
    }
    const one = rest.startsWith('[') ? bracket(rest) : single(rest);
    if (!one) return undefined;
    tokens.push({ kind: 'letter', fits: one.fits });
    at += one.length;
  }
  return tokens;
}

/** Two stars and more mean more only where they are all of a name. */
function kindOf(stars: string, next: string | undefined, isAtName: boolean) {
  if (stars.length === 1 || !isAtName) return 'name';
  if (next === '/') return 'folders';
  return next === undefined ? 'rest' : 'name';
}

interface One {
  readonly fits: (letter: string) => boolean;
  readonly length: number;
}

function single(rest: string): One | undefined {
  const [written = '', escaped, letter] = /^(?:\\([^])|([^]))/u.exec(rest) ?? [];
  const wanted = escaped ?? letter;
  // A backslash at the end is open.
  if (wanted === undefined || written === '\\') return undefined;
  const isAny = letter === '?';
  return {
    fits: (given) => (isAny ? given !== '/' : given === wanted),
    length: written.length,
  };
}

/** Letters in brackets; one of them never is a `/`. */
function bracket(rest: string): One | undefined {
  const [written, not = '', inside = ''] =
    /^\[([!^]?)(\]?(?:\[:[a-z]+:\]|\\[^]|[^\]\\])*)\]/u.exec(rest) ?? [];
  if (written === undefined) return undefined;
  const parts = inside.match(/\[:[a-z]+:\]|(?:\\[^]|[^\\])(?:-(?:\\[^]|[^\\]))?/gu) ?? [];
  const tests = parts.map(rangeOf);
  return {
    fits: (given) => given !== '/' && tests.some((test) => test(given)) !== (not !== ''),
    length: written.length,
  };
}

const CLASSES: Readonly<Record<string, RegExp>> = {
  alpha: /[a-z]/i,
  alnum: /[a-z\d]/i,
  digit: /\d/,
  lower: /[a-z]/,
  upper: /[A-Z]/,
  space: /\s/,
  punct: /[!-/:-@[-`{-~]/,
  xdigit: /[\da-f]/i,
};

function rangeOf(part: string): (letter: string) => boolean {
  const name = /^\[:([a-z]+):\]$/.exec(part)?.[1];
  if (name !== undefined) return (letter) => CLASSES[name]?.test(letter) === true;
  const [from = '', to = from] = [...part.matchAll(/\\([^])|([^])/gu)]
    .map(([, escaped, letter = '']) => escaped ?? letter)
    .filter((letter, index, all) => !(index === 1 && letter === '-' && all.length === 3));
  return (letter) => letter >= from && letter <= to;
}
