import picomatch from 'picomatch';
import { type References, pathFrom } from './kustomization-references.ts';
import type { Layer } from './layers/layer.ts';

/**
 * The kustomizations that are deployed, by their folders.
 *
 * @param kustomizations what each names, by its folder
 * @param globs of the folders; where there are none, or the first takes some out, those that no other one of
 * the kustomizations uses
 */
export function deployedAmong(
  kustomizations: ReadonlyMap<string, References>,
  globs: readonly string[],
): string[] {
  const isNarrowing = isNarrowedBy(globs);
  const folders = isNarrowing ? unusedAmong(kustomizations) : wholeAmong(kustomizations);
  return folders.filter((folder) => isWanted(folder, globs, isNarrowing));
}

/** Whether a glob is about a folder, be it to take it or to leave it out; the root of a repository is `.`. */
export function fitsFolder(folder: string, glob: string): boolean {
  return picomatch.isMatch(folder || '.', glob.replace(/^!/, ''), { dot: true });
}

/** The objects that deploy folders, as far as these are wanted. */
export function layersAmong(layers: readonly Layer[], globs: readonly string[]): Layer[] {
  const isNarrowing = isNarrowedBy(globs);
  return layers.filter(({ folder }) => isWanted(folder || '.', globs, isNarrowing));
}

function isNarrowedBy(globs: readonly string[]): boolean {
  return globs[0]?.startsWith('!') !== false;
}

function isWanted(folder: string, globs: readonly string[], isUsual: boolean): boolean {
  return globs.reduce((taken, glob) => {
    const isExcluding = glob.startsWith('!');
    if (taken !== isExcluding) return taken;
    return fitsFolder(folder, glob) ? !isExcluding : taken;
  }, isUsual);
}

/** Those that are not for other kustomizations only. */
function wholeAmong(kustomizations: ReadonlyMap<string, References>): string[] {
  return [...kustomizations]
    .flatMap(([folder, { isComponent }]) => (isComponent ? [] : [folder]))
    .toSorted();
}

/** Those that no other one uses. Of some that use each other in a circle, the first is taken. */
function unusedAmong(kustomizations: ReadonlyMap<string, References>): string[] {
  const used = new Map(
    [...kustomizations].map(([folder, { resources }]) => [
      folder,
      resources.flatMap((name) => pathFrom(folder, name) ?? []).filter((one) => one !== folder),
    ]),
  );
  const inUse = new Set([...used.values()].flat());
  const folders = wholeAmong(kustomizations);
  const roots = folders.filter((folder) => !inUse.has(folder));
  const reached = reachedFrom(roots, used);
  for (const folder of folders) {
    if (reached.has(folder)) continue;
    roots.push(folder);
    for (const other of reachedFrom([folder], used)) reached.add(other);
  }
  return roots.toSorted();
}

function reachedFrom(
  roots: readonly string[],
  used: ReadonlyMap<string, readonly string[]>,
): Set<string> {
  const reached = new Set(roots);
  for (const folder of reached) for (const other of used.get(folder) ?? []) reached.add(other);
  return reached;
}
