import {
  type Assignment,
  type Command,
  type Redirection,
  type SyntaxNode,
  forEachChild,
  parse,
} from 'unbash';

/** A word of a shell command, its quotes removed; what is expanded at run time stays as written. */
export interface ShellWord {
  readonly text: string;
  readonly offset: number;
}

/** A command that a script runs, wherever in the script it stands. */
export interface ShellCommand {
  readonly words: readonly ShellWord[];
  /** The files that its output is redirected to. */
  readonly writes: readonly ShellWord[];
  /** The text of its here-document or here-string. */
  readonly input: string | undefined;
  /** The commands whose output it gets through a pipe. */
  readonly piped: readonly ShellCommand[];
  /** The commands whose output is substituted in its words. */
  readonly substituted: readonly ShellCommand[];
  /** The variables that it sets for the commands after it. */
  readonly assigned: readonly Assigned[];
}

/** A variable and its value, with what is expanded in it as written; undefined where it is no text. */
export interface Assigned {
  readonly name: string;
  readonly value: string | undefined;
}

/**
 * Longer scripts are not read. The parser's time grows with the square of a hostile script's length;
 * 32 Ki characters take it up to half a second. The longest script in the manifests of thirty projects
 * has 14 Ki, and Linux refuses arguments from 128 KiB on (execve(2)).
 */
export const MAX_SCRIPT = 32_768;

/** How deep the syntax of a script is followed; people's scripts stop far before. */
const MAX_DEPTH = 100;

/** How many commands of a pipe before one count as its sources; longer pipes are rare. */
const MAX_PIPED = 8;

/** How many substitutions inside one another are followed; each is parsed anew. */
const MAX_SUBSTITUTIONS = 4;

/**
 * The commands of a POSIX or bash script in the order in which they stand. A script that is broken
 * is read as far as it goes; never throws.
 */
export function readShell(script: string): ShellCommand[] {
  if (script.length > MAX_SCRIPT) return [];
  // What Kubernetes leaves to the shell is escaped for it: `$$(date)`. The offsets stay.
  const source = script.replaceAll('$$(', ' $(');
  try {
    return collect(parse(source), { depth: 0, substitutions: 0, offset: undefined });
  } catch (error) {
    // The parser calls itself for every function that is declared inside another.
    if (error instanceof RangeError) return [];
    throw error;
  }
}

/** Files that many containers run. */
const files = new Map<string, readonly ShellCommand[]>();
const MAX_FILES = 4;

/** The commands of a file, which are kept for a while: each container that runs it asks, and each proof of a fix. */
export function readShellFile(text: string): readonly ShellCommand[] {
  const before = files.get(text);
  if (before) return before;
  if (files.size >= MAX_FILES) files.clear();
  const read = readShell(text);
  files.set(text, read);
  return read;
}

interface Place {
  readonly depth: number;
  readonly substitutions: number;
  /** Where all of it stands, when the nodes count from elsewhere than the script's start. */
  readonly offset: number | undefined;
}

function collect(node: SyntaxNode, place: Place): ShellCommand[] {
  if (place.depth > MAX_DEPTH || place.substitutions > MAX_SUBSTITUTIONS) return [];
  if (node.type === 'Pipeline') return readPipeline(node.commands, place);
  const inner = within(node, place);
  const nested: ShellCommand[] = [];
  forEachChild(node, (child) => {
    for (const command of collect(child, inner)) nested.push(command);
  });
  if (node.type === 'Command') return [readCommand(node, nested, place), ...nested];
  // A group, a loop or a function that is redirected as a whole.
  return node.type === 'Redirected' ? [readRedirects(node.redirects, place), ...nested] : nested;
}

function within(node: SyntaxNode, { depth, substitutions, offset }: Place): Place {
  const isScript = node.type === 'Script';
  return {
    depth: depth + 1,
    substitutions: isScript && depth > 0 ? substitutions + 1 : substitutions,
    // In backquotes with escapes the positions are those of the unescaped text.
    offset: node.type === 'CommandExpansion' && node.text.startsWith('`') ? node.pos : offset,
  };
}

function readPipeline(commands: readonly SyntaxNode[], place: Place): ShellCommand[] {
  const all: ShellCommand[] = [];
  for (const command of commands) {
    const before = all.slice(-MAX_PIPED);
    for (const each of collect(command, { ...place, depth: place.depth + 1 })) {
      all.push({ ...each, piped: [...before, ...each.piped].slice(-MAX_PIPED) });
    }
  }
  return all;
}

function readCommand(
  { name, prefix, args, redirects }: Command,
  substituted: readonly ShellCommand[],
  place: Place,
): ShellCommand {
  const words = [...(name ? [name] : []), ...args].map((word) =>
    toWord(word.type === 'Word' ? word.value : word.text, word.pos, place),
  );
  const isDeclared = DECLARES.test(name?.value ?? '');
  // Before a command, they are for that alone.
  const assigned = [...(name ? [] : prefix), ...(isDeclared ? args : [])].flatMap((part) =>
    part.type === 'Assignment' ? { name: part.name, value: valueOf(part) } : [],
  );
  return { ...readRedirects(redirects, place), words, substituted, assigned };
}

const DECLARES = /^(?:declare|export|local|readonly|typeset)$/;

function valueOf({ value, append, index }: Assignment): string | undefined {
  const isWhole = append !== true && index === undefined;
  return isWhole && value.type === 'Word' ? value.value : undefined;
}

function readRedirects(redirects: readonly Redirection[], place: Place): ShellCommand {
  const writes = redirects.flatMap((redirect) => {
    if (redirect.type !== 'Redirect' || !redirect.target) return [];
    const { operator, target } = redirect;
    const isFile = operator.includes('>') && !(operator === '>&' && DESCRIPTOR.test(target.value));
    return isFile ? toWord(target.value, target.pos, place) : [];
  });
  const input = redirects.map(inputOf).findLast((text) => text !== undefined);
  return { words: [], writes, input, piped: [], substituted: [], assigned: [] };
}

/** Another descriptor or none, as in `2>&1` and `>&-`. */
const DESCRIPTOR = /^(?:\d+-?|-|\$.*)$/;

function toWord(text: string, position: number, { offset }: Place): ShellWord {
  return { text, offset: offset ?? position };
}

function inputOf(redirect: Redirection): string | undefined {
  if (redirect.type === 'HereDoc') return redirect.body.text;
  return redirect.type === 'HereString' ? redirect.target?.value : undefined;
}
