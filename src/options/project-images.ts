import { faultLines } from '../errors/fault-lines.ts';
import { type ProjectFile, readProjectImages } from '../images/project-images.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { UserError } from '../errors/user-error.ts';
import { docPage } from '../text/doc-page.ts';

/**
 * Reads a project's own facts about images.
 *
 * @throws UserError that names each fault with its line
 */
export function requireProjectImages(file: SourceFile): ProjectFile {
  const read = readProjectImages(file);
  if ('images' in read) return read;
  throw new UserError(
    `${faultLines(file.path, read.faults)}\nCorrect the entry or remove it: ${docPage('images')} has the fields.`,
  );
}
