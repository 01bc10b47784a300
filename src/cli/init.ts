import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { UserError } from '../errors/user-error.ts';
import { projectRoot } from '../files/project-images.ts';
import { CONFIGURATION_PATHS } from '../configuration/configuration.ts';
import {
  STARTER_CONFIGURATION,
  STARTER_WORKFLOW,
  STARTER_WORKFLOW_PATH,
} from '../configuration/starter.ts';
import { shown, visibleLine } from '../text/shown.ts';
import { noteOutput, writeWhole } from './output-file.ts';
import { print } from './terminal.ts';

/** Writes a configuration to start with, and the workflow, where there is none. Returns the exit code. */
export async function init(): Promise<number> {
  const root = await projectRoot('.');
  const existing = await Promise.all(
    CONFIGURATION_PATHS.map(async (one) => exists(join(root, one))),
  );
  const found = existing.indexOf(true);
  const path = CONFIGURATION_PATHS[Math.max(found, 0)] ?? '';
  await write(root, path, STARTER_CONFIGURATION, found !== -1);
  const hasWorkflow = await exists(join(root, STARTER_WORKFLOW_PATH));
  await write(root, STARTER_WORKFLOW_PATH, STARTER_WORKFLOW, hasWorkflow);
  await print(
    shown`Next: podseal check . lists the findings of today, podseal baseline lets them pass. Then commit these files.\n`,
  );
  return 0;
}

async function write(root: string, path: string, text: string, isThere: boolean): Promise<void> {
  const output = await noteOutput(join(root, path), root);
  const error = isThere ? undefined : await writeWhole(output, undefined, text);
  if (error !== undefined) throw new UserError(`${path}: ${error}.`);
  await print(
    shown`${visibleLine(path)}: ${isThere ? shown`is there, not changed` : shown`written`}.\n`,
  );
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
