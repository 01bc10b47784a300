import { createTwoFilesPatch } from 'diff';

/** The change of a file as a unified diff that `git apply` takes; names are quoted as git does. */
export function writePatch(path: string, before: string, after: string): string {
  const name = path.replace(/^\.?\//, '');
  return createTwoFilesPatch(`a/${name}`, `b/${name}`, before, after, undefined, undefined, {
    context: 3,
  }).replace(/^=+\n/, '');
}
