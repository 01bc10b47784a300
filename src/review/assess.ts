import { type DiffLines, indexDiff } from '../diff/diff-lines.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import { matchBaseline, withoutBaseline } from '../judge/exemptions/match-baseline.ts';
import { bySubject } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { BuiltImages } from '../images/built-image.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Markdown } from '../text/markdown.ts';
import type { Anchor } from './anchor.ts';
import type { Change } from './change.ts';
import { writeComment } from './comment.ts';
import { withRootFixes } from './root-fixes.ts';
import { Decisions } from './decisions.ts';
import { describeElsewhere } from './generated.ts';
import { groupFindings, withProved } from './group.ts';
import { provedRemedy } from './proved-fixes.ts';
import { findHomes, toldIn } from './homes.ts';
import type { Origins } from './introduced.ts';
import { type JudgedChange, type JudgedFile, judgeChange } from './judge-change.ts';
import type { PlannedComment, Scope } from './review-plan.ts';

/** A judged file of a change, with what is to be told of it. */
export interface AssessedFile extends Pick<Origins, 'introduced' | 'touched'> {
  /** The file as it was. */
  readonly before: Judged;
  /** As it is, with the findings in what charts become that are told of in this file. */
  readonly judged: Judged;
  readonly diff: DiffLines;
  readonly decisions: Decisions;
  /** From what a generated or vendored file is made; nobody is asked to edit one. */
  readonly generated: Markdown | undefined;
  /** Findings in scope that no comment tells of yet, by container or object. */
  readonly fresh: readonly (readonly Finding[])[];
  /** Findings in scope that were commented on in an earlier run. */
  readonly known: readonly Finding[];
  /** Findings in scope that get no comment of their own. */
  readonly quiet: readonly Finding[];
  /** What could not be compared with the base. */
  readonly skips: readonly Skip[];
  /** Where the diff shows what findings in the renderings of charts come from. */
  readonly anchors: ReadonlyMap<Finding, Anchor>;
}

/** The files of a change, judged. */
export interface Assessed {
  /** The changed files in their order, then others that charts of the change have findings in. */
  readonly files: readonly AssessedFile[];
  /** What of its charts was not analyzed. */
  readonly skips: readonly Skip[];
  /** Where the findings in renderings were found. */
  readonly foundIn: JudgedChange['foundIn'];
}

/** How the files of a change are looked at. */
export interface AssessOptions {
  readonly ruleSet: RuleSet;
  /** How images were built before the change. */
  readonly builtBefore?: BuiltImages;
  readonly scope: Scope;
  readonly baseline?: readonly BaselineEntry[];
  /** Is told which file is judged next. */
  readonly onFile?: ((path: string) => void) | undefined;
}

/** A file with its comments. */
export interface ReviewedFile extends AssessedFile {
  readonly comments: readonly PlannedComment[];
  /** Findings that are new, and that no comment tells of: as there was no room, or they are notices. */
  readonly dropped: ReadonlySet<Finding>;
}

/** Judges the files of a change and tells what of their findings is in scope, and new. */
export function assessFiles(
  change: Change,
  { ruleSet, builtBefore, scope, baseline = [], onFile }: AssessOptions,
  commented: ReadonlySet<string>,
): Assessed {
  const { files, skips, ...origins } = judgeChange(change, ruleSet, { onFile, builtBefore });
  const listed = files.map((file) => ({
    ...file,
    judged: withoutListed(file.judged, origins.introduced, baseline),
  }));
  const isDue = (finding: Finding): boolean =>
    scope === 'all' ||
    origins.introduced.has(finding) ||
    (scope === 'touched' && origins.touched.has(finding));
  const { foundIn } = origins;
  const homes = findHomes(listed, foundIn, isDue, change);
  const fixed = withRootFixes(listed, change.rootFixes);
  const told = fixed.flatMap((file) => toldIn(file, homes, isDue));
  const { anchors } = homes;
  return { files: assessEach(told, { origins, anchors, isDue, commented }), skips, foundIn };
}

interface AssessedBy {
  readonly origins: Pick<Origins, 'introduced' | 'touched'>;
  readonly anchors: AssessedFile['anchors'];
  readonly isDue: (finding: Finding) => boolean;
  readonly commented: ReadonlySet<string>;
}

function assessEach(
  files: readonly JudgedFile[],
  { origins: { introduced, touched }, anchors, isDue, commented }: AssessedBy,
): AssessedFile[] {
  const isKnown = ({ fingerprint }: Finding): boolean => commented.has(fingerprint);
  const generated = files.map(({ judged }) => describeElsewhere(judged.manifest.file));
  const told = files.flatMap(({ judged, diff }, index) =>
    generated[index] === undefined && diff
      ? worthTelling(judged.findings.filter(isDue), isKnown)
      : [],
  );
  const decisions = new Decisions(
    told,
    isKnown,
    (finding) => finding.remedy ?? provedRemedy(anchors, finding),
  );
  const isFresh = new Set(told.filter((one) => !isKnown(one) && !decisions.isListed(one)));
  return files.map(({ judged, before, diff }, index) => {
    const due = judged.findings.filter(isDue);
    const { path } = judged.manifest.file;
    return {
      ...{ judged, before, diff: diff ?? indexDiff([]), decisions, anchors, introduced, touched },
      generated: generated[index],
      skips: before.manifest.isWhole ? [] : [{ file: path, reason: NOT_COMPARED }],
      fresh: bySubject(due.filter((finding) => isFresh.has(finding))),
      known: due.filter(isKnown),
      quiet: due.filter((finding) => !isKnown(finding) && !isFresh.has(finding)),
    };
  });
}

/** What the change brings is new, whatever the baseline has: a copy, or a graver value. */
function withoutListed(
  judged: Judged,
  introduced: ReadonlySet<Finding>,
  baseline: readonly BaselineEntry[],
): Judged {
  if (baseline.length === 0) return judged;
  const { own, elsewhere, entries } = matchBaseline(
    judged.findings,
    judged.manifest.file.path,
    baseline,
  );
  const isListed = (one: Finding): boolean =>
    !introduced.has(one) && (own.has(one) || elsewhere.has(one));
  return withoutBaseline(judged, isListed, entries);
}

const NOT_COMPARED = 'too large on the base branch to tell what is new in it';

/** A notice has no comment of its own: it joins that of its container or object, where there is one. */
function worthTelling(due: readonly Finding[], isKnown: (finding: Finding) => boolean): Finding[] {
  return bySubject(due)
    .filter((group) => group.some((one) => one.severity !== 'notice' || isKnown(one)))
    .flat();
}

/** Words the comments of a file, as many as there is room for. */
export function writeComments(
  file: AssessedFile,
  adopted: ReadonlySet<Finding>,
  room: number,
): ReviewedFile {
  const { judged, diff, decisions } = file;
  const known = [...file.known, ...file.fresh.flat().filter((finding) => adopted.has(finding))];
  const fresh = file.fresh
    .map((group) => group.filter((finding) => !adopted.has(finding)))
    .filter((group) => group.length > 0);
  const budget = ProofBudget.ofReview();
  const grouped = groupFindings(judged, diff, fresh.slice(0, room).flat(), budget);
  const groups = withProved(grouped, file);
  const comments = groups.flatMap(
    (group) => writeComment(file, group, decisions.of(group.findings), budget) ?? [],
  );
  const said = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
  const unsaid = fresh.flat().filter(({ fingerprint }) => !said.has(fingerprint));
  return { ...file, known, comments, dropped: new Set([...unsaid, ...file.quiet]) };
}
