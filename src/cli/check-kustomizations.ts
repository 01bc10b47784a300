import { relative, resolve } from 'node:path';
import { Engine } from '../engine/engine.ts';
import type { Found } from '../files/read.ts';
import { Repository } from '../files/repository.ts';
import type { Judged } from '../judge/judge.ts';
import { deployedAmong } from '../render/deployed-kustomizations.ts';
import { type JudgedRoot, RootMerger } from '../render/merge-roots.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { judgeKustomization, unbuilt } from '../run/judge-kustomization.ts';
import { shownFolder } from './chart-folders.ts';
import type { InspectImages } from './inspect-images.ts';
import { isKustomization } from './is-kustomization.ts';

/** What the kustomizations of a project came to. */
export interface CheckedKustomizations {
  /** By the files of the repository. */
  readonly judged: readonly Judged[];
  /** The files that show in a build: they are not judged once more. */
  readonly shown: ReadonlySet<string>;
}

/** What else a check of kustomizations goes by. */
interface CheckedWith {
  /** The root of the project. */
  readonly root: string;
  /** Globs of the folders that are deployed. */
  readonly deployed: readonly string[];
  readonly inspect?: InspectImages | undefined;
}

/** Builds the kustomizations whose folders are among files, and judges what they become. */
export async function checkKustomizations(
  files: readonly Found[],
  ruleSet: RuleSet,
  { root, deployed, inspect }: CheckedWith,
): Promise<CheckedKustomizations> {
  const found = files.filter(isKustomization);
  if (found.length === 0) return { judged: [], shown: new Set() };
  const repository = await Repository.at(root);
  const folder = shownFolder(relative('.', repository.root) || '.');
  const means = { engine: new Engine(), ruleSet, inspect, folder };
  const merger = new RootMerger(ruleSet);
  const roots = deployedAmong(await repository.references(found), deployed);
  let next: Promise<JudgedRoot> | undefined;
  const start = async (path: string): Promise<JudgedRoot> => {
    const read = await repository.collect(path);
    return 'reason' in read ? unbuilt(path, read.reason, means) : judgeKustomization(read, means);
  };
  for (const path of roots) {
    const current = next;
    next = start(path);
    // It is awaited in its turn: until then, that it failed is no unhandled rejection.
    next.catch(() => undefined);
    // oxlint-disable-next-line no-await-in-loop
    if (current) merger.add(await current);
  }
  if (next) merger.add(await next);
  return { judged: merger.all(), shown: merger.shown() };
}

/** The files that kustomizations did not show in their builds. */
export function unshownFiles(
  files: readonly Found[],
  { shown }: Pick<CheckedKustomizations, 'shown'>,
): Found[] {
  if (shown.size === 0) return [...files];
  const paths = new Set([...shown].map((path) => resolve(path)));
  return files.filter(({ path, named }) => named || !paths.has(resolve(path)));
}
