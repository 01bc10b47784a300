import { readInstallation } from './installers.ts';
import {
  MAX_SCRIPT,
  type ShellCommand,
  type ShellWord,
  readShell,
  readShellFile,
} from './shell.ts';
import { Variables } from './variables.ts';
import { readWindowsShell } from './windows-shell.ts';
import { isShell, nameOf, readShellCall, unwrap } from './wrappers.ts';
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
  /** The path of the script that does it; undefined where the command itself does. */
  readonly script?: string | undefined;
}

/** Where a command runs. */
export interface Surroundings {
  readonly workingDir: string | undefined;
  /** The paths that volumes are mounted on; undefined when there may be more of them. */
  readonly mounts: readonly string[] | undefined;
  /** The values of variables that are known. */
  readonly variables?: () => ReadonlyMap<string, string>;
  /** The text of a file, where that is known. */
  readonly textAt?: ((path: string) => string | undefined) | undefined;
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
  /** The path of the script that runs it; undefined where the command itself does. */
  readonly script?: string | undefined;
}

/** A path that a command writes to, volume or not. */
export interface WrittenPath {
  /** The program, `>`, or `<<` for a here-document. */
  readonly by: string;
  /** From the root; a variable whose value is not known is written as it stands in the manifest. */
  readonly path: string;
  /** The path of the script that writes to it; undefined where the command itself does. */
  readonly script?: string | undefined;
}

/** What a command does when it runs, in the order of its words. */
export interface CommandEffects {
  /** What it changes in its container. */
  readonly changes: readonly RuntimeChange[];
  readonly uses: readonly Use[];
  readonly writes: readonly WrittenPath[];
  /** The files that it runs as scripts and that were read, with their texts, by their paths. */
  readonly scripts: ReadonlyMap<string, string>;
}

/** Reads what a command does when it runs, as far as its words tell. */
export function readCommand(
  words: readonly (string | undefined)[],
  surroundings: Surroundings,
): CommandEffects {
  const named = words.map((text = '', word) => ({ text, word, offset: undefined }));
  // Options alone are for the program that the image starts: `-c` most likely for a shell.
  const isForShell = /^-[a-z]*c$/.test(words[0] ?? '');
  const call = isForShell ? [{ text: 'sh', word: 0, offset: undefined }, ...named] : named;
  const reader = new Reader(surroundings);
  reader.read({ words: call, writes: [], shell: undefined, depth: 0 });
  return reader;
}

/** Reads what a script does that a shell runs, as far as its text tells. */
export function readScript(
  text: string,
  shell: string,
  surroundings: Surroundings,
): CommandEffects {
  const reader = new Reader(surroundings);
  reader.readScript({ text, word: 0, offset: undefined }, { depth: 0, isBash: shell === 'bash' });
  return reader;
}

/** Goes through commands in their order, and follows where they go with `cd`. */
class Reader implements CommandEffects {
  readonly changes: RuntimeChange[] = [];
  readonly uses: Use[] = [];
  readonly writes: WrittenPath[] = [];
  readonly scripts = new Map<string, string>();
  readonly #mounts: readonly string[] | undefined;
  readonly #textAt: Surroundings['textAt'];
  readonly #variables: Variables;
  #directory: string | undefined;
  /** The script that is read now. */
  #script: string | undefined;

  constructor({ mounts, workingDir, variables, textAt }: Surroundings) {
    this.#variables = new Variables(variables);
    this.#mounts = mounts?.map((path) => normalise(path));
    this.#textAt = textAt;
    this.#directory = workingDir && this.#resolve(workingDir);
  }

