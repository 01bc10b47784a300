import type { DiffLines } from '../diff/diff-lines.ts';
import { bySubject } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import type { FoundIn } from '../render/relocate.ts';
import { compareSeverity } from '../rules/kit/rule.ts';
import { type Anchor, anchorOf } from './anchor.ts';
import type { Change } from './change.ts';
import type { JudgedFile } from './judge-change.ts';
import { type ProvedFix, ProvedFixes, type ProvedSources } from './proved-fixes.ts';

/** Which changed file tells of findings in what charts become. */
export interface Homes {
  readonly homes: ReadonlyMap<string, readonly Finding[]>;
  readonly anchors: ReadonlyMap<Finding, Anchor>;
}

/**
 * Finds a changed file to tell of what is wrong with each container that a chart becomes: one for all that
 * is due, though the lines to change may be in several files.
 */
export function findHomes(
  files: readonly JudgedFile[],
  foundIn: ReadonlyMap<Finding, readonly FoundIn[]>,
  isDue: (finding: Finding) => boolean,
  sources: ProvedSources & Pick<Change, 'sets'> = {},
): Homes {
  const homes = new Map<string, Finding[]>();
  const anchors = new Map<Finding, Anchor>();
  const diffs = new Map(
    files.flatMap(({ judged, diff }) => (diff ? [[judged.manifest.file.path, diff] as const] : [])),
  );
  const proved = new ProvedFixes(sources, { files, diffs, foundIn });
  const all = files.flatMap(({ judged }) => judged.findings);
  const rendered = all.filter((finding) => finding.rendered && isDue(finding));
  for (const findings of bySubject(rendered)) {
    const sorted = findings.toSorted((a, b) => compareSeverity(a.severity, b.severity));
    const [found] = sorted.flatMap((one) => foundIn.get(one)?.[0] ?? []);
    const fix = proved.of(sorted);
    const nearest =
      placeOfFix(fix) ?? anchorOf(sorted, found, diffs) ?? anyFile(sorted, diffs, sources);
    if (!nearest) continue;
    const anchor = { ...nearest, proved: fix };
    for (const finding of findings) {
      anchors.set(finding, anchor);
      homes.set(anchor.path, [...(homes.get(anchor.path) ?? []), finding]);
    }
  }
  return { homes, anchors };
}

/** Where the suggestion of a fix stands. */
function placeOfFix(fix: ProvedFix | undefined): Anchor | undefined {
  const { suggestion } = fix ?? {};
  return suggestion && { path: suggestion.path, line: suggestion.lastLine, kind: 'own' };
}

/** A changed file of the chart, or one that sets of applications go through, where no other has to do with a finding. */
function anyFile(
  [first]: readonly Finding[],
  diffs: ReadonlyMap<string, DiffLines>,
  { sets = [] }: Pick<Change, 'sets'>,
): Anchor | undefined {
  const folder = first?.rendered?.folder ?? '';
  const path =
    [...diffs.keys()].find((one) => folder === '' || one.startsWith(`${folder}/`)) ??
    sets.map(({ changed }) => changed).find((one) => diffs.has(one));
  if (path === undefined) return undefined;
  const isFilled = sets.some((set) => set.changed === path && set.file.path === first?.file);
  return { path, line: undefined, kind: isFilled ? 'parameters' : 'cause' };
}

/** A file with the findings that are told of in it; none where that is of no matter to the change. */
export function toldIn(
  file: JudgedFile,
  { homes, anchors }: Homes,
  isDue: (finding: Finding) => boolean,
): JudgedFile[] {
  const { judged, diff } = file;
  const away = homes.get(judged.manifest.file.path) ?? [];
  const own = judged.findings.filter(
    (finding) => !anchors.has(finding) && (diff !== undefined || isDue(finding)),
  );
  const findings = [...own, ...away];
  const isOfMatter = diff !== undefined || findings.length > 0 || judged.exempted.length > 0;
  return isOfMatter ? [{ ...file, judged: { ...judged, findings } }] : [];
}
