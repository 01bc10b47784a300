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
