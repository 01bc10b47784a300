import { readInstallation } from './installers.ts';
import { type ShellCommand, type ShellWord, readShell } from './shell.ts';
import { readWindowsShell } from './windows-shell.ts';
import { nameOf, readShellCall, unwrap } from './wrappers.ts';
import { writesBelow, writtenPaths } from './written-paths.ts';

/** What a command does to the container that it runs in. */
export interface RuntimeChange {
  /** install: it installs software; remote: it runs what it has downloaded; write: it writes to `path`. */
  readonly kind: 'install' | 'remote' | 'write';
  /** What does it: `apt-get install`, `curl | sh`, `sed`. */
  readonly by: string;
  readonly path?: string;
  /** The word of the command that it is in. */
  readonly word: number;
  /** The offset in that word, where the word is a script. */
  readonly offset: number | undefined;
}

/** Where a command runs. */
export interface Surroundings {
  readonly workingDir: string | undefined;
  /** The paths that volumes are mounted on; undefined when there may be more of them. */
  readonly mounts: readonly string[] | undefined;
}

/** A word of a command, with the place that a finding in it has. */
interface Word {
  readonly text: string;
  readonly word: number;
  readonly offset: number | undefined;
}

interface Call {
  readonly words: readonly Word[];
  readonly writes: readonly Word[];
  readonly shell: ShellCommand | undefined;
  /** How many shells are around it. */
  readonly depth: number;
}

/** How deep shells in shells are followed. */
const MAX_SHELLS = 4;

/** A program that a command runs. */
export interface Use {
  readonly program: string;
  readonly args: readonly string[];
  /** Where it runs, from the root; undefined for the image's own folder, and where it is not known. */
  readonly directory?: string | undefined;
}

/** A path that a command writes to, volume or not. */
export interface WrittenPath {
  /** The program, `>`, or `<<` for a here-document. */
  readonly by: string;
  /** From the root; a variable in it is written as it stands in the manifest. */
  readonly path: string;
}

/** What a command does when it runs, in the order of its words. */
export interface CommandEffects {
  /** What it changes in its container. */
  readonly changes: readonly RuntimeChange[];
  readonly uses: readonly Use[];
  readonly writes: readonly WrittenPath[];
}

/** Reads what a command does when it runs, as far as its words tell. */
export function readCommand(
  words: readonly (string | undefined)[],
  { workingDir, mounts }: Surroundings,
): CommandEffects {
  const named = words.map((text = '', word) => ({ text, word, offset: undefined }));
  // Options alone are for the program that the image starts: `-c` most likely for a shell.
  const isForShell = /^-[a-z]*c$/.test(words[0] ?? '');
  const call = isForShell ? [{ text: 'sh', word: 0, offset: undefined }, ...named] : named;
  const reader = new Reader(mounts, workingDir);
  reader.read({ words: call, writes: [], shell: undefined, depth: 0 });
  return reader;
}

/** Goes through commands in their order, and follows where they go with `cd`. */
class Reader implements CommandEffects {
  readonly changes: RuntimeChange[] = [];
  readonly uses: Use[] = [];
  readonly writes: WrittenPath[] = [];
  readonly #mounts: readonly string[] | undefined;
  #directory: string | undefined;

  constructor(mounts: readonly string[] | undefined, directory: string | undefined) {
    this.#mounts = mounts?.map((path) => normalise(path));
    this.#directory = directory && this.#resolve(directory);
  }

