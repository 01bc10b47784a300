import { judge } from '../judge/judge.ts';
import { readBuilt } from '../render/rendered-kustomization.ts';
import type { Change, EditedText, ReachedRoot, RootFix } from '../review/change.ts';
import { rootName } from '../review/judge-roots.ts';
import type { WantedFix, WantedOrigin } from '../review/wanted-source-fixes.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { BuiltRoot } from './build-roots.ts';
import type { ProveOptions } from './prove-chart-fixes.ts';
import { ownFix } from './prove-roots.ts';
import { sharedEdits } from './shared-edits.ts';
import { type SolvedRoots, originKey, solveRoots } from './solve-roots.ts';

/** What the builds of a change may come to, to be judged once more in this thread. */
const MAX_BUILT = 4_000_000;

/**
 * Whether fixes in kustomizations can be proved: only where all that share a file of the change are here, and
 * are not too much.
 */
export function canProveRoots({ roots = [], hasMoreRoots = false }: Change): boolean {
  const texts = roots.flatMap(({ head }) =>
    head?.answer && 'text' in head.answer ? [head.answer.text.length] : [],
  );
  const length = texts.reduce((sum, one) => sum + one, 0);
  return texts.length > 0 && !hasMoreRoots && length <= MAX_BUILT;
}

/**
 * Finds out, by building again, which edits of the changed files fix what a change brings to kustomizations: all
 * at once, and by halves where that is refused.
 */
export async function proveRootFixes(
  change: Change,
  wanted: readonly WantedFix[],
  { engine, ruleSet, unsafe }: ProveOptions,
): Promise<Change> {
  const groups = wanted.flatMap(({ folder, origins }) =>
    folder === undefined && origins ? [origins] : [],
  );
  if (groups.length === 0 || !canProveRoots(change)) return change;
  const roots = (change.roots ?? []).flatMap((root) => builtRoot(root, ruleSet));
  const keys = new Set(groups.flat().flatMap(({ all }) => all.map(originKey)));
  const changed = new Set(change.files.map(({ path }) => path));
  const solved = await solveRoots(roots, {
    means: { engine, ruleSet, folder: '' },
    isAllowed: ({ remedy }) =>
      remedy !== undefined && remedy.changes.length > 0 && (unsafe || remedy.safety === 'safe'),
    isWanted: (origin) => keys.has(originKey(origin)),
    // Who else uses a file that the change leaves alone was not read.
    canEdit: (path) => changed.has(path),
  });
  const rootFixes = sharedEdits(groups, solved).flatMap((group) => fixOf(group, solved));
  return { ...change, rootFixes };
}

function builtRoot(root: ReachedRoot, ruleSet: RuleSet): BuiltRoot[] {
  const { head } = root;
  if (!head?.answer || !('text' in head.answer)) return [];
  const { manifests } = readBuilt({ folder: '', sources: head.sources }, head.answer, ruleSet);
  const renderings = manifests.map((rendered) => ({
    rendered,
    judged: judge(rendered.manifest, ruleSet),
  }));
  return [{ name: rootName(root), sources: head.sources, renderings }];
}

/** The fix of findings that have one comment. */
function fixOf(group: readonly WantedOrigin[], solved: SolvedRoots): RootFix[] {
  const origins = group.flatMap(({ all }) => all);
  const texts = solved.texts(origins);
  const gone = group.filter(({ all }) => solved.isGone(all));
  if (!texts || gone.length === 0) return [];
  const applied = group.filter(({ all }) => solved.remedies(all).length > 0);
  const verify = solved.remedies(origins).flatMap((remedy) => remedy.verify ?? []);
  return [
    {
      files: Object.entries(texts).map(([path, after]): EditedText => ({
        path,
        before: solved.files[path] ?? '',
        after,
      })),
      applies: applied.map(({ fingerprint }) => fingerprint),
      resolves: gone.map(({ fingerprint }) => fingerprint),
      verify: [...new Set(verify)],
      each: gone.flatMap(({ fingerprint, file, all }) => {
        const fix = ownFix(solved, { file }, all, '');
        return fix ? [{ fingerprint, fix }] : [];
      }),
    },
  ];
}
