import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parse } from 'yaml';

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

/** Runs the Action, with the variables and files that the runner gives it. */
export type RunAction = (call: ActionCall) => Promise<ActionRun>;

/** How a run ended, and what it wrote to its streams. */
type Ended = Pick<ActionRun, 'code' | 'log'>;

const { inputs: declared }: { inputs: Record<string, { default?: string }> } = parse(
  readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'),
);

/** What the runner gives an input that the workflow leaves out; the token is the call's. */
const DEFAULTS = Object.fromEntries(
  Object.entries(declared).map(([name, input]) => [name, input.default ?? '']),
);

/** Makes the files of a run in a folder, and reads them when it has ended. */
export async function withFiles(
  call: ActionCall,
  run: (env: Readonly<Record<string, string>>, folder: string) => Promise<Ended>,
): Promise<ActionRun> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-action-'));
  const [event, summary, output] = ['event.json', 'summary.md', 'output'].map((name) =>
    join(folder, name),
  ) as [string, string, string];
  const payload = { pull_request: { number: call.number }, ...call.payload };
  writeFileSync(event, JSON.stringify(payload));
  writeFileSync(summary, '');
  writeFileSync(output, '');
  const inputs = Object.entries({ ...DEFAULTS, token: call.token, ...call.inputs });
  const variables = {
    GITHUB_ACTIONS: 'true',
    GITHUB_API_URL: call.apiUrl,
    GITHUB_EVENT_NAME: call.eventName ?? 'pull_request',
    GITHUB_EVENT_PATH: event,
    GITHUB_REPOSITORY: call.repository,
    GITHUB_STEP_SUMMARY: summary,
    GITHUB_OUTPUT: output,
    ...Object.fromEntries(inputs.map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value])),
  };
  const ended = await run(variables, folder);
  const written = {
    summary: readFileSync(summary, 'utf8'),
    outputs: parseOutputs(readFileSync(output, 'utf8')),
  };
  rmSync(folder, { recursive: true });
  return { ...ended, ...written };
}

/** `name<<delimiter`, the value, the delimiter. */
function parseOutputs(file: string): Record<string, string> {
  const entries = file.matchAll(/^([\w-]+)<<(\S+)\n([^]*?)\n\2$/gm);
  return Object.fromEntries([...entries].map(([, name, , value]) => [name ?? '', value ?? '']));
}
