import {
  type ProjectFaults,
  type ProjectFile,
  readProjectImages,
} from '../images/project-images.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { UserError } from '../errors/user-error.ts';

/** How many faults are named at once. */
const MAX_FAULTS = 10;

/**
 * Reads a project's own facts about images.
 *
 * @throws UserError that names each fault with its line
 */
export function requireProjectImages(file: SourceFile): ProjectFile {
  const read = readProjectImages(file);
  if ('images' in read) return read;
  throw new UserError(
    `${faultLines(file.path, read)}\nMend this, or take the entry out: docs/images.md says what an entry has.`,
  );
}

function faultLines(path: string, { faults }: ProjectFaults): string {
  const lines = faults
    .slice(0, MAX_FAULTS)
    .map(({ line, message }) => `${path}:${line}: ${message}`);
  const rest = faults.length - lines.length;
  return [...lines, ...(rest > 0 ? [`and ${rest} more`] : [])].join('\n');
}
