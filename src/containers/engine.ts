import { type ChildProcess, spawn } from 'node:child_process';
import { UserError } from '../errors/user-error.ts';
import { ENGINES, type EngineName } from '../trial/engines.ts';
import { readDockerInfo, readPodmanInfo } from './answers.ts';

/** What a command of an engine came to. */
export interface EngineOutput {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** How a command of an engine is run. */
export interface EngineCall {
  readonly input?: Uint8Array;
  readonly signal?: AbortSignal | undefined;
  readonly timeoutMs?: number;
}

/** An engine that runs containers on this machine. */
export interface Engine {
  readonly name: EngineName;
  /** Whether its containers' addresses can be reached from here. */
  readonly isReachable: boolean;
  /** Runs one of its commands. Never throws for one that fails. */
  run(args: readonly string[], call?: EngineCall): Promise<EngineOutput>;
}

/** No command but the start of a large image takes long. */
const TIMEOUT_MS = 120_000;
/** What is kept of what a command prints: the log of a container is bounded on its own. */
const MAX_OUTPUT = 16 * 1024 * 1024;

/**
 * Finds an engine: the named one, or the first that answers.
 *
 * @throws UserError where there is none
 */
export async function findEngine(wanted: EngineName | undefined): Promise<Engine> {
  const faults: string[] = [];
  for (const name of wanted === undefined ? ENGINES : [wanted]) {
    // oxlint-disable-next-line no-await-in-loop
    const found = await askEngine(name);
    if (typeof found !== 'string') return found;
    faults.push(`${name}: ${found}`);
  }
  throw new UserError(`No engine runs containers here. ${faults.join('. ')}.`);
}

async function askEngine(name: EngineName): Promise<Engine | string> {
  const info = await runCommand(name, ['info', '--format', '{{json .}}'], { timeoutMs: 20_000 });
  if (info.code !== 0) return lastLine(info.err) || 'it does not answer';
  const read = name === 'docker' ? readDockerInfo(info.out) : readPodmanInfo(info.out);
  if (typeof read === 'string') return read;
  const isReachable = read.isReachable && process.platform === 'linux';
  return { name, isReachable, run: async (args, call) => runCommand(name, args, call) };
}

/** The last line that says something, as engines end with what went wrong. */
export function lastLine(text: string): string {
  const lines = text.split('\n').filter((line) => line.trim() !== '');
  return (lines.findLast((line) => !line.startsWith('Run ')) ?? '').trim().slice(0, 400);
}

/** A group of its own: what ends us by Ctrl+C must not end what cleans up. */
async function runCommand(
  name: EngineName,
  args: readonly string[],
  { input, signal, timeoutMs = TIMEOUT_MS }: EngineCall = {},
): Promise<EngineOutput> {
  return new Promise((resolve) => {
    let child: ChildProcess;
    try {
      child = spawn(name, args, { detached: true, stdio: 'pipe' });
    } catch (error) {
      // What is too long for the system, or has a NUL in it.
      resolve({ code: 127, out: '', err: String(error) });
      return;
    }
    const [out, err] = [new Collected(), new Collected()];
    const end = (): void => void child.kill('SIGKILL');
    const timer = setTimeout(end, timeoutMs);
    signal?.addEventListener('abort', end, { once: true });
    const settle = (code: number, more = ''): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve({ code, out: out.text(), err: err.text() + more });
    };
    child.stdout?.on('data', (chunk: Buffer) => out.add(chunk));
    child.stderr?.on('data', (chunk: Buffer) => err.add(chunk));
    // Its end is told by `close`, also where it did not read to the end.
    child.stdin?.on('error', () => {});
    child.on('error', ({ message }) => settle(127, message));
    child.on('close', (code) => settle(code ?? 137));
    child.stdin?.end(input);
  });
}

/** The end of what a command prints. */
class Collected {
  #chunks: Buffer[] = [];
  #size = 0;

  add(chunk: Buffer): void {
    this.#chunks.push(chunk);
    this.#size += chunk.length;
    while (this.#size - (this.#chunks[0]?.length ?? 0) > MAX_OUTPUT) {
      this.#size -= this.#chunks.shift()?.length ?? 0;
    }
  }

  text(): string {
    return Buffer.concat(this.#chunks).toString('utf8');
  }
}
