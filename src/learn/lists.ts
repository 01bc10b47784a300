import { type Log, type Observation, resolvePath } from './observation.ts';

/**
 * Reads `docker diff` or `podman diff`: a line for each path with A for added, C for changed or D for
 * deleted, where a folder counts as changed when something in it is
 * (docs.docker.com/reference/cli/docker/container/diff, podman-diff(1)).
 */
export function readDiff(lines: readonly string[]): Log {
  const found: Observation[] = [];
  let strange = 0;
  for (const line of lines) {
    const [, letter, written = ''] = /^([ACD])[ \t]+(\/.*)$/.exec(line) ?? [];
    const path = resolvePath(written);
    if (letter === undefined || path === undefined) strange++;
    else found.push({ path, change: letter === 'A' ? 'made' : 'changed' });
  }
  return { observations: found, notes: strangeLines(strange, 'no line of docker diff') };
}

/** Reads paths, one a line; a slash at the end marks a folder. */
export function readPaths(lines: readonly string[]): Log {
  const found: Observation[] = [];
  let relative = 0;
  for (const line of lines) {
    const path = resolvePath(line.trim());
    if (path === undefined) relative++;
    else found.push({ path, change: 'changed', isFolder: line.endsWith('/') });
  }
  return { observations: found, notes: strangeLines(relative, 'no absolute path') };
}

function strangeLines(count: number, what: string): string[] {
  if (count === 0) return [];
  return [`${count === 1 ? '1 line is' : `${count} lines are`} ${what}, and left out.`];
}
