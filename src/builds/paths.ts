/**
 * Where a path leads, from the root of the repository; undefined for one that leads out of it.
 *
 * @param folder where it starts, from the root, empty for the root
 */
export function joinPath(folder: string, path: string): string | undefined {
  const parts: string[] = [];
  for (const part of `${folder}/${path}`.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return undefined;
    } else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.join('/');
}

/** The folder of a file, from the root; empty for the root. */
export function folderOf(path: string): string {
  return path.slice(0, Math.max(path.lastIndexOf('/'), 0));
}

/** The last part of a path. */
export function baseOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1);
}

/** `Dockerfile`, `Dockerfile.web`, `web.Dockerfile`, `Containerfile`, and no other file of such a name. */
const DOCKERFILE =
  /^(?:(?:Docker|Container)file(?:[.-][\w.-]+)?|[\w.-]+\.(?:docker|container)file)$/i;
const OTHER = /\.(?:dockerignore|md|txt|go|py|js|ts|json|ya?ml|sh|tmpl|tpl|j2|erb|in|template)$/i;

/** Whether a file is a Dockerfile by its name. */
export function isDockerfile(path: string): boolean {
  const name = baseOf(path);
  return DOCKERFILE.test(name) && !OTHER.test(name);
}

/** Folders that hold what others wrote, or what is never deployed. */
const FOREIGN = /(?:^|\/)(?:node_modules|vendor|third_party|testdata|\.devcontainer|\.git)\//;

/** Whether a file is none of the repository's own. */
export function isForeign(path: string): boolean {
  return FOREIGN.test(path);
}
