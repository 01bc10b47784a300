/**
 * Whether a volume mounted in one place makes a path writable: it is that path, or a folder above it.
 * `/var/run` and `/var/lock` are links into `/run` in images based on Debian or Alpine, so that a
 * mount by either name serves both.
 */
export function covers(mountPath: string, path: string): boolean {
  const [mount, below] = [realPath(mountPath), realPath(path)];
  return mount === '/' || below === mount || below.startsWith(`${mount}/`);
}

/** The one name of a folder: paths that have it in common are mounted in the same place. */
export function realPath(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`
    .replace(/^\/var\/run(?=\/|$)/, '/run')
    .replace(/^\/var\/lock(?=\/|$)/, '/run/lock');
}

/** Paths among which others are looked for that are above or below, in time that does not grow with their number. */
export class PathSet {
  readonly #paths = new Set<string>();
  readonly #above = new Set<string>();

  constructor(paths: Iterable<string>) {
    for (const path of paths) {
      const real = realPath(path);
      this.#paths.add(real);
      for (const folder of foldersAbove(real)) this.#above.add(folder);
    }
  }

  /** Whether one of the paths is above a path. */
  isBelowOne(path: string): boolean {
    return foldersAbove(realPath(path)).some((folder) => this.#paths.has(folder));
  }

  /** Whether one of the paths is a path, or above or below it. */
  touches(path: string): boolean {
    const real = realPath(path);
    return this.#paths.has(real) || this.#above.has(real) || this.isBelowOne(real);
  }
}

/** `/`, `/a` and `/a/b` for `/a/b/c`. */
function foldersAbove(real: string): string[] {
  const parts = real.split('/').slice(1);
  return real === '/' ? [] : parts.map((_, at) => `/${parts.slice(0, at).join('/')}`);
}
