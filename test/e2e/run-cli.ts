import { spawnSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import fs, { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach } from 'vitest';
import { CLI } from './built.ts';

/** What a person sees of a run of the command. */
export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** Where the command runs, and with what. */
export interface RunPlace {
  readonly below?: string;
  /** What comes as standard input. */
  readonly input?: string;
  readonly env?: NodeJS.ProcessEnv;
}

/** A temporary folder to run the built command in. */
export interface Folder {
  readonly path: string;
  /** Runs it there, or in a folder below, as a process of its own. */
  podseal(args: readonly string[], input?: string, below?: string, env?: NodeJS.ProcessEnv): CliRun;
  /** The same in this process: the program is loaded once for all tests. */
  run(args: readonly string[], at?: RunPlace): Promise<CliRun>;
  write(path: string, text: string): void;
  read(path: string): string;
  remove(): void;
}

export function makeFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'podseal-cli-'));
  return {
    path,
    podseal(args, input, below = '.', env = {}) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], {
        cwd: join(path, below),
        encoding: 'utf8',
        env: { ...process.env, ...env },
        ...(input !== undefined && { input }),
      });
      return { code: status, out: stdout, err: stderr };
    },
    run: async (args, { below = '.', ...more } = {}) => runIn(join(path, below), args, more),
    write(file, text) {
      mkdirSync(join(path, file, '..'), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    remove: () => rmSync(path, { recursive: true }),
  };
}

/**
 * Runs the built command in this process, in a folder: its entry once more, and what that loads only the first time.
 */
export async function runIn(
  folder: string,
  args: readonly string[],
  { input = '', env = {} }: Omit<RunPlace, 'below'> = {},
): Promise<CliRun> {
  const { argv, exitCode, stdin } = process;
  const home = process.cwd();
  const before = { ...process.env };
  const listeners = process.stdout.listeners('error');
  const [out, err] = [capture(process.stdout), capture(process.stderr)];
  try {
    process.argv = [process.execPath, CLI, ...args];
    process.exitCode = undefined;
    setEnv({ ...before, ...env });
    setStdin(Readable.from(input === '' ? [] : [Buffer.from(input)]));
    process.chdir(folder);
    await import(`${pathToFileURL(CLI).href}?${randomUUID()}`);
    return { code: codeOf(process.exitCode), out: out.text(), err: err.text() };
  } finally {
    out.end();
    err.end();
    for (const listener of process.stdout.listeners('error')) {
      if (!listeners.includes(listener)) process.stdout.off('error', listener as () => void);
    }
    process.chdir(home);
    setStdin(stdin);
    setEnv(before);
    Object.assign(process, { argv, exitCode });
  }
}

/** What the process would exit with. */
function codeOf(exitCode: typeof process.exitCode): number {
  return Number(exitCode ?? 0);
}

function setStdin(stream: Readable): void {
  Object.defineProperty(process, 'stdin', { value: stream, configurable: true });
}

function setEnv(env: NodeJS.ProcessEnv): void {
  for (const key of Object.keys(process.env)) delete process.env[key];
  const set = Object.entries(env).filter(([, value]) => value !== undefined);
  Object.assign(process.env, Object.fromEntries(set));
}

/** What is kept of what is written, by the number of its file, in place of writing it. */
const kept = new Map<number, Uint8Array[]>();

// The built program takes this function when it is loaded: it writes without a stream where it can.
const { writeSync } = fs;
fs.writeSync = (file: number, data: NodeJS.ArrayBufferView | string, ...more: unknown[]) => {
  const chunks = kept.get(file);
  if (!chunks) return (writeSync as (...of: unknown[]) => number)(file, data, ...more);
  const bytes = typeof data === 'string' ? Buffer.from(data) : (data as Uint8Array);
  chunks.push(Uint8Array.from(bytes));
  return bytes.length;
};

/** Keeps what is written to a stream, or to its file, in place of it. */
function capture(stream: NodeJS.WriteStream & { fd: number }): { text(): string; end(): void } {
  const { write, fd } = stream;
  const chunks: Uint8Array[] = [];
  kept.set(fd, chunks);
  stream.write = (chunk: Uint8Array | string) => {
    chunks.push(typeof chunk === 'string' ? Buffer.from(chunk) : chunk);
    return true;
  };
  return {
    text: () => Buffer.concat(chunks).toString(),
    end: () => {
      stream.write = write;
      kept.delete(fd);
    },
  };
}

/** A temporary project for each test of a file: a folder with an empty `.git`. */
export function useProject(): Folder {
  let folder: Folder | undefined;
  const now = (): Folder => {
    if (!folder) throw new Error('There is a project only within a test.');
    return folder;
  };
  beforeEach(() => {
    folder = makeFolder();
    mkdirSync(join(folder.path, '.git'));
  });
  afterEach(() => {
    now().remove();
    folder = undefined;
  });
  return {
    get path() {
      return now().path;
    },
    podseal: (...args) => now().podseal(...args),
    run: async (...args) => now().run(...args),
    write: (...args) => now().write(...args),
    read: (...args) => now().read(...args),
    remove: () => now().remove(),
  };
}
