import { type ChildProcess, spawn } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { copyFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { pathToFileURL } from 'node:url';
import type { AppOptions, Webhook } from '../double/github/index.ts';

export const SECRET = 'a secret of more than sixteen characters';
const PRIVATE_KEY = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey.export({
  type: 'pkcs1',
  format: 'pem',
}) as string;

/** What the App is granted where it is installed. */
const GRANTED = { contents: 'write', pull_requests: 'write', checks: 'write' } as const;

/** The App, installed on accounts; the first has installation 1. */
export function appOn(...accounts: string[]): AppOptions {
  const installations = accounts.map((account, at) => [at + 1, { account, permissions: GRANTED }]);
  return {
    id: 12,
    slug: 'podseal',
    privateKey: PRIVATE_KEY,
    installations: Object.fromEntries(installations),
  };
}

/** An entry of the log. */
export type LogEntry = Readonly<Record<string, unknown>>;

/** A process of the app. */
export interface RunningApp {
  readonly url: string;
  /** Where it answers probes and metrics. */
  readonly statusUrl: string;
  readonly log: readonly LogEntry[];
  /** All that it wrote, byte for byte. */
  output(): string;
  /** Delivers a webhook, and gives the status of the answer; 0 where there is none. */
  deliver(webhook: Webhook): Promise<number>;
  get(path: string): Promise<{ status: number; text: string }>;
  kill(signal?: NodeJS.Signals): Promise<number | null>;
}

/**
 * Starts the built app as whoever runs it does, on a free port or a given one.
 *
 * @param isSlow whether it never gets done with a file called slow
 */
export async function runApp(
  apiUrl: string,
  env: Readonly<Record<string, string>> = {},
  isSlow = false,
): Promise<RunningApp> {
  // Outside of the tests, whoever runs it says where it is built.
  const BUILT = process.env['PODSEAL_BUILT'] ?? (await import('./built.ts')).BUILT;
  const flags = [...flagsOfImage(BUILT), ...(isSlow ? importSlow(BUILT) : [])];
  const child = spawn(process.execPath, [...flags, join(BUILT, 'app.js')], {
    env: {
      PATH: process.env['PATH'],
      APP_ID: '12',
      PRIVATE_KEY,
      WEBHOOK_SECRET: SECRET,
      GITHUB_API_URL: apiUrl,
      HOST: '127.0.0.1',
      PORT: '0',
      PODSEAL_STATUS_PORT: '0',
      ...env,
    },
  });
  const lines: string[] = [];
  const log: LogEntry[] = [];
  const { port, statusPort } = await listen(child, lines, log);
  const url = `http://127.0.0.1:${String(port)}`;
  const statusUrl = `http://127.0.0.1:${String(statusPort)}`;
  return {
    url,
    statusUrl,
    log,
    output: () => lines.join('\n'),
    async deliver({ headers, body }) {
      const address = `${url}/api/github/webhooks`;
      const response = await fetch(address, { method: 'POST', headers, body }).catch(
        () => undefined,
      );
      await response?.text();
      return response?.status ?? 0;
    },
    async get(path) {
      const response = await fetch(`${statusUrl}${path}`);
      return { status: response.status, text: await response.text() };
    },
    async kill(signal = 'SIGKILL') {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      child.kill(signal);
      await once(child, 'close');
      return child.exitCode;
    },
  };
}

/** What Node is started with in the image: what the app may do there, and no more. */
function flagsOfImage(built: string): string[] {
  const text = readFileSync(join(import.meta.dirname, '../../Dockerfile'), 'utf8');
  const command: string[] = JSON.parse(/^ENTRYPOINT (.*)$/m.exec(text)?.[1] ?? '[]');
  const flags = command.filter((word) => word.startsWith('--'));
  if (!flags.includes('--permission')) throw new Error('the image restricts nothing');
  return flags.map((flag) => flag.replace(/=\/app$/, `=${built}`));
}

/** The app may read what is beside it, and nothing else. */
function importSlow(built: string): string[] {
  const path = join(built, 'slow-thread.mts');
  copyFileSync(join(import.meta.dirname, '../hostile/slow-thread.ts'), path);
  return ['--import', pathToFileURL(path).href];
}

async function listen(child: ChildProcess, lines: string[], log: LogEntry[]): Promise<LogEntry> {
  return new Promise((resolve, reject) => {
    for (const stream of [child.stdout, child.stderr]) {
      if (!stream) continue;
      createInterface(stream).on('line', (line) => {
        lines.push(line);
        if (!line.startsWith('{')) return;
        const entry: LogEntry = JSON.parse(line);
        log.push(entry);
        if (entry['msg'] === 'started') resolve(entry);
      });
    }
    child.once('close', () => reject(new Error(`the app ended: ${lines.join('\n')}`)));
  });
}

/** Waits until something is so. */
export async function until(
  condition: () => boolean | Promise<boolean>,
  limitMs = 200_000,
): Promise<void> {
  const end = Date.now() + limitMs;
  while (!(await condition())) {
    if (Date.now() > end) throw new Error('it did not happen in time');
    await new Promise((resolve) => {
      setTimeout(resolve, 20);
    });
  }
}
