import { readCheckouts } from '../files/extended-files.ts';
import { readProject } from '../files/configuration-files.ts';
import type { Wanted } from '../files/read.ts';
import { describeSource } from '../configuration/describe-source.ts';
import { visibleLine } from '../text/shown.ts';
import { note } from './terminal.ts';
import { valuesOf } from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';
import { type Settled, settle } from '../configuration/settle.ts';
import type { ConfigurationFiles } from '../review/change.ts';

/** How a command judges a project. */
export interface SettledHere extends Omit<Settled, 'files'> {
  readonly wanted: Wanted;
  /** The root of the project. */
  readonly root: string;
  /** Which configuration and which baseline count, in words. */
  readonly source: string;
  /** Whether the project is judged as its configuration says, and no flag says otherwise. */
  readonly isAsConfigured: boolean;
}

/** The options that decide which findings a project has. */
const DECIDING = [
  'profile',
  'pod-security-version',
  'rule',
  'skip-rule',
  'files',
  'registry',
] as const;

/**
 * Settles how the project around a path is judged, by its configuration in the work tree.
 *
 * @throws UserError for a configuration that can't be used
 */
export async function settleHere(
  path: string,
  given: Given,
  { ignoresBaseline = false, isVerbose = false } = {},
): Promise<SettledHere> {
  const { root, files: found } = await readProject(path, readCheckouts(given['extends-from']));
  // What writes the baseline anew needs no good one.
  const files = ignoresBaseline ? { ...found, baseline: undefined } : found;
  const source = describeSource(found, `in ${root}`);
  if (isVerbose) note(visibleLine(source));
  const folders = { root, working: process.cwd() };
  const { files: globs, ...settled } = settleWith(files, given, folders);
  // The globs of the configuration are about paths from its root; given ones, about a folder's files.
  const isConfigured = given.files === undefined && settled.configuration.given.files !== undefined;
  const isAsConfigured = DECIDING.every((key) => given[key] === undefined);
  return {
    ...settled,
    root,
    source,
    isAsConfigured,
    wanted: { globs, ...(isConfigured && { from: root }) },
  };
}

/** Settles how files of a project are judged: what was given to the command counts first. */
export function settleWith(
  files: ConfigurationFiles,
  given: Given,
  folders?: { readonly root: string; readonly working: string },
): Settled {
  return settle(files, {
    values: (configured) => valuesOf(OPTIONS, given, configured),
    today: new Date().toISOString().slice(0, 10),
    folders,
  });
}
