/** A system call that strace has printed, whole. */
export interface Call {
  /** Empty where only one process was traced. */
  readonly pid: string;
  readonly name: string;
  readonly args: readonly string[];
  /** What stands behind the equals sign: `3`, `3</tmp/x>`, `-1 ENOENT (…)`. */
  readonly result: string;
}

/** `[pid 12] ` on a terminal, `12 ` in a file, and then a time where it was asked for (strace(1), -f, -t, -r). */
const PREFIX = /^(?:\[pid +(\d+)\] +|(\d+) +)?(?:(?:\d+:\d+:)?\d+(?:\.\d+)? +)?/;
const CALL = /^(\w+)\((.*)$/;
const RESUMED = /^<\.\.\. (\w+) resumed>(.*)$/;
const UNFINISHED = '<unfinished ...>';
/** The last one, since a path may have such text in it. */
const ENDED = /\) += (?=\S)/g;

/** Two paths as long as Linux has them, each byte written as four characters, are half of it. */
const MAX_CALL = 64 * 1024;

/** Puts calls together from lines: one that another process interrupts comes in two halves. */
export class Calls {
  readonly #started = new Map<string, string>();

  /** The call that a line completes; undefined for none. */
  read(line: string): Call | undefined {
    const prefix = PREFIX.exec(line);
    const pid = prefix?.[1] ?? prefix?.[2] ?? '';
    const text = line.slice(prefix?.[0].length ?? 0);
    const [, resumed, rest = ''] = RESUMED.exec(text) ?? [];
    const whole = resumed === undefined ? text : (this.#started.get(pid) ?? '') + rest;
    if (resumed !== undefined) this.#started.delete(pid);
    if (whole.length > MAX_CALL) return undefined;
    if (!whole.endsWith(UNFINISHED)) return parseCall(pid, whole);
    this.#started.set(pid, whole.slice(0, -UNFINISHED.length).trimEnd());
    return undefined;
  }
}

/** Whether a line is one of strace's. */
export function isStraceLine(line: string): boolean {
  const text = line.slice(PREFIX.exec(line)?.[0].length ?? 0);
  return (
    /^(?:\w+\(|<\.\.\. \w+ resumed>|--- SIG|\+\+\+ )/.test(text) || line.startsWith('strace: ')
  );
}

function parseCall(pid: string, text: string): Call | undefined {
  const [, name, rest = ''] = CALL.exec(text) ?? [];
  const ended = [...rest.matchAll(ENDED)].at(-1);
  if (name === undefined || ended === undefined) return undefined;
  const result = rest.slice(ended.index + ended[0].length);
  return { pid, name, args: splitArgs(rest.slice(0, ended.index)), result };
}

/** Where the text that such a mark opens ends, from behind the mark on. */
const CLOSINGS: Readonly<Record<string, RegExp>> = {
  '"': /[^"\\]*(?:\\.[^"\\]*)*"/y,
  '{': /[^}]*\}/y,
  '[': /[^\]]*\]/y,
  '<': /[^>]*>/y,
};

/** Splits arguments at commas outside of strings, braces and the paths that -y adds. */
function splitArgs(text: string): string[] {
  const args: string[] = [];
  const unclosed = new Set<string>();
  let start = 0;
  let end = 0;
  for (const { 0: mark, index } of text.matchAll(/[",{[<]/g)) {
    if (index < end || unclosed.has(mark)) continue;
    const closing = CLOSINGS[mark];
    if (closing) {
      closing.lastIndex = index + 1;
      // Where one is not closed, no later one is: none is looked for twice.
      if (closing.test(text)) end = closing.lastIndex;
      else unclosed.add(mark);
      continue;
    }
    args.push(text.slice(start, index));
    start = index + 1;
  }
  return [...args, text.slice(start)].filter((arg) => arg !== '').map((arg) => arg.trim());
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  f: '\f',
  v: '\v',
};

/** The text of a string as strace prints it; undefined for anything else. */
export function unquote(arg: string | undefined): string | undefined {
  const inner = /^"([^"\\]*(?:\\.[^"\\]*)*)"$/.exec(arg ?? '')?.[1];
  if (inner === undefined) return undefined;
  if (!inner.includes('\\')) return inner;
  const encoded = inner
    .replaceAll('%', '%25')
    .replace(/\\(?:x([0-9a-f]{2})|([0-7]{1,3})|(.))/g, (_, hex, octal, other) => {
      if (typeof hex === 'string') return `%${hex}`;
      if (typeof octal === 'string') return percent(Number.parseInt(octal, 8));
      return ESCAPES[String(other)] ?? String(other);
    });
  return decodeBytes(encoded);
}

function percent(byte: number): string {
  return `%${byte.toString(16).padStart(2, '0')}`;
}

/** What is not ASCII is printed byte by byte. */
function decodeBytes(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}
