import type { ReleaseSource } from '../kubernetes/known-charts/release-sources.ts';
import type { SourceFile } from '../kubernetes/manifest.ts';
import { releaseObjectsIn } from '../render/chart-releases.ts';
import {
  type ElsewhereRelease,
  elsewhereReleasesIn,
  ownValueFiles,
} from '../render/elsewhere-releases.ts';
import { keyOfPlace } from './kept-charts.ts';
import type { Side } from './source-tree.ts';
import type { TreeGenerators } from './tree-generators.ts';

/** What says where charts are, on both sides of a change. */
export type Sources = Readonly<Record<Side, readonly ReleaseSource[]>>;

/** A release before and after a change; undefined where it is not there. */
export interface Pair {
  readonly base: ElsewhereRelease | undefined;
  readonly head: ElsewhereRelease | undefined;
  /** Whether it was there before in a form that can't be rendered. */
  readonly wasOther: boolean;
}

/** What releases are paired by. */
interface PairedBy {
  readonly changed: ReadonlySet<string>;
  /** The files with releases that the change touches, and others. */
  readonly sides: Readonly<Record<Side, readonly SourceFile[]>>;
  readonly others: readonly SourceFile[];
  readonly sources: Sources;
  /** The kept charts that the change touches. */
  readonly kept: ReadonlySet<string>;
}

/** The releases whose chart or values a change may change. */
export async function pairsOf(by: PairedBy, generators: TreeGenerators): Promise<Pair[]> {
  const { changed, sides, sources, others, kept } = by;
  const on = async (side: Side): Promise<ElsewhereRelease[]> => {
    const files = [...sides[side], ...others];
    const tree = await generators.for(side, files);
    return files.flatMap((file) =>
      elsewhereReleasesIn(file, { sources: sources[side], root: '', tree }),
    );
  };
  const [before, now] = [await on('base'), await on('head')];
  const byName = new Map(before.map((one) => [one.name, one]));
  const names = new Set(now.map(({ name }) => name));
  const known = new Set(before.map(objectOf));
  const objects = new Set(
    sides.base.flatMap((file) => releaseObjectsIn(file).map((name) => `${name} in ${file.path}`)),
  );
  const pairs = [
    ...now.map((head): Pair => {
      const [base, object] = [byName.get(head.name), objectOf(head)];
      // A set of applications can bring one more.
      return { head, base, wasOther: !base && objects.has(object) && !known.has(object) };
    }),
    ...before
      .filter(({ name }) => !names.has(name))
      .map((base): Pair => ({ base, head: undefined, wasOther: false })),
  ];
  return pairs.filter((pair) => isReached(pair, changed, kept));
}

/** Its kind, name and file. */
function objectOf({ name, file }: ElsewhereRelease): string {
  return `${name.slice(0, name.indexOf(' '))} in ${file.path}`;
}

function isReached(
  { base, head }: Pair,
  changed: ReadonlySet<string>,
  kept: ReadonlySet<string>,
): boolean {
  return [base, head].some(
    (one) =>
      one &&
      (changed.has(one.file.path) ||
        (one.place.source && changed.has(one.place.source.path)) ||
        kept.has(keyOfPlace(one.place)) ||
        ownValueFiles(one).some((path) => changed.has(path))),
  );
}
