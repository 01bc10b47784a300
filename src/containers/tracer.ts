import { type ChildProcess, spawn } from 'node:child_process';
import { open, stat } from 'node:fs/promises';

/** What is traced: calls on files, and those that tell their folders. */
const CALLS = '%file,%process,fchdir,bind';
/** A start makes some thousand calls; more is not kept. */
const MAX_TRACE = 64 * 1024 * 1024;

/**
 * What the program itself did: what comes before it is the runtime's, with the paths of the machine. All
 * of it where the trace began later.
 */
export function ofProgram(lines: readonly string[], fromStart: boolean): readonly string[] {
  const start = lines.findIndex((line) => line.includes('execve(') && line.endsWith(' = 0'));
  return fromStart ? lines.slice(start + 1) : lines;
}

/** strace on a process and its children. */
export class Tracer {
  readonly #child: ChildProcess;
  readonly #path: string;
  readonly #closed: Promise<void>;

  constructor(pid: number, path: string) {
    const args = ['-f', '-y', '-qq', '-s', '4096', '-e', `trace=${CALLS}`, '-o', path];
    this.#path = path;
    this.#child = spawn('strace', [...args, '-p', String(pid)], {
      detached: true,
      stdio: 'ignore',
    });
    this.#closed = new Promise((resolve) => {
      this.#child.once('error', () => resolve());
      this.#child.once('close', () => resolve());
    });
  }

  /** Waits until strace is attached; false where it can't be. */
  async isAttached(): Promise<boolean> {
    for (let tries = 0; tries < 50 && this.#child.exitCode === null; tries++) {
      // oxlint-disable-next-line no-await-in-loop
      const isThere = await stat(this.#path).catch(() => undefined);
      // oxlint-disable-next-line no-await-in-loop
      await new Promise((resolve) => setTimeout(resolve, 100));
      if (isThere && this.#child.exitCode === null) return true;
    }
    return false;
  }

  /** Ends it; returns the lines. */
  async stop(): Promise<string[]> {
    this.#child.kill('SIGTERM');
    await this.#closed;
    const file = await open(this.#path).catch(() => undefined);
    if (!file) return [];
    try {
      const { buffer, bytesRead } = await file.read(Buffer.alloc(MAX_TRACE), 0, MAX_TRACE, 0);
      return buffer.toString('utf8', 0, bytesRead).split('\n');
    } finally {
      await file.close();
    }
  }
}
