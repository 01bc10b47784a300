import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { cleanEnvironment } from './git-environment.ts';

/** An object of a repository; its bytes only where they were asked for. */
export interface GitObject {
  readonly sha: string;
  readonly type: string;
  readonly bytes: Buffer | undefined;
}

interface Question {
  readonly isContents: boolean;
  readonly resolve: (object: GitObject | undefined) => void;
}

interface Reader {
  readonly process: ChildProcessWithoutNullStreams;
  readonly waiting: Question[];
}

/** To start git for each question takes longer than all else that a test does. */
const readers = new Map<string, Reader>();

/** The object that an expression names; undefined when it names none. It holds no line break. */
export async function askForObject(
  directory: string,
  kind: 'info' | 'contents',
  expression: string,
): Promise<GitObject | undefined> {
  const { process, waiting } = readers.get(directory) ?? startReader(directory);
  return new Promise((resolve) => {
    waiting.push({ isContents: kind === 'contents', resolve });
    process.stdin.write(`${kind} ${expression}\n`);
  });
}

/** Ends the git that answers for a repository, so that its folder can go. */
export function closeObjects(directory: string): void {
  readers.get(directory)?.process.stdin.end();
  readers.delete(directory);
}

function startReader(directory: string): Reader {
  const process = spawn('git', ['-C', directory, 'cat-file', '--batch-command'], {
    env: cleanEnvironment(),
  });
  const waiting: Question[] = [];
  let received: Buffer = Buffer.alloc(0);
  process.stdout.on('data', (chunk: Buffer) => {
    received = answerAll(Buffer.concat([received, chunk]), waiting);
  });
  // A folder that is no repository has no objects.
  process.on('close', () => {
    readers.delete(directory);
    for (const { resolve } of waiting.splice(0)) resolve(undefined);
  });
  process.on('error', (error) => {
    throw error;
  });
  process.stdin.on('error', () => undefined);
  process.unref();
  const reader = { process, waiting };
  readers.set(directory, reader);
  return reader;
}

/** Answers the questions whose answers are there as a whole, and gives the bytes behind them. */
function answerAll(bytes: Buffer, waiting: Question[]): Buffer {
  let rest = bytes;
  for (;;) {
    const [question] = waiting;
    const end = rest.indexOf('\n');
    if (!question || end === -1) return rest;
    const header = rest.subarray(0, end).toString('utf8');
    const found = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(header);
    const size = found && question.isContents ? Number(found[3]) : undefined;
    const length = end + 1 + (size === undefined ? 0 : size + 1);
    if (rest.length < length) return rest;
    const contents = size === undefined ? undefined : rest.subarray(end + 1, end + 1 + size);
    waiting.shift();
    question.resolve(
      found ? { sha: found[1] ?? '', type: found[2] ?? '', bytes: contents } : undefined,
    );
    rest = rest.subarray(length);
  }
}
