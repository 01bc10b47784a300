import type { FixedFile } from '../fix/fix-file.ts';
import type { EditedText } from '../review/change.ts';
import type { FixNotes } from './fix-notes.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import { printPatch } from './terminal.ts';

/** What was fixed in the files of a source. */
export interface FixedTexts {
  /** The source, as it is named. */
  readonly name: string;
  readonly fixed: Pick<FixedFile, 'fixed' | 'applied'>;
  readonly files: readonly EditedText[];
}

/** Writes the files; after one that can't be written no more, since they belong together. */
export async function writeFixed(
  { name, fixed, files }: FixedTexts,
  dryRun: boolean,
  notes: FixNotes,
): Promise<void> {
  if (files.length === 0) return;
  for (const file of files) {
    // oxlint-disable-next-line no-await-in-loop
    if (dryRun) await printPatch(file.path, file.before, file.after);
    else {
      // oxlint-disable-next-line no-await-in-loop
      const error = await writeOne(file);
      if (error === undefined) continue;
      notes.failed(file.path, error);
      return;
    }
  }
  await notes.fixed(name, fixed, { dryRun, files: files.map(({ path }) => path) });
}

async function writeOne({ path, before, after }: EditedText): Promise<string | undefined> {
  return writeWhole(await noteOutput(path), before, after);
}
