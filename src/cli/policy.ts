import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import type { SettledHere } from './settle-here.ts';
import { writePolicies } from '../policy/write-policies.ts';
import { shown, visible, visibleLine } from '../text/shown.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import { readProjectFile } from '../files/project-images.ts';
import { print } from './terminal.ts';

/** The options of `podseal policy`. */
export interface PolicyOptions extends Pick<SettledHere, 'ruleSet' | 'failOn'> {
  readonly engine: string;
  /** The folder to write into; standard output when undefined. */
  readonly output: string | undefined;
  readonly enforce: boolean;
  readonly namespace: readonly string[];
}

/** Writes the policies that decide in a cluster as the review does. Returns the exit code. */
export async function policy(options: PolicyOptions): Promise<number> {
  const { ruleSet, failOn, engine, output, enforce, namespace } = options;
  const file = writePolicies(
    { ruleSet, failOn },
    { engine, isEnforced: enforce, namespaces: namespace },
  );
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
