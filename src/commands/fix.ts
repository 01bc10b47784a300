import { createTwoFilesPatch } from 'diff';
import { realpath } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../config/user-error.ts';
import { readSources } from '../files/read.ts';
import { type MendedFile, mendFile } from '../fix/mend.ts';
import { readManifest } from '../manifest/manifest.ts';
import { count, subjectName } from '../report/names.ts';
import { visible } from '../report/style.ts';
import { type RuleSet, judge } from '../rules/judge.ts';
import { paint } from './terminal.ts';

/** The options of `podseal fix`. */
export interface FixOptions {
  readonly ruleSet: RuleSet;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly files: readonly string[];
}

/** Writes fixes to files, or prints them as a unified diff. Returns the exit code. */
export async function fix(paths: readonly string[], options: FixOptions): Promise<number> {
  if (paths.includes('-') && !options.dryRun) {
    throw new UserError(
      'Standard input can only be fixed with --dry-run: there is no file to write.',
    );
  }
  const sources = await readSources(paths, options.files);
  const notes = sources.skips.map(({ file, reason }) => `not judged  ${file}: ${reason}`);
  let total = 0;
  for (const file of sources.files) {
    const judged = judge(readManifest(file), options.ruleSet);
    const mended = mendFile(judged, options);
    notes.push(...judged.manifest.skips.map((skip) => `not judged  ${skip.file}: ${skip.reason}`));
    notes.push(...leftNotes(mended));
    if (mended.text === file.text) continue;
    total += mended.mended.length;
    if (options.dryRun) process.stdout.write(patch(file.path, file.text, mended.text));
    else {
      // oxlint-disable-next-line no-await-in-loop
      await writeFileAtomic(await realpath(file.path), mended.text);
      process.stdout.write(
        `${paint('good', 'mended')}  ${visible(file.path)}: ${count(mended.mended.length, 'finding')}\n`,
      );
    }
    notes.push(...mended.verify.map((sentence) => `check       ${file.path}: ${sentence}`));
  }
  for (const note of notes) process.stderr.write(`${visible(note)}\n`);
  const verb = options.dryRun ? 'would be mended' : 'mended';
  process.stderr.write(
    `${count(total, 'finding')} ${verb} in ${count(sources.files.length, 'file')}.\n`,
  );
  return 0;
}

function leftNotes({ left }: MendedFile): string[] {
  return left.map(({ finding, reason }) => {
    const { file, line, column, message, rule } = finding;
    const what = `${subjectName(finding)}: ${message} (${rule})`;
    return `left        ${file}:${line}:${column} ${what}: ${reason}`;
  });
}

function patch(path: string, before: string, after: string): string {
  const name = path.replace(/^\.?\//, '');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/, '');
}
