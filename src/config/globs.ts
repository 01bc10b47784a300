import picomatch from 'picomatch';

/**
 * A test for paths, `/` between their parts. Globs that start with `!` take files out again, in
 * the order in which they are given.
 */
export function matcher(globs: readonly string[]): (path: string) => boolean {
  const steps = globs.map((glob) => {
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
