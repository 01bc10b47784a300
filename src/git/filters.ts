import { UserError } from '../errors/user-error.ts';

/** The settings of a filter that make git start a program, or fail without it. */
const FILTER = /^(filter\..*)\.(?:clean|smudge|process|required)$/s;

/**
 * The arguments that switch off the filters of a repository (`filter.<name>.clean`), which are
 * programs that git starts when it compares a file of the work tree.
 *
 * @param names the names of the settings, each ended by NUL, as `git config --list -z` prints them
 * @throws UserError for a filter whose name git can't be given
 */
export function withoutFilters(names: string): string[] {
  const filters = new Set(names.split('\0').flatMap((name) => FILTER.exec(name)?.[1] ?? []));
  return [...filters].flatMap((filter) => {
    // `git -c name=value` ends the name at the first sign of equality.
    if (filter.includes('=')) {
      throw new UserError(
        `Git's configuration has ${JSON.stringify(filter)}, a filter that can't be switched off: rename it without "=".`,
      );
    }
    return ['clean=', 'smudge=', 'process=', 'required=false'].flatMap((setting) => [
      '-c',
      `${filter}.${setting}`,
    ]);
  });
}
