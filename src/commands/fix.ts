import { realpath } from 'node:fs/promises';
import writeFileAtomic from 'write-file-atomic';
import { UserError } from '../config/user-error.ts';
import { writePatch } from '../diff/patch.ts';
import { readSources } from '../files/read.ts';
import { type MendedFile, mendFile } from '../fix/mend.ts';
import { type Skip, readManifest } from '../manifest/manifest.ts';
import { subjectName } from '../report/names.ts';
import { visibleLine } from '../report/style.ts';
import { count } from '../rules/describe.ts';
import { judge } from '../rules/judge.ts';
import type { RuleSet } from '../rules/rule.ts';
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
  const notes = new Notes();
  notes.skipped(sources.skips);
  for (const file of sources.files) {
    const judged = judge(readManifest(file), options.ruleSet);
    const mended = mendFile(judged, options);
    notes.skipped(judged.manifest.skips);
    if (mended.text !== file.text) {
      const error = options.dryRun
        ? printPatch(file.path, file.text, mended.text)
        : // oxlint-disable-next-line no-await-in-loop
          await write(file.path, mended.text);
      if (error === undefined) notes.mended(file.path, mended, options.dryRun);
      else notes.failed(file.path, error);
    }
    notes.left(mended);
  }
  return notes.print(options.dryRun);
}

/** What there is to say on standard error once all files were seen to. */
class Notes {
  readonly #lines: string[] = [];
  /** The files that a sentence is about, by sentence. */
  readonly #checks = new Map<string, string[]>();
  #findings = 0;
  #files = 0;
  #failures = 0;

  skipped(skips: readonly Skip[]): void {
    for (const { file, reason } of skips) this.#lines.push(`not judged  ${file}: ${reason}`);
  }

  mended(path: string, { mended, verify }: MendedFile, dryRun: boolean): void {
    this.#files++;
    this.#findings += mended.length;
    for (const sentence of verify) {
      this.#checks.set(sentence, [...(this.#checks.get(sentence) ?? []), path]);
    }
    if (dryRun) return;
    const line = `${paint('good', 'mended')}  ${visibleLine(path)}: ${count(mended.length, 'finding')}`;
    process.stdout.write(`${line}\n`);
  }

  failed(path: string, error: string): void {
    this.#failures++;
    this.#lines.push(`not written ${path}: ${error}`);
  }

  left({ left }: MendedFile): void {
    for (const { finding, reason } of left) {
      const { file, line, column, message, rule } = finding;
      const what = `${subjectName(finding)}: ${message} (${rule})`;
      this.#lines.push(`left        ${file}:${line}:${column} ${what}: ${reason}`);
    }
  }

  /** Prints everything; returns the exit code. */
  print(dryRun: boolean): number {
    const checks = [...this.#checks].map(([sentence, files]) => {
      const others = files.length > 1 ? ` and ${count(files.length - 1, 'other file')}` : '';
      return `check       ${files[0]}${others}: ${sentence}`;
    });
    const verb = dryRun ? 'would be mended' : 'mended';
    const total = `${count(this.#findings, 'finding')} ${verb} in ${count(this.#files, 'file')}.`;
    for (const note of [...this.#lines, ...checks, total]) {
      process.stderr.write(`${visibleLine(note)}\n`);
    }
    return this.#failures > 0 ? 2 : 0;
  }
}

/** Writes the file behind a path whole or not at all; returns what went wrong. */
async function write(path: string, text: string): Promise<string | undefined> {
  try {
    await writeFileAtomic(await realpath(path), text);
    return undefined;
  } catch (error) {
    return `it can't be written here (${error instanceof Error ? error.message : String(error)})`;
  }
}

function printPatch(path: string, before: string, after: string): undefined {
  process.stdout.write(writePatch(path, before, after));
}