  read({ words, writes, shell, depth }: Call): void {
    const command = unwrap(words);
    // What switches the user around it counts as a program of its own.
    for (const word of words.slice(0, words.length - command.length)) {
      this.uses.push({ program: nameOf(word.text), args: [], script: this.#script });
      this.#readFile(word, { depth });
    }
    const [first, ...rest] = command;
    for (const target of writes) this.#write('>', target.text, target);
    for (const one of shell?.assigned ?? []) this.#variables.assign(one);
    if (first === undefined) return;
    const program = nameOf(first.text);
    const args = rest.map(({ text }) => text);
    this.uses.push({ program, args, directory: this.#directory, script: this.#script });
    const shellCall = readShellCall([first, ...rest]);
    if (shellCall?.file) this.#readFile(shellCall.file, { depth, program });
    else this.#readFile(first, { depth });
    if (/^(?:source|\.)$/.test(program) && rest[0]) this.#readFile(rest[0], { depth, program });
    const download = shell && downloadRun(program, args, shellCall, shell);
    if (download !== undefined) this.#report('remote', download, first);
    const script = shellCall ? scriptOf(shellCall, shell, first) : evaluated(program, rest);
    if (script && depth < MAX_SHELLS)
      this.readScript(script, { depth, isBash: program === 'bash' });
    const inWindows = readWindowsShell(program, args);
    if (inWindows) this.#report(inWindows.kind, inWindows.by, rest.at(-1) ?? first);
    if (program === 'cd') this.#directory = this.#resolve(args[0] ?? '~');
    this.#install(first, args);
    for (const path of writtenPaths(program, args)) this.#write(program, path, first);
  }

  readScript(
    script: Word,
    { depth, isBash }: { readonly depth: number; readonly isBash: boolean },
    commands: readonly ShellCommand[] = readShell(script.text),
  ): void {
    // A place inside a script is known as long as the script is a word of the manifest.
    const isOwn = depth === 0 && script.offset === undefined && this.#script === undefined;
    const toWord = ({ text, offset }: ShellWord): Word => ({
      text,
      word: script.word,
      offset: isOwn ? offset : script.offset,
    });
    for (const shell of commands) {
      const words = shell.words.map(toWord);
      // Bash keeps here-documents in temporary files: all before 5.1, and those that a pipe can't hold.
      if (isBash && shell.input !== undefined) this.#wrote('<<', '/tmp');
      this.read({ words, writes: shell.writes.map(toWord), shell, depth: depth + 1 });
    }
  }

  /**
   * Reads a file that is run, where its text is known and is for a shell. Each is read once, since it may run itself.
   *
   * @param program what runs it; undefined where the file itself says so, in its first line
   */
  #readFile(
    word: Word,
    { depth, program }: { readonly depth: number; readonly program?: string },
  ): void {
    // What has no slash is looked for in PATH.
    const isPath = program !== undefined || word.text.includes('/');
    const path = isPath && this.#textAt ? this.#resolve(word.text) : undefined;
    if (path === undefined || depth >= MAX_SHELLS || this.scripts.has(path)) return;
    const text = this.#textAt?.(path);
    const shell = text === undefined ? undefined : (program ?? shellOf(text));
    if (text === undefined || shell === undefined || text.length > MAX_SCRIPT) return;
    this.scripts.set(path, text);
    const [script, directory] = [this.#script, this.#directory];
    this.#script = path;
    this.readScript(word, { depth, isBash: shell === 'bash' }, readShellFile(text));
    this.#script = script;
    if (isShell(shell)) this.#directory = directory;
  }

  #install(first: Word, args: readonly string[]): void {
    const installation = readInstallation(nameOf(first.text), args);
    if (installation === undefined) return;
    const { target, isLocal, call } = installation;
    const own = target && /^[/$]/.test(target) ? target : isLocal ? this.#directory : undefined;
    // A program in a mounted virtual environment installs into that.
    const into = own ?? (first.text.startsWith('/') ? first.text : undefined);
    if (into !== undefined && this.#isMounted(this.#variables.expand(into))) return;
    this.#report('install', call, first);
  }

  #write(by: string, written: string, { word, offset }: Word): void {
    const path = this.#resolve(written);
    if (path !== undefined) this.#wrote(by, path);
    if (path === undefined || !SYSTEM.test(path) || KUBELET.test(path)) return;
    if (this.#mounts === undefined || this.#isMounted(path)) return;
    if (writesBelow(by) && this.#mounts.some((mount) => mount.startsWith(`${path}/`))) return;
    this.changes.push({ kind: 'write', by, path, word, offset, script: this.#script });
  }

  #wrote(by: string, path: string): void {
    this.writes.push({ by, path, script: this.#script });
  }

  #report(kind: RuntimeChange['kind'], by: string, { word, offset }: Word): void {
    this.changes.push({ kind, by, word, offset, script: this.#script });
  }

  /** The path, from the root; undefined where that is not known. What a variable names is a name. */
  #resolve(written: string): string | undefined {
    const path = this.#variables.expand(written);
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
        mount === '/' ||
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

/** The shell that a file names in its first line, `#!/usr/bin/env bash`; undefined where another program runs it. */
export function shellOf(text: string): string | undefined {
  const [, line] = /^#!(.*)/.exec(text) ?? [];
  // A shell runs what has no such line itself.
  if (line === undefined) return 'sh';
  const words = line.split(/\s+/).filter(Boolean);
  const [program] = unwrap(words.map((word) => ({ text: word })));
  const name = nameOf(program?.text ?? '');
  return isShell(name) ? name : undefined;
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
