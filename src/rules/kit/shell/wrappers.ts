/** How a program is called that runs the command in its own words. */
interface Wrapper {
  /** The options that take the next word as their value. */
  readonly valued?: readonly string[];
  /** How many words stand between the options and the command. */
  readonly operands?: number;
}

/** By name, as their manuals describe them. */
const WRAPPERS: Readonly<Record<string, Wrapper>> = {
  busybox: {},
  catatonit: {},
  command: {},
  doas: { valued: ['-u', '-C'] },
  'dumb-init': { valued: ['-r', '--rewrite'] },
  env: { valued: ['-u', '-C', '--unset', '--chdir'] },
  exec: { valued: ['-a'] },
  gosu: { operands: 1 },
  ionice: { valued: ['-c', '-n', '-p'] },
  nice: { valued: ['-n'] },
  nohup: {},
  setsid: {},
  stdbuf: { valued: ['-i', '-o', '-e'] },
  'su-exec': { operands: 1 },
  sudo: { valued: ['-u', '-g', '-h', '-p', '-C', '-r', '-t'] },
  time: { valued: ['-f', '-o'] },
  timeout: { valued: ['-s', '-k', '--signal', '--kill-after'], operands: 1 },
  tini: { valued: ['-p', '-e'] },
  xargs: { valued: ['-n', '-I', '-P', '-L', '-d', '-a', '-s', '-E'] },
};

const SHELL = /^(?:sh|ash|bash|dash|ksh|zsh)$/;

/** Whether a program is a shell, by its name. */
export function isShell(name: string): boolean {
  return SHELL.test(name);
}

/** A program's name without the directory in front and without Windows' ending. */
export function nameOf(word: string): string {
  return word
    .slice(Math.max(word.lastIndexOf('/'), word.lastIndexOf('\\')) + 1)
    .replace(/\.exe$/i, '');
}

/** The command that a command runs in the end: without `sudo`, `env A=b`, `timeout 60` and the like. */
export function unwrap<Word extends { readonly text: string }>(
  words: readonly Word[],
): readonly Word[] {
  const name = nameOf(words[0]?.text ?? '');
  const wrapper = Object.hasOwn(WRAPPERS, name) ? WRAPPERS[name] : undefined;
  if (wrapper === undefined) return ENTRYPOINT.test(name) ? fromShell(words) : words;
  let at = 1;
  for (let word = words[at]; word && isOption(word.text); word = words[at]) {
    at += wrapper.valued?.includes(word.text) ? 2 : 1;
  }
  return unwrap(words.slice(at + (wrapper.operands ?? 0)));
}

/** Scripts that prepare something and then run their words, as many images have one. */
const ENTRYPOINT = /entrypoint|\.sh$/;

function fromShell<Word extends { readonly text: string }>(
  words: readonly Word[],
): readonly Word[] {
  const at = words.findIndex(({ text }) => isShell(nameOf(text)));
  return at === -1 ? words : words.slice(at);
}

/** Assignments stand where options do: `env A=b`, `sudo A=b`. */
function isOption(word: string): boolean {
  return word.startsWith('-') || /^\w+=/.test(word);
}

/** How a shell is called. */
export interface ShellCall<Word> {
  /** The script, behind `-c`; undefined where it runs a file or what it reads. */
  readonly script: Word | undefined;
  /** The file that it runs as a script. */
  readonly file: Word | undefined;
}

/** Reads the call of a shell, or of `su` with a command; undefined for other programs. */
export function readShellCall<Word extends { readonly text: string }>(
  words: readonly Word[],
): ShellCall<Word> | undefined {
  const name = nameOf(words[0]?.text ?? '');
  if (name === 'su') {
    const at = words.findIndex(({ text }) => /^(-c|--command)$/.test(text));
    return at === -1 ? undefined : { script: words[at + 1], file: undefined };
  }
  if (!isShell(name)) return undefined;
  let takesScript = false;
  let readsInput = false;
  let at = 1;
  for (let word = words[at]; word && /^[-+]./.test(word.text); word = words[at]) {
    takesScript ||= hasLetter(word.text, 'c');
    readsInput ||= hasLetter(word.text, 's');
    // `-o pipefail`, also behind other letters; the long ones name a file.
    at += /^([-+][a-z]*o|--rcfile|--init-file)$/i.test(word.text) ? 2 : 1;
  }
  const operand = words[at];
  if (takesScript) return { script: operand, file: undefined };
  const hasFile = operand !== undefined && operand.text !== '-' && !readsInput;
  return { script: undefined, file: hasFile ? operand : undefined };
}

/** Whether one of the options that stand together in a word is this one: `-ec`. */
function hasLetter(word: string, letter: string): boolean {
  return /^-[a-z]+$/i.test(word) && word.toLowerCase().includes(letter);
}
