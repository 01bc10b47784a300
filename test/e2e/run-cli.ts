import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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
