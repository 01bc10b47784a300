// Fixes what the kustomizations of clones become in their files, each fix proved by building again, and counts the
// containers that are fixed wholly.
//   node bench/kustomization-fixes.ts CLONE...
// A clone is a git directory, with or without a work tree; nothing is fetched, and nothing is written.
import { relative } from 'node:path';
import { type BuiltKustomizations, buildKustomizations } from '../src/cli/build-kustomizations.ts';
import { listFiles } from '../src/files/read.ts';
import { groupBy } from '../src/judge/grouping.ts';
import type { Finding } from '../src/judge/judge.ts';
import { DEFAULT_FILES } from '../src/options/options.ts';
import { subjectKey } from '../src/render/source-fix/tasks.ts';
import { type FixedRoots, fixRoots } from '../src/run/fix-roots.ts';
import { nameOf, withCheckout } from './check-out.ts';

const ruleSet = { profile: 'immutable' } as const;

const counts = {
  kustomizations: 0,
  /** Those with containers that have something to fix. */
  withContainers: 0,
  containers: 0,
  whole: 0,
  part: 0,
};
const reasons = new Map<string, number>();

/** Of what is found in builds alone: the fixes of a file that shows it by itself, too, are those of files. */
function isContainers({ subject, remedy, rendered }: Finding): boolean {
  const hasRemedy = (remedy ?? rendered?.remedy) !== undefined;
  return subject.container !== undefined && rendered !== undefined && hasRemedy;
}

/** By container; one of a base is one, however many kustomizations use it. */
function countFixed(
  { judged, roots, origins }: BuiltKustomizations,
  fixed: FixedRoots,
  at: (path: string) => string,
): void {
  const gone = new Set(fixed.fixed);
  const why = new Map(fixed.notFixed.map(({ finding, reason }) => [finding, String(reason)]));
  const all = judged.flatMap(({ findings }) => findings).filter(isContainers);
  const byContainer = groupBy(all, subjectKey);
  const names = new Set(
    all.flatMap((finding) => (origins.get(finding) ?? []).map(({ root }) => root)),
  );
  counts.kustomizations += roots.length;
  counts.withContainers += names.size;
  counts.containers += byContainer.length;
  for (const findings of byContainer) {
    const open = findings.filter((one) => !gone.has(one));
    if (open.length === 0) counts.whole++;
    else if (open.length < findings.length) counts.part++;
    for (const one of open) {
      const reason = `${one.rule}: ${why.get(one)}`;
      reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
      process.stdout.write(`  ${at(one.file)}:${one.line} ${reason}\n`);
    }
  }
}

for (const clone of process.argv.slice(2)) {
  await withCheckout(clone, async (root) => {
    const { files } = listFiles([root], { globs: DEFAULT_FILES });
    const built = await buildKustomizations(files, ruleSet, { root, deployed: [] });
    if (!built) return;
    const fixed = await fixRoots(built, { unsafe: true, canEdit: built.isGiven });
    countFixed(built, fixed, (path) => `${nameOf(clone)} ${relative(root, path)}`);
  });
  process.stderr.write(`${nameOf(clone)}: ${JSON.stringify(counts)}\n`);
}
for (const [reason, times] of [...reasons].toSorted(([, a], [, b]) => b - a)) {
  process.stdout.write(`${times}  ${reason}\n`);
}
process.stdout.write(`${JSON.stringify(counts)}\n`);
