import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { findProjectImages, readProjectFile } from '../files/project-images.ts';
import { readSources } from '../files/read.ts';
import { judge } from '../judge/judge.ts';
import { readManifest } from '../kubernetes/manifest.ts';
import { baselineLines, pruneBaseline, writeBaseline } from '../configuration/baseline.ts';
import { BASELINE_PATH } from '../configuration/configuration.ts';
import { type Shown, shown } from '../text/shown.ts';
import { count } from '../text/tagged.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import type { SettledHere } from './settle-here.ts';
import { print } from './terminal.ts';

/** The options of `podseal baseline`. */
export interface BaselineOptions extends Pick<SettledHere, 'ruleSet' | 'root' | 'wanted'> {
  readonly prune: boolean;
}

/** Writes what is wrong in a project today, so that only new findings count. Returns the exit code. */
export async function baseline({ prune, ...options }: BaselineOptions): Promise<number> {
  const path = join(options.root, BASELINE_PATH);
  const output = await noteOutput(path, options.root);
  const before = await readProjectFile(path);
  if (prune && !before) {
    throw new UserError(`There is no ${BASELINE_PATH}: podseal baseline writes it.`);
  }
  const lines = await linesOf(options);
  const pruned = prune && before ? pruneBaseline(before.text, keysOf(lines)) : undefined;
  const error = await writeWhole(output, before?.text, pruned?.text ?? writeBaseline(lines));
  if (error !== undefined) throw new UserError(`${BASELINE_PATH}: ${error}.`);
  await print(pruned ? prunedWords(pruned.gone) : writtenWords(new Set(lines).size));
  return 0;
}

function prunedWords(gone: number): Shown {
  return shown`.github/podseal.baseline: ${count(gone, 'line')} removed.\n`;
}

function writtenWords(findings: number): Shown {
  return shown`.github/podseal.baseline: ${count(findings, 'finding')}. Commit it; new findings fail from now on.\n`;
}

function keysOf(lines: readonly string[]): Set<string> {
  return new Set(lines.map((line) => line.split(' ', 1)[0] ?? ''));
}

/** The lines for all that is wrong in the project and not exempt. */
async function linesOf({
  ruleSet,
  root,
  wanted,
}: Omit<BaselineOptions, 'prune'>): Promise<string[]> {
  const images = await findProjectImages(root);
  const exemptions = ruleSet.exemptions && { ...ruleSet.exemptions, baseline: [] };
  const lines: string[] = [];
  for await (const source of readSources([root], wanted)) {
    if ('reason' in source) continue;
    const { findings } = judge(readManifest(source), { ...ruleSet, images, exemptions });
    for (const line of baselineLines(findings)) lines.push(line);
  }
  return lines;
}
