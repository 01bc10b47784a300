import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parse } from 'yaml';
import { BUILT } from './built.ts';

/** How the runner calls the Action. */
export interface ActionCall {
  readonly apiUrl: string;
  readonly token: string;
  readonly repository: string;
  readonly number: number;
  readonly eventName?: string;
  /** What the event says besides the pull request's number. */
  readonly payload?: object;
  readonly inputs?: Readonly<Record<string, string>>;
}

/** What the runner sees of it. */
export interface ActionRun {
  readonly code: number | null;
  readonly log: string;
  readonly summary: string;
  readonly outputs: Readonly<Record<string, string>>;
}

const { inputs: declared }: { inputs: Record<string, { default?: string }> } = parse(
  readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'),
);

/** What the runner gives an input that the workflow leaves out; the token is the call's. */
const DEFAULTS = Object.fromEntries(
  Object.entries(declared).map(([name, input]) => [name, input.default ?? '']),
);

/** Runs the built Action as the runner does: a process with its variables and files. */
export async function runAction(call: ActionCall): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-action-'));
  const event = join(folder, 'event.json');
  const summary = join(folder, 'summary.md');
  const output = join(folder, 'output');
  const payload = { pull_request: { number: call.number }, ...call.payload };
  writeFileSync(event, JSON.stringify(payload));
  writeFileSync(summary, '');
  writeFileSync(output, '');
  const inputs = Object.entries({ ...DEFAULTS, token: call.token, ...call.inputs });
  const child = spawn(process.execPath, [join(BUILT, 'action.js')], {
    cwd: folder,
    env: {
      PATH: process.env['PATH'],
      GITHUB_ACTIONS: 'true',
      GITHUB_API_URL: call.apiUrl,
      GITHUB_EVENT_NAME: call.eventName ?? 'pull_request',
      GITHUB_EVENT_PATH: event,
      GITHUB_REPOSITORY: call.repository,
      GITHUB_STEP_SUMMARY: summary,
      GITHUB_OUTPUT: output,
      ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
    },
  });
  const closed = new Promise<number | null>((resolve) => child.on('close', resolve));
  const [stdout, stderr, code] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    closed,
  ]);
  const run = {
    code,
    log: stdout + stderr,
    summary: readFileSync(summary, 'utf8'),
    outputs: parseOutputs(readFileSync(output, 'utf8')),
  };
  rmSync(folder, { recursive: true });
  return run;
}

/** `name<<delimiter`, the value, the delimiter. */
function parseOutputs(file: string): Record<string, string> {
  const entries = file.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...entries].map(([, name, , value]) => [name ?? '', value ?? '']));
}
