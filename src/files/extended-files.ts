import { join } from 'node:path';
import type { FilePlace } from '../configuration/extends.ts';
import type { ReadFiles } from '../configuration/read-extended.ts';
import type { FileText } from '../review/change.ts';
import { readProjectFile } from './project-images.ts';

/** Reads files below a folder, which is the root of their repository. */
export function readBelow(root: string): ReadFiles {
  return async (places) => Promise.all(places.map(async ({ path }) => readAt(root, path)));
}

/**
 * Reads files of other repositories from checkouts of these: commands ask no one on the network.
 *
 * @param checkouts each as `acme/.github=../dot-github`
 */
export function readCheckouts(checkouts: readonly string[] = []): ReadFiles {
  const folders = new Map(
    checkouts.map((one) => {
      const at = one.indexOf('=');
      return [one.slice(0, at).toLowerCase(), one.slice(at + 1)];
    }),
  );
  const read = async ({ repository = '', path }: FilePlace): Promise<FileText> => {
    const folder = folders.get(repository.toLowerCase());
    if (folder !== undefined) return readAt(folder, path);
    return {
      absent: `commands don't read GitHub. Clone ${repository}, and add --extends-from ${repository}=FOLDER`,
    };
  };
  return async (places) => Promise.all(places.map(read));
}

async function readAt(folder: string, path: string): Promise<FileText> {
  const full = join(folder, path);
  const file = await readProjectFile(full);
  return file ? { text: file.text } : { absent: `there is no file ${full}` };
}