  read({ words, writes, shell, depth }: Call): void {
    const command = unwrap(words);
    // What switches the user around it counts as a program of its own.
    for (const { text } of words.slice(0, words.length - command.length)) {
      this.uses.push({ program: nameOf(text), args: [] });
    }
    const [first, ...rest] = command;
    for (const target of writes) this.#write('>', target.text, target);
    if (first === undefined) return;
    const program = nameOf(first.text);
    const args = rest.map(({ text }) => text);
    this.uses.push({ program, args, directory: this.#directory });
    const shellCall = readShellCall([first, ...rest]);
    const download = shell && downloadRun(program, args, shellCall, shell);
    if (download !== undefined) this.#report('remote', download, first);
    const script = shellCall ? scriptOf(shellCall, shell, first) : evaluated(program, rest);
    if (script && depth < MAX_SHELLS)
      this.#readScript(script, { depth, isBash: program === 'bash' });
    const inWindows = readWindowsShell(program, args);
    if (inWindows) this.#report(inWindows.kind, inWindows.by, rest.at(-1) ?? first);
    if (program === 'cd') this.#directory = this.#resolve(args[0] ?? '~');
    this.#install(first, args);
    for (const path of writtenPaths(program, args)) this.#write(program, path, first);
  }

  #readScript(
    script: Word,
    { depth, isBash }: { readonly depth: number; readonly isBash: boolean },
  ): void {
    // A place inside a script is known as long as the script is a word of the manifest.
    const isOwn = depth === 0 && script.offset === undefined;
    const toWord = ({ text, offset }: ShellWord): Word => ({
      text,
      word: script.word,
      offset: isOwn ? offset : script.offset,
    });
    for (const shell of readShell(script.text)) {
      const words = shell.words.map(toWord);
      // Bash keeps here-documents in temporary files: all before 5.1, and those that a pipe can't hold.
      if (isBash && shell.input !== undefined) this.writes.push({ by: '<<', path: '/tmp' });
      this.read({ words, writes: shell.writes.map(toWord), shell, depth: depth + 1 });
    }
  }

  #install(first: Word, args: readonly string[]): void {
    const installation = readInstallation(nameOf(first.text), args);
    if (installation === undefined) return;
    const { target, isLocal, call } = installation;
    const own = target && /^[/$]/.test(target) ? target : isLocal ? this.#directory : undefined;
    // A program in a mounted virtual environment installs into that.
    const into = own ?? (first.text.startsWith('/') ? first.text : undefined);
    if (into !== undefined && this.#isMounted(into)) return;
    this.#report('install', call, first);
  }

  #write(by: string, written: string, { word, offset }: Word): void {
    const path = this.#resolve(written);
    if (path !== undefined) this.writes.push({ by, path });
    if (path === undefined || !SYSTEM.test(path) || KUBELET.test(path)) return;
    if (this.#mounts === undefined || this.#isMounted(path)) return;
    if (writesBelow(by) && this.#mounts.some((mount) => mount.startsWith(`${path}/`))) return;
    this.changes.push({ kind: 'write', by, path, word, offset });
  }

  #report(kind: RuntimeChange['kind'], by: string, { word, offset }: Word): void {
    this.changes.push({ kind, by, word, offset });
  }

  /** The path, from the root; undefined where that is not known. What a variable names is a name. */
  #resolve(path: string): string | undefined {
    const variable = path.search(/[$`]/);
    if (variable !== -1 && /\/\.\.(?:\/|$)/.test(path.slice(variable))) return undefined;
    if (/^[/$`]/.test(path)) return normalise(path);
    const isKnown = this.#directory !== undefined && /^[\w.]/.test(path);
    return isKnown ? this.#resolve(`${this.#directory}/${path}`) : undefined;
  }

  /** Whether a path is in a volume, or can be: what a variable stands for is not known. */
  #isMounted(path: string): boolean {
    const variable = path.search(/[$*?[{`]/);
    const known = variable === -1 ? path : path.slice(0, variable);
    return (this.#mounts ?? []).some(
      (mount) =>
        path === mount ||
        path.startsWith(`${mount}/`) ||
        (variable !== -1 && mount.startsWith(known)),
    );
  }
}

/** Where an image keeps its programs and their settings (Filesystem Hierarchy Standard 3.0). */
const SYSTEM = /^\/(?:bin|boot|etc|lib|lib32|lib64|opt|sbin|usr)(?:\/|$)/;

/** Files that the kubelet mounts into each container: they are not the image's. */
const KUBELET = /^\/etc\/(?:hosts|hostname|resolv\.conf)$/;

function normalise(path: string): string {
  const parts: string[] = [];
  for (const part of path.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** What a shell runs: its script, or what it reads. */
function scriptOf(
  { script, file }: { readonly script: Word | undefined; readonly file: Word | undefined },
  shell: ShellCommand | undefined,
  { word, offset }: Word,
): Word | undefined {
  if (script !== undefined || file !== undefined || shell?.input === undefined) return script;
  return { text: shell.input, word, offset };
}

function evaluated(program: string, rest: readonly Word[]): Word | undefined {
  const [first] = rest;
  if (program !== 'eval' || first === undefined) return undefined;
  return { ...first, text: rest.map(({ text }) => text).join(' ') };
}

const DOWNLOADERS = /^(?:curl|wget)$/;
const INTERPRETERS = /^(?:python[23]?|perl|ruby|node|php)$/;

/** How a command runs what another downloads: `curl | sh`; undefined where it does not. */
function downloadRun(
  program: string,
  args: readonly string[],
  shellCall: { readonly script: Word | undefined; readonly file: Word | undefined } | undefined,
  { piped, substituted }: ShellCommand,
): string | undefined {
  const readsInput = shellCall
    ? shellCall.script === undefined && shellCall.file === undefined
    : INTERPRETERS.test(program) && (args.length === 0 || args[0] === '-');
  const download = readsInput ? downloaderOf(piped) : undefined;
  if (download !== undefined) return `${download} | ${program}`;
  const runsWords = /^(?:eval|source|\.)$/.test(program);
  const text =
    shellCall?.script?.text ?? shellCall?.file?.text ?? (runsWords ? (args[0] ?? '') : '');
  // The downloaded text itself has to be what is run: `sh -c "$(curl …)"`, `bash <(curl …)`.
  const inserted = /^\s*(?:\$\(|`|<\()/.test(text) ? downloaderOf(substituted) : undefined;
  return inserted && `${inserted} | ${program}`;
}

function downloaderOf(commands: readonly ShellCommand[]): string | undefined {
  return commands
    .map(({ words }) => nameOf(unwrap(words)[0]?.text ?? ''))
    .find((name) => DOWNLOADERS.test(name));
}
