import { existsSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isBelow, writeStaged } from '../git/staged-files.ts';
import { matcher } from '../options/globs.ts';
import { shown } from '../text/shown.ts';
import { type CheckOptions, check } from './check.ts';
import { note } from './terminal.ts';

/** What a check of the index goes by: its configuration is read there, too. */
export interface StagedOptions extends Pick<CheckOptions, 'outputs'> {
  /** How the project around the working folder is judged, once that is the copy of the index. */
  readonly settle: () => Promise<Omit<CheckOptions, 'outputs'>>;
}

/**
 * Checks what the next commit has of the files that it changes, whatever the work tree has. Charts that
 * they are part of are rendered.
 *
 * @param paths the files and folders to look at; all when there are none
 */
export async function checkStaged(
  paths: readonly string[],
  { outputs, settle }: StagedOptions,
): Promise<number> {
  const before = process.cwd();
  const staged = await writeStaged(before);
  // A reader of the output that stops early ends the process at once.
  process.once('exit', () => rmSync(staged.root, { recursive: true, force: true }));
  try {
    process.chdir(staged.folder);
    const options = await settle();
    const isWanted = matcher(options.wanted.globs);
    const places = paths.length === 0 ? [options.root] : paths;
    const wanted = staged.changed.filter((path) => isBelow(path, places) && isWanted(path));
    if (wanted.length === 0) {
      note(shown`Nothing that podseal checks is staged.`);
      return 0;
    }
    const changed = new Set(wanted.map((path) => resolve(path)));
    return await check([...new Set(wanted.map(chartOf))], {
      ...options,
      // A report is for the work tree.
      outputs: outputs.map((one) => ({ ...one, path: resolve(before, one.path) })),
      isReported: (path) => changed.has(resolve(path)),
      isAsConfigured: false,
    });
  } finally {
    process.chdir(before);
    await staged.remove();
  }
}

/** The outermost chart that a file is part of; else the file. */
function chartOf(path: string): string {
  let chart: string | undefined;
  for (let folder = dirname(path); folder !== '.' && folder !== '..'; folder = dirname(folder)) {
    if (folder.endsWith('..')) break;
    if (existsSync(join(folder, 'Chart.yaml'))) chart = folder;
  }
  return chart ?? path;
}
