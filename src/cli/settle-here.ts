import { readProject } from '../files/configuration-files.ts';
import type { Wanted } from '../files/read.ts';
import { valuesOf } from '../options/option.ts';
import { type Given, OPTIONS } from '../options/options.ts';
import { type ConfigurationFiles, type Settled, settle } from '../configuration/settle.ts';

/** How a command judges a project. */
export interface SettledHere extends Omit<Settled, 'files'> {
  readonly wanted: Wanted;
  /** The root of the project. */
  readonly root: string;
}

/**
 * Settles how the project around a path is judged, by its configuration in the work tree.
 *
 * @throws UserError for a configuration that can't be used
 */
export async function settleHere(path: string, given: Given): Promise<SettledHere> {
  const { root, files } = await readProject(path);
  const folders = { root, working: process.cwd() };
  const { files: globs, ...settled } = settleWith(files, given, folders);
  // The globs of the configuration are about paths from its root; given ones, about a folder's files.
  const isConfigured = given.files === undefined && settled.configuration.given.files !== undefined;
  return { ...settled, root, wanted: { globs, ...(isConfigured && { from: root }) } };
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
