import { NO_REMEDY, UNCHECKED } from '../fix/not-fixed.ts';
import type { Finding } from '../judge/judge.ts';
import type { RenderedManifest } from '../render/rendered-source.ts';
import { rootOriginsOf } from '../render/merge-roots.ts';
import type { EditedText } from '../review/change.ts';
import { type Markdown, md } from '../text/markdown.ts';
import { type BuiltRoot, RootBuilder, buildsFor, untoldIn } from './build-roots.ts';
import { type FixableSource, type FixedSource, type WantedFixes, fixSource } from './fix-source.ts';
import type { KustomizationMeans } from './judge-kustomization.ts';
import type { FoundInRoots } from './prove-roots.ts';
import { rootGroups } from './root-groups.ts';
import { originKey } from './solve-roots.ts';
import type { Renderings } from './source-fixes.ts';

/** Kustomizations with what was found in them. */
export interface RootsToFix extends FoundInRoots {
  readonly roots: readonly BuiltRoot[];
  readonly means: KustomizationMeans;
}

/** Which findings of kustomizations to fix, and how. */
export interface RootFixOptions extends WantedFixes {
  /** Whether a file may be edited, by its path from the root of the repository. */
  readonly canEdit: (path: string) => boolean;
}

/** The result of fixing findings in the files of kustomizations. */
export interface FixedRoots {
  /** By their paths from the root of the repository. */
  readonly files: readonly EditedText[];
  /** The findings whose remedies were applied, with the remedies. */
  readonly applied: readonly Finding[];
  /** The findings that no kustomization has any more. */
  readonly fixed: readonly Finding[];
  readonly notFixed: readonly { readonly finding: Finding; readonly reason: Markdown }[];
  /** The kustomizations that have a finding. */
  readonly rootsOf: (finding: Finding) => readonly string[];
}

/** A finding in several kustomizations that share their files may need a round for each. */
const ROUNDS = 4;

/**
 * Fixes what was found in the builds of kustomizations in the files that made them. Each fix is proved by
 * building all of them that share an edited file.
 */
export async function fixRoots(
  { judged, origins, roots, means }: RootsToFix,
  { canEdit, unsafe, isWanted = () => true }: RootFixOptions,
): Promise<FixedRoots> {
  const all = judged.flatMap(({ findings }) => findings).filter(({ rendered }) => rendered);
  const wanted = all.filter((finding) => isWanted(finding));
  const keysOf = (finding: Finding): string[] => rootOriginsOf(origins.get(finding)).map(originKey);
  const keys = new Set(wanted.flatMap(keysOf));
  const untold = untoldIn(roots);
  const groups = await Promise.all(
    rootGroups(roots).map(async (group) =>
      fixGroup(group, means, {
        ...{ untold, canEdit, unsafe },
        isWanted: ({ fingerprint }, root = '') => keys.has(originKey({ root, fingerprint })),
      }),
    ),
  );
  const left = keysIn(groups.map(({ state }) => state.result));
  const isGone = (finding: Finding): boolean => keysOf(finding).every((key) => !left.has(key));
  const applied = groups.flatMap((group) => group.applied);
  const done = new Set(applied.flatMap((one) => one.findings.map(fingerprintOf)));
  const reasons = new Map(groups.flatMap((group) => [...group.reasons]));
  return {
    files: groups.flatMap(({ before, state }) => editedTexts(before, state.files)),
    applied: all.flatMap((finding) => withRemedy(finding, origins, done)),
    fixed: all.filter((finding) => isGone(finding)),
    notFixed: wanted
      .filter((finding) => !isGone(finding))
      .map((finding) => ({ finding, reason: whyNotFixed(finding, origins, reasons, unsafe) })),
    rootsOf: (finding) => rootOriginsOf(origins.get(finding)).map(({ root }) => root),
  };
}

interface FixedGroup extends FixedSource<RenderedManifest, Renderings> {
  readonly before: RootBuilder['files'];
}

/** Fixes kustomizations that share files. */
async function fixGroup(
  roots: readonly BuiltRoot[],
  means: KustomizationMeans,
  { untold, canEdit, ...wanted }: RootFixOptions & { readonly untold: ReadonlySet<string> },
): Promise<FixedGroup> {
  const budget = { renders: ROUNDS * buildsFor(roots.length), deadline: Infinity, now: () => 0 };
  const builder = new RootBuilder(roots, means, { untold, budget });
  const { files } = builder;
  const source: FixableSource<RenderedManifest, Renderings> = {
    start: { files, result: await builder.judge(files) },
    judge: async (texts) => builder.judge(texts),
    editable: (texts) => builder.editable(texts, { canEdit }),
  };
  return { before: files, ...(await fixSource(source, wanted, budget)) };
}

function fingerprintOf({ fingerprint }: Finding): string {
  return fingerprint;
}

function editedTexts(before: RootBuilder['files'], after: RootBuilder['files']): EditedText[] {
  return Object.entries(after).flatMap(([path, text]) => {
    const old = before[path] ?? '';
    return old === text ? [] : [{ path, before: old, after: text }];
  });
}

function keysIn(all: readonly Renderings[]): Set<string> {
  const renderings = all.flatMap((one) => one.renderings);
  return new Set(
    renderings.flatMap(({ rendered: { set }, judged }) =>
      judged.findings.map(({ fingerprint }) => originKey({ root: set.name ?? '', fingerprint })),
    ),
  );
}

/** The finding with the remedy that was applied, if one was. */
function withRemedy(
  finding: Finding,
  origins: FoundInRoots['origins'],
  applied: ReadonlySet<string>,
): Finding[] {
  const own = origins.get(finding)?.find((one) => applied.has(one.finding.fingerprint));
  return own ? [{ ...finding, remedy: own.finding.remedy }] : [];
}

function whyNotFixed(
  finding: Finding,
  origins: FoundInRoots['origins'],
  reasons: ReadonlyMap<string, Markdown>,
  unsafe: boolean,
): Markdown {
  const all = origins.get(finding) ?? [];
  const known = all.flatMap((one) => reasons.get(one.finding.fingerprint) ?? [])[0];
  if (known) return known;
  const isRemedied = all.some((one) => one.finding.remedy !== undefined);
  if (!isRemedied) return NO_REMEDY;
  return unsafe
    ? md`no fix: it can't be fixed together with the others of its container`
    : UNCHECKED;
}
