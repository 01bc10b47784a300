import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach } from 'vitest';
import { CLI } from './built.ts';

/** What a person sees of a run of the command. */
export interface CliRun {
  readonly code: number | null;
  readonly out: string;
  readonly err: string;
}

/** A temporary folder to run the built command in. */
export interface Folder {
  readonly path: string;
  /** Runs it there, or in a folder below. */
  podseal(args: readonly string[], input?: string, below?: string, env?: NodeJS.ProcessEnv): CliRun;
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
    write(file, text) {
      mkdirSync(join(path, file, '..'), { recursive: true });
      writeFileSync(join(path, file), text);
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    remove: () => rmSync(path, { recursive: true }),
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
    write: (...args) => now().write(...args),
    read: (...args) => now().read(...args),
    remove: () => now().remove(),
  };
}
