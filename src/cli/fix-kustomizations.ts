import { groupBy } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { AttributeFiles } from '../files/attribute-files.ts';
import type { Found } from '../files/read.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import { listed } from '../render/merged-findings.ts';
import { reportedPath } from '../render/rendered-source.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { type FixedRoots, fixRoots } from '../run/fix-roots.ts';
import {
  type BuiltKustomizations,
  type BuiltWith,
  buildKustomizations,
} from './build-kustomizations.ts';
import type { FixNotes } from './fix-notes.ts';
import { type FixTarget, hasTarget, isTarget } from './fix-target.ts';
import { writeFixed } from './write-fixed.ts';

/** How kustomizations are fixed. */
export interface FixKustomizationsOptions extends BuiltWith {
  readonly ruleSet: RuleSet;
  readonly unsafe: boolean;
  readonly dryRun: boolean;
  readonly target: FixTarget;
  readonly attributes: AttributeFiles;
}

/** What of files need not be looked at as they are. */
export interface FixedKustomizations extends Pick<
  BuiltKustomizations,
  'shown' | 'named' | 'renderedDocuments'
> {
  /** Also the files that bring others along: what of them is not analyzed was told. */
  readonly told: ReadonlySet<string>;
}

/**
 * Fixes what the kustomizations among files become in their files, or prints that as a unified diff. Only the
 * files that were given are edited.
 *
 * @returns the files that show in a build and bring no others along: they need no look as plain files
 */
export async function fixKustomizations(
  files: readonly Found[],
  { ruleSet, unsafe, dryRun, target, attributes, ...by }: FixKustomizationsOptions,
  notes: FixNotes,
): Promise<FixedKustomizations> {
  const built = await buildKustomizations(files, ruleSet, by);
  if (!built) {
    const { renderedDocuments = new Set() } = ruleSet;
    return { shown: new Set(), told: new Set(), named: new Set(), renderedDocuments };
  }
  const { folder } = built.means;
  const made = await madeElsewhere(built, attributes);
  const fixed = await fixRoots(built, {
    unsafe,
    isWanted: (finding) => isTarget(target, finding),
    canEdit: (path) => built.isGiven(path) && !made.has(path),
  });
  const renderings = built.roots.flatMap((one) => one.renderings ?? []);
  const resources = renderings.flatMap(({ judged }) => judged.manifest.resources);
  const isFound =
    resources.some((resource) => hasTarget(target, resource)) ||
    built.judged.some(({ findings }) => findings.some((finding) => isTarget(target, finding)));
  if (isFound) notes.found();
  for (const { manifest } of built.judged) notes.skipped(manifest.skips);
  const edited = fixed.files.map((file) => ({
    ...file,
    path: reportedPath({ folder }, file.path),
  }));
  const name = labelOf(fixed);
  await writeFixed({ name, fixed, files: edited }, dryRun, notes);
  notes.notFixed(fixed);
  const { bringing, named, renderedDocuments } = built;
  const shown = new Set([...built.shown].filter((path) => !bringing.has(path)));
  return { shown, told: built.shown, named, renderedDocuments };
}

/** The kustomizations that something is fixed in. */
function labelOf({ fixed, rootsOf }: FixedRoots): string {
  const names = fixed.flatMap((finding: Finding) => rootsOf(finding));
  return listed(groupBy(names, (name) => name).flatMap(([first]) => first ?? []));
}

/** The files that a program makes, by what `.gitattributes` say of them. */
async function madeElsewhere(
  { roots, means: { folder } }: BuiltKustomizations,
  attributes: AttributeFiles,
): Promise<ReadonlySet<string>> {
  const files: Record<string, string> = Object.assign(
    {},
    ...roots.map(({ sources }) => sources.files),
  );
  const made = new Set<string>();
  for (const [path, text] of Object.entries(files)) {
    // oxlint-disable-next-line no-await-in-loop
    const own = await attributes.of(reportedPath({ folder }, path));
    if (whyNotToEdit({ path, text, attributes: own }) !== undefined) made.add(path);
  }
  return made;
}
