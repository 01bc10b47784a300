import type { Finding, Judged, SourceEdits } from '../judge/judge.ts';
import { type RootOrigin, rootOriginsOf } from '../render/merge-roots.ts';
import type { FoundIn } from '../render/relocate.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { BuiltRoot } from './build-roots.ts';
import type { KustomizationMeans } from './judge-kustomization.ts';
import { type SolvedRoots, originKey, solveRoots } from './solve-roots.ts';

/** What is known of the findings in some kustomizations. */
export interface FoundInRoots {
  /** By the files of the repository. */
  readonly judged: readonly Judged[];
  /** Where each finding was found. */
  readonly origins: ReadonlyMap<Finding, readonly FoundIn[]>;
}

/**
 * Finds out which findings in kustomizations have a fix in their own file, by building them again with all of
 * these fixes.
 *
 * @param canEdit by paths from the root of the repository
 */
export async function withProvedFixes(
  { judged, origins }: FoundInRoots,
  roots: readonly BuiltRoot[],
  means: KustomizationMeans,
  canEdit: (path: string) => boolean,
): Promise<readonly Judged[]> {
  const fixable = judged.flatMap(({ findings }) => findings.filter(isFixable));
  const wanted = new Set(fixable.flatMap((one) => rootOriginsOf(origins.get(one)).map(originKey)));
  if (wanted.size === 0) return judged;
  const solved = await solveRoots(roots, {
    ...{ means, canEdit },
    isAllowed: ({ remedy }) => remedy !== undefined && remedy.changes.length > 0,
    isWanted: (origin) => wanted.has(originKey(origin)),
  });
  return judged.map((one) => {
    const { findings } = one;
    const fixes = findings.flatMap((finding): [Finding, SourceEdits][] => {
      const fix = ownFix(solved, finding, rootOriginsOf(origins.get(finding)), means.folder);
      return fix ? [[finding, fix]] : [];
    });
    return fixes.length === 0 ? one : { ...one, sourceFixes: new Map(fixes) };
  });
}

function isFixable({ rendered }: Finding): boolean {
  return rendered?.kind === 'kustomization' && rendered.remedy !== undefined;
}

/** The edits of a finding's own file that fix it; undefined where there are none, or others are needed. */
export function ownFix(
  solved: SolvedRoots,
  { file }: Pick<Finding, 'file'>,
  origins: readonly RootOrigin[],
  folder: string,
): SourceEdits | undefined {
  const [remedy] = solved.remedies(origins);
  if (!remedy || !solved.isGone(origins)) return undefined;
  const edits = solved.edits(origins);
  if (!edits?.every(({ path }) => reportedPath({ folder }, path) === file)) return undefined;
  return { edits: edits.map(({ start, end, text }) => ({ start, end, text })), remedy };
}
