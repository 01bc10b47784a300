import type { DataMap } from '../../../yaml/value-change.ts';
import { engineOf, isSuccessor } from './written.ts';

/** A folder with other characters is not for a command that people run. */
const PLAIN = /^[\w./-]{1,80}$/;

/** The command that writes a policy again, into the folder of a file. */
export function commandFor(object: DataMap, path: string | undefined): string {
  const folder = path === undefined ? 'FOLDER' : folderOf(path);
  const from = isSuccessor(object) ? ' --from psp.yaml' : '';
  const engine = engineOf(object) ?? 'vap';
  const chosen = engine === 'vap' ? '' : ` --engine ${engine}`;
  return `podseal policy${from}${chosen} --enforce --output ${PLAIN.test(folder) ? folder : 'FOLDER'}`;
}

function folderOf(path: string): string {
  return path.includes('/') ? path.slice(0, path.lastIndexOf('/')) : '.';
}
