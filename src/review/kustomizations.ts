import {
  KUSTOMIZATION_NAMES,
  type Kustomization,
  kustomizationFor,
  readKustomization,
} from '../kubernetes/kustomization/kustomization.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { folderOf } from './beside.ts';
import type { Change } from './change.ts';

/** Tells which kustomization lists a file in its own folder, or names it as a patch; undefined where none does. */
export type KustomizationOf = (path: string) => Kustomization | undefined;

/** The kustomizations of a change, as they are now and as they were before it. */
export interface Kustomizations {
  readonly now: KustomizationOf;
  readonly before: KustomizationOf;
}

/** Finds the kustomizations of a change. One that the change leaves alone is the same before and now. */
export function kustomizationsOf({ files, removed = [], beside = [] }: Change): Kustomizations {
  const heads = new Map(files.map(({ path, head }) => [path, head]));
  const bases = new Map([
    ...files.map(({ path, base }) => [path, base] as const),
    ...removed.map(({ path, text }) => [path, text] as const),
  ]);
  for (const { path, side, text } of beside) {
    if (side !== 'head' || heads.has(path)) continue;
    heads.set(path, text);
    bases.set(path, text);
  }
  return {
    now: finder((path) => heads.get(path)),
    before: finder((path) => bases.get(path)),
  };
}

/** Finds and reads each kustomization once. */
function finder(textOf: (path: string) => string | undefined): KustomizationOf {
  const known = new Map<string, Kustomization | undefined>();
  const inFolder = (folder: string): Kustomization | undefined => {
    const path = KUSTOMIZATION_NAMES.map((name) => folder + name).find(
      (one) => textOf(one) !== undefined,
    );
    return path === undefined ? undefined : readKustomization({ path, text: textOf(path) ?? '' });
  };
  const readIn = (folder: string): Kustomization | undefined => {
    if (!known.has(folder)) known.set(folder, inFolder(folder));
    return known.get(folder);
  };
  return (path) => {
    for (const folder of foldersAround(path)) {
      const found = readIn(folder);
      const meant = found && kustomizationFor(found, path.slice(folder.length));
      if (meant) return meant;
    }
    return undefined;
  };
}

/** The folder of a file, and those above it where people keep the kustomization of their patches. */
function foldersAround(path: string): string[] {
  const own = folderOf(path);
  const above = own === '' ? own : folderOf(own.slice(0, -1));
  return [...new Set([own, above])];
}

/** A rule set for a file, with the kustomization that lists it. */
export function kustomized(ruleSet: RuleSet, kustomization: Kustomization | undefined): RuleSet {
  return ruleSet.kustomization === kustomization ? ruleSet : { ...ruleSet, kustomization };
}
