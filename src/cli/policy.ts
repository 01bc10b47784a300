import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { readProjectFile } from '../files/project-images.ts';
import { listFiles, readSource } from '../files/read.ts';
import { type SourceFile, readManifest } from '../kubernetes/manifest.ts';
import { comparePolicies } from '../policy/compare.ts';
import { writeSuccessors } from '../policy/old/write-successors.ts';
import { type Wanted, writePolicies } from '../policy/write-policies.ts';
import { shown, visible, visibleLine } from '../text/shown.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import type { SettledHere } from './settle-here.ts';
import { note, print } from './terminal.ts';

/** The options of `podseal policy`. */
export interface PolicyOptions extends Pick<SettledHere, 'ruleSet' | 'failOn' | 'wanted'> {
  readonly engine: string;
  /** The folder to write into; standard output when undefined. */
  readonly output: string | undefined;
  readonly from: readonly string[] | undefined;
  readonly check: readonly string[] | undefined;
  readonly enforce: boolean;
  readonly namespace: readonly string[];
  readonly defaults: boolean;
}

/** Writes the policies that decide in a cluster as the review does. Returns the exit code. */
export async function policy(options: PolicyOptions): Promise<number> {
  const { engine, enforce, namespace, from, check, defaults } = options;
  if (check && from) throw new UserError('--check and --from are not for one run: give one.');
  if (check) return compare(check, options);
  if (defaults && (from || engine !== 'vap')) {
    throw new UserError(
      '--defaults is for --engine vap without --from: only the API server sets them.',
    );
  }
  const target = { engine, isEnforced: enforce, namespaces: namespace, hasDefaults: defaults };
  const file = from ? await succeed(from, target, options) : writePolicies(options, target);
  const { output } = options;
  if (output === undefined) await print(visible(file.text));
  else await write(join(output, file.name), file.text);
  return 0;
}

async function write(path: string, text: string): Promise<void> {
  const place = await noteOutput(path);
  const before = await readProjectFile(path);
  const error = await writeWhole(place, before?.text, text);
  if (error !== undefined) throw new UserError(`${path}: ${error}.`);
  await print(shown`${visibleLine(path)}: written.\n`);
}

async function succeed(
  from: readonly string[],
  target: Wanted,
  { wanted }: PolicyOptions,
): Promise<{ name: string; text: string }> {
  const files = await readAll(from, wanted);
  const found = writeSuccessors(
    files.map((file) => readManifest(file)),
    target,
  );
  if (found.count === 0) {
    throw new UserError(`${from.join(', ')}: there is no PodSecurityPolicy. Name a file with one.`);
  }
  for (const mistake of found.mistakes) note(visibleLine(mistake));
  return found;
}

async function compare(
  paths: readonly string[],
  { ruleSet, failOn, enforce, wanted }: PolicyOptions,
): Promise<number> {
  const files = await readAll(paths, wanted);
  const { compared, faults } = comparePolicies(files, { ruleSet, failOn }, enforce);
  if (compared === 0) {
    const [path = ''] = paths;
    throw new UserError(`${path}: there are no policies of Podseal: podseal policy writes them.`);
  }
  await print(visible(faults.map((fault) => `${fault}\n`).join('')));
  if (faults.length === 0) await print(shown`${compared} objects are as the configuration says.\n`);
  return faults.length === 0 ? 0 : 1;
}

/** @throws UserError for a file that can't be read */
async function readAll(
  paths: readonly string[],
  wanted: PolicyOptions['wanted'],
): Promise<SourceFile[]> {
  const { files, skips } = listFiles(paths, wanted);
  const read = await Promise.all(files.map(async (file) => readSource(file)));
  const sources: SourceFile[] = [];
  for (const one of [...skips, ...read]) {
    if (one && 'reason' in one) throw new UserError(`${one.file}: ${one.reason}.`);
    if (one) sources.push(one);
  }
  return sources;
}
