import picomatch from 'picomatch';
import { DEFAULT_FILES } from './options.ts';

/**
 * A test for paths, `/` between their parts. Globs that start with `!` take files out again, in
 * the order in which they are given; where the first one does, it takes them out of the default.
 */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const given = globs.filter((glob) => glob !== '');
  const all = given[0]?.startsWith('!') === false ? given : [...DEFAULT_FILES, ...given];
  const steps = all.map((glob) => {
    const isExcluding = glob.startsWith('!');
    return {
      isExcluding,
      matches: picomatch(isExcluding ? glob.slice(1) : glob, { dot: true }),
    };
  });
  return (path) =>
    steps.reduce((taken, { isExcluding, matches }) => {
      if (taken !== isExcluding) return taken;
      return matches(path) ? !isExcluding : taken;
    }, false);
}
