import { type DiffLines, indexDiff } from '../diff/diff-lines.ts';
import { ProofBudget } from '../fix/proof-budget.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import { matchBaseline, withoutBaseline } from '../judge/exemptions/match-baseline.ts';
import { bySubject } from '../judge/grouping.ts';
import { type Finding, type Judged, judge } from '../judge/judge.ts';
import { type Skip, readManifest } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import type { Markdown } from '../text/markdown.ts';
import type { BesideFile } from './beside.ts';
import type { Change, ChangedFile } from './change.ts';
import { writeComment } from './comment.ts';
import { Decisions } from './decisions.ts';
import { describeElsewhere } from './generated.ts';
import { readAttributes } from './git-attributes.ts';
import { groupFindings } from './group.ts';
import { type Origins, findOrigins } from './introduced.ts';
import { kustomizationsOf, kustomized } from './kustomizations.ts';
import type { PlannedComment, Scope } from './review-plan.ts';

/** A judged file of a change, with what is to be told of it. */
export interface AssessedFile extends Omit<Origins, 'before'> {
  /** The file as it was. */
  readonly before: Judged;
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
}

/** How the files of a change are looked at. */
export interface AssessOptions {
  readonly ruleSet: RuleSet;
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
  { ruleSet, scope, baseline = [], onFile }: AssessOptions,
  commented: ReadonlySet<string>,
): AssessedFile[] {
  const attributesOf = readAttributes((change.beside ?? []).filter(isAttributes));
  const { now, before } = kustomizationsOf(change);
  const all = change.files.map(({ path, head }) => {
    onFile?.(path);
    const file = { path, text: head, attributes: attributesOf(path) };
    return judge(readManifest(file, ruleSet), kustomized(ruleSet, now(path)));
  });
  const origins = findOrigins(change, all, before, onFile);
  const judged = all.map((one) => withoutListed(one, origins, baseline));
  const generated = judged.map(({ manifest }) => describeElsewhere(manifest.file));
  const isDue = (finding: Finding): boolean =>
    scope === 'all' ||
    origins.introduced.has(finding) ||
    (scope === 'touched' && origins.touched.has(finding));
  const isKnown = ({ fingerprint }: Finding): boolean => commented.has(fingerprint);
  const told = judged.flatMap(({ findings }, index) =>
    generated[index] === undefined ? worthTelling(findings.filter(isDue), isKnown) : [],
  );
  const decisions = new Decisions(told, isKnown);
  const isFresh = new Set(told.filter((one) => !isKnown(one) && !decisions.isListed(one)));
  return change.files.map((file, index) => {
    const nothing = (): Judged => judge(readManifest({ path: file.path, text: '' }), ruleSet);
    const one = judged[index] ?? nothing();
    const old = origins.before[index] ?? nothing();
    const due = one.findings.filter(isDue);
    return {
      ...{ judged: one, diff: diffOf(file), decisions, generated: generated[index], ...origins },
      before: old,
      skips: old.manifest.isWhole ? [] : [{ file: file.path, reason: NOT_COMPARED }],
      fresh: bySubject(due.filter((finding) => isFresh.has(finding))),
      known: due.filter(isKnown),
      quiet: due.filter((finding) => !isKnown(finding) && !isFresh.has(finding)),
    };
  });
}

/** What the change brings is new, whatever the baseline has: a copy, or a graver value. */
function withoutListed(
  judged: Judged,
  { introduced }: Origins,
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

function isAttributes({ path, side }: BesideFile): boolean {
  return side === 'base' && /(?:^|\/)\.gitattributes$/.test(path);
}

const NOT_COMPARED = 'too large on the base branch to tell what is new in it';

function diffOf({ hunks }: ChangedFile): DiffLines {
  return indexDiff(hunks ?? []);
}

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
  const groups = groupFindings(judged, diff, fresh.slice(0, room).flat(), budget);
  const comments = groups.flatMap(
    (group) => writeComment(file, group, decisions.of(group.findings), budget) ?? [],
  );
  const said = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
  const unsaid = fresh.flat().filter(({ fingerprint }) => !said.has(fingerprint));
  return { ...file, known, comments, dropped: new Set([...unsaid, ...file.quiet]) };
}
