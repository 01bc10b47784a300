import { relative, resolve } from 'node:path';
import { requireProjectImages } from '../options/project-images.ts';
import { UserError } from '../errors/user-error.ts';
import { projectImagesPath, projectRoot, readProjectFile } from '../files/project-images.ts';
import { readLog } from '../files/read-log.ts';
import { type Lesson, type Lessons, type LogFile, learnFrom } from '../learn/learn.ts';
import { mergeImages, newIn } from '../learn/merge.ts';
import { reportLesson } from '../learn/report.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { type OutputFile, noteOutput, writeWhole } from './output-file.ts';
import { note, print, printPatch } from './terminal.ts';

/** The options of `podseal learn`, as commander reads them. */
export interface LearnCommandOptions {
  readonly image: string | undefined;
  readonly from: string | undefined;
  readonly cwd: string | undefined;
  readonly output: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Learns from logs where images write, and keeps it among the project's own facts. Returns the exit
 * code.
 *
 * @param now the time that the facts are dated by
 */
export async function learn(
  paths: readonly string[],
  options: LearnCommandOptions,
  now = new Date(),
): Promise<number> {
  const logs = await readLogs(paths);
  const learned = learnFrom(logs, { ...options, today: now.toISOString().slice(0, 10) });
  if ('fault' in learned) throw new UserError(learned.fault);
  await keepLessons(learned, options);
  return 0;
}

/** Where lessons are kept. */
export interface KeepOptions {
  /** The file; the project's own where undefined. */
  readonly output: string | undefined;
  readonly dryRun: boolean;
}

/**
 * Keeps what was learned among the project's own facts, and says on standard output what became of it.
 *
 * @throws UserError where it can't be added
 */
export async function keepLessons(learned: Lessons, options: KeepOptions): Promise<void> {
  const path =
    options.output === undefined ? await projectImagesPath('.') : resolve(options.output);
  const near = relative('.', path);
  const root = options.output === undefined ? await projectRoot('.') : undefined;
  const output = await noteOutput(path, root);
  const existing = await readProjectFile(path);
  const file = existing ?? { path: near, text: '' };
  const own = requireProjectImages(file);
  const useful = learned.lessons.filter((lesson) => isUseful(lesson, learned.notes));
  const merged = mergeImages(file, own, useful);
  if (typeof merged !== 'string') {
    throw new UserError(
      `${near}: what was learned can't be added: ${merged.refused}. Nothing was written.`,
    );
  }
  const lines = learned.lessons.flatMap((lesson) => reportLesson(lesson, newIn(own, lesson)));
  await deliver(output, existing?.text, merged, options.dryRun);
  const said = [...learned.notes, ...lines, outcome(near, file.text, merged, options)];
  for (const line of said.map(visibleLine)) {
    if (options.dryRun) note(line);
    // oxlint-disable-next-line no-await-in-loop
    else await print(shown`${line}\n`);
  }
}

/** That an image writes nothing is said only where nothing was left out. */
function isUseful({ paths, undecided }: Lesson, notes: readonly string[]): boolean {
  return paths.length > 0 || (undecided.length === 0 && notes.length === 0);
}

async function deliver(
  output: OutputFile,
  before: string | undefined,
  after: string,
  dryRun: boolean,
): Promise<void> {
  const path = relative('.', output.path);
  if ((before ?? '') === after) return;
  if (dryRun) {
    await printPatch(path, before ?? '', after);
    return;
  }
  const error = await writeWhole(output, before, after);
  if (error !== undefined) throw new UserError(`${path}: ${error}.`);
}

function outcome(path: string, before: string, after: string, { dryRun }: KeepOptions): string {
  if (before === after) return `${path} stays as it is.`;
  return dryRun ? `${path} would be written.` : `${path} is written: check it, and commit it.`;
}

async function readLogs(paths: readonly string[]): Promise<LogFile[]> {
  return Promise.all(
    [...new Set(paths)].map(async (path) => ({
      path: path === '-' ? 'stdin' : path,
      text: decode(await readLog(path)),
    })),
  );
}

/** Windows PowerShell writes what it redirects as UTF-16. */
function decode(bytes: Uint8Array): string {
  const isWide = bytes[0] === 0xff && bytes[1] === 0xfe;
  return new TextDecoder(isWide ? 'utf-16le' : 'utf-8').decode(bytes);
}
