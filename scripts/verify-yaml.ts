/**
 * Has Kubernetes' own reader read what Podseal reads, where Go and its modules are: fixtures, and fixtures with
 * careless edits. What both read must be the same data.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dequal } from 'dequal/lite';
import * as fc from 'fast-check';
import { ParseBudget } from '../src/yaml/parse-budget.ts';
import { readQuick } from '../src/yaml/parse.ts';
import { splitDocuments } from '../src/yaml/split.ts';
import { withKubernetesBreaks } from '../src/yaml/lines.ts';
import { mutated } from '../test/properties/mutations.ts';
import { SKIPPED } from './steps.ts';

const FOLDER = fileURLToPath(new URL('../conformance/yaml', import.meta.url));
const FIXTURES = fileURLToPath(new URL('../fixtures', import.meta.url));

const SEED = 20_261_128;
const EDITED = 20_000;
/** One in two thousand was refused when this was written. */
const MAX_REFUSED = 0.002;

interface Result {
  readonly data?: unknown;
  readonly error?: string;
}

function has(...args: string[]): boolean {
  return spawnSync('go', args, { cwd: FOLDER, stdio: 'ignore' }).status === 0;
}

function textsToRead(): string[] {
  const fixtures = readdirSync(FIXTURES, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.ya?ml$/.test(path))
    .toSorted()
    .map((path) => readFileSync(join(FIXTURES, path), 'utf8'));
  const edited = mutated(fc.constantFrom(...fixtures));
  return [...fixtures, ...fc.sample(edited, { seed: SEED, numRuns: EDITED })].flatMap((text) =>
    splitDocuments(text).map(({ start, end }) => asFile(text.slice(start, end))),
  );
}

/**
 * As UTF-8, with a line break at its end: without one, Kubernetes' reader gives a text in a block that ends there
 * none, and the library does.
 */
function asFile(text: string): string {
  const whole = Buffer.from(text).toString();
  return whole.endsWith('\n') ? whole : `${whole}\n`;
}

function readByGo(texts: readonly string[]): Result[] {
  const { status, stdout, stderr } = spawnSync('go', ['run', '.'], {
    cwd: FOLDER,
    input: JSON.stringify(texts),
    encoding: 'utf8',
    maxBuffer: 1e9,
  });
  if (status !== 0) throw new Error(stderr);
  // The program beside this one.
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return JSON.parse(stdout) as Result[];
}

function verify(): number {
  const read = textsToRead().flatMap((text) => {
    // Inside of texts, a separator of lines stays one for Kubernetes' reader, and is a line feed here.
    if (withKubernetesBreaks(text) !== text) return [];
    const span = { start: 0, end: text.length };
    const at = { index: 0, text, span };
    const document = readQuick(text, at, new ParseBudget());
    return document ? [{ text, data: document.toData() }] : [];
  });
  const results = readByGo(read.map(({ text }) => text));
  let [refused, faults] = [0, 0];
  for (const [index, { text, data }] of read.entries()) {
    const { data: theirs, error } = results[index] ?? {};
    // The library takes some texts that no cluster ever gets, such as `{a? b: c}`.
    if (error !== undefined) refused++;
    else if (!dequal(data, theirs)) {
      faults++;
      const [ours, other] = [data, theirs].map((one) => JSON.stringify(one));
      process.stderr.write(
        `${JSON.stringify(text)}\n  Podseal:    ${ours}\n  Kubernetes: ${other}\n`,
      );
    }
  }
  const counts = `${read.length} documents, ${faults} read otherwise, ${refused} refused`;
  process.stdout.write(`Kubernetes' reader: ${counts}\n`);
  return faults === 0 && refused < read.length * MAX_REFUSED ? 0 : 1;
}

if (!has('version')) {
  process.stdout.write("Go is not installed: Kubernetes' reader reads nothing.\n");
  process.exitCode = SKIPPED;
} else if (!has('list', '-deps', '.')) {
  process.stdout.write("Go modules can't be downloaded: Kubernetes' reader reads nothing.\n");
  process.exitCode = SKIPPED;
} else process.exitCode = verify();
