/**
 * Whether a volume mounted in one place makes a path writable: it is that path, or a folder above it.
 * `/var/run` and `/var/lock` are links into `/run` in images based on Debian or Alpine, so that a
 * mount by either name serves both.
 */
export function covers(mountPath: string, path: string): boolean {
  const [mount, below] = [resolve(mountPath), resolve(path)];
  return mount === '/' || below === mount || below.startsWith(`${mount}/`);
}

/** Whether a volume in one place is a volume in the other. */
export function isSamePath(one: string, other: string): boolean {
  return resolve(one) === resolve(other);
}

function resolve(path: string): string {
  const parts = path.split('/').filter((part) => part !== '' && part !== '.');
  return `/${parts.join('/')}`
    .replace(/^\/var\/run(?=\/|$)/, '/run')
    .replace(/^\/var\/lock(?=\/|$)/, '/run/lock');
}
