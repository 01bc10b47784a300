import type { DiffLines } from '../diff/diff-lines.ts';
import { type Fix, fixMost } from '../fix/fix.ts';
import { fixEach } from '../fix/fix-each.ts';
import type { ProofBudget } from '../fix/proof-budget.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import {
  MAX_POST_BYTES,
  type Markdown,
  code,
  codeList,
  codePath,
  countWords,
  fence,
  fold,
  joinMarkdown,
  link,
  md,
  prose,
  sentencesOf,
  withPronouns,
} from '../text/markdown.ts';
import { docPage } from '../text/doc-page.ts';
import { type Plain, count, plainly } from '../text/tagged.ts';
import { byteLength } from '../text/byte-length.ts';
import type { Anchor } from './anchor.ts';
import { checksOf, showChecks } from './checks.ts';
import type { Decision } from './decisions.ts';
import { chartFixCommand, fixCommand } from './fix-command.ts';
import type { Group } from './group.ts';
import { describeExemption } from './exemption-text.ts';
import { describeImageDetails } from './image-details.ts';
import { writeMarker } from './marker.ts';
import { patchOf, patchOfTexts } from './patch.ts';
import { placeOf } from './place.ts';
import type { PlannedComment } from './review-plan.ts';
import { provedFor } from './proved-fixes.ts';
import { renderedNote } from './rendered-note.ts';
import { type Replacement, suggestEach } from './suggest.ts';
import { gravest, isGravest, listFindings, tallyOf, verdictOf } from './verdict.ts';

/** A sentence of more words is in the fold. */
const MAX_WORDS = 40;

/** Names of objects and containers end with what tells them apart. */
const MAX_NAME = 160;

/** For an author who sees a comment of ours for the first time. */
const WHAT_TO_DO = link(md`What you can do with this comment`, docPage('comments'));

/** A judged file, as far as its comments need it. */
export interface CommentedFile {
  readonly judged: Judged;
  readonly diff: DiffLines;
  readonly introduced: ReadonlySet<Finding>;
  /** Where the diff shows what findings in the renderings of charts come from. */
  readonly anchors?: ReadonlyMap<Finding, Anchor>;
}

/**
 * Words the comment of a group and puts it on the lines of its suggestion; without one, on the
 * finding's line or the nearest line of its container or object that the diff shows; else on the
 * file.
 *
 * @returns undefined when there is more to say than GitHub takes
 */
export function writeComment(
  file: CommentedFile,
  group: Group,
  decision: Decision,
  budget: ProofBudget,
): PlannedComment | undefined {
  const { findings } = group;
  const suggestion = group.suggestion ?? exemptionOf(group);
  const verdict = verdictOf(findings);
  const fingerprints = findings.map(({ fingerprint }) => fingerprint);
  const closing = [...explain(file, group, decision, budget), writeMarker(fingerprints)];
  const { path } = file.judged.manifest.file;
  if (!suggestion) {
    const body = joinMarkdown([verdict, ...closing], '\n\n');
    if (byteLength(body) > MAX_POST_BYTES) return undefined;
    const line = placeOf(file, findings);
    const place = { subject: line === undefined ? 'file' : 'line', line: line ?? 1 } as const;
    return { path, ...place, body, fileBody: body, fingerprints, suggestion: null };
  }
  const { firstLine, lastLine, text } = suggestion;
  const body = joinMarkdown([verdict, fence('suggestion', text), ...closing], '\n\n');
  if (byteLength(body) > MAX_POST_BYTES) {
    const plain = { findings, suggestion: undefined, exemption: undefined };
    return writeComment(file, plain, decision, budget);
  }
  const preview = md`${linesWords(firstLine, lastLine)} would become:`;
  return {
    path,
    subject: 'line',
    line: lastLine,
    ...(firstLine < lastLine && { startLine: firstLine }),
    body,
    fileBody: joinMarkdown([verdict, preview, fence('yaml', text), ...closing], '\n\n'),
    suggestion: text,
    fingerprints,
  };
}

/** The exemption that stands in for a fix. */
function exemptionOf({ exemption }: Group): Replacement | undefined {
  return exemption?.entries.length === 0 ? exemption.suggestion : undefined;
}

function linesWords(first: number, last: number): Plain {
  return first === last ? plainly`Line ${first}` : plainly`Lines ${first} to ${last}`;
}

/** What stands below the verdict and the suggestion. */
function explain(
  file: CommentedFile,
  group: Group,
  { sameAs, others }: Decision,
  budget: ProofBudget,
): Markdown[] {
  const open = openAtSource(file, group) ?? openFindings(file, group, budget);
  const fix = group.suggestion?.fix ?? open.fix;
  const { reasons, images, applies } = fix ?? NO_FIX;
  const checks = checksOf(applies);
  const reason = shortReason(reasons);
  const stays = without(group.findings, resolvedBy(fix, open.fix));
  const told = sameAs ? [] : toldBeforeChecks(group, applies, stays);
  const checksShown = sameAs || told.length > 0 ? [] : checks.shown;
  const shown = sameAs ? [sameDecision(sameAs)] : [reason ?? [], showChecks(checksShown)].flat();
  const staying = fix ? worthTelling(file, without(stays, told), group) : [];
  const rest = without(group.findings, [...told, ...staying]);
  const exemption = describeExemption(group);
  const folded = [
    ...open.patch,
    ...exemption.folded,
    ...listSome(file, rest, group),
    ...(fix ? open.refusals : open.refusals.slice(1)),
    ...(reason === undefined || sameAs ? reasons : []),
    ...bullets('Check', checksShown.length > 0 ? checks.folded : checks.all),
    ...bullets('The same decision for', others.map(placeWords)),
    ...describeImageDetails(images),
  ];
  return [
    ...renderedNote(group.findings, anchorIn(file, group.findings), group.suggestion !== undefined),
    ...open.notes,
    ...listSome(file, told, group),
    ...(fix ? [] : open.refusals.slice(0, 1)),
    ...shown,
    ...sameFor(others),
    ...(fix ? notFixed(listSome(file, staying, group), rest, without(group.findings, stays)) : []),
    ...exemption.shown,
    ...foldOf(foldTitle(rest, open.patch.length > 0, images.length > 0), folded),
  ];
}

function anchorIn({ anchors }: CommentedFile, findings: readonly Finding[]): Anchor | undefined {
  return findings.map((finding) => anchors?.get(finding)).find(Boolean);
}

function resolvedBy(...fixes: readonly (Fix | undefined)[]): Finding[] {
  return fixes.flatMap((fix) => fix?.resolves ?? []);
}

function listSome(
  { introduced }: CommentedFile,
  some: readonly Finding[],
  { findings }: Pick<Group, 'findings'>,
): Markdown[] {
  return some.length === 0 ? [] : [listFindings(some, (one) => introduced.has(one), findings)];
}

function without(findings: readonly Finding[], others: readonly Finding[]): Finding[] {
  const left = new Set(others);
  return findings.filter((finding) => !left.has(finding));
}

function sameDecision({ name, path }: NonNullable<Decision['sameAs']>): Markdown {
  return md`The same decision as for ${code(name, MAX_NAME)} in ${codePath(path)}.`;
}

/** A fix that does nothing about the gravest: then what to do about that is shown, not its checks. */
function toldBeforeChecks(
  group: Group,
  applied: readonly Finding[],
  stays: readonly Finding[],
): Finding[] {
  if (applied.some((one) => isGravest(one, group.findings))) return [];
  return gravest(without(stays, exemptionOf(group) ? (group.exemption?.findings ?? []) : []));
}

const NO_FIX: Pick<Fix, 'reasons' | 'images' | 'resolves' | 'applies'> = {
  reasons: [],
  images: [],
  resolves: [],
  applies: [],
};

/** The errors and warnings that a fix leaves, where a few words say why. */
function worthTelling(file: CommentedFile, stays: readonly Finding[], group: Group): Finding[] {
  const grave = stays.filter(({ severity }) => severity !== 'notice');
  const [list] = listSome(file, grave, group);
  return list === undefined || countWords(list) > MAX_WORDS ? [] : grave;
}

function notFixed(
  told: readonly Markdown[],
  rest: readonly Finding[],
  fixed: readonly Finding[],
): Markdown[] {
  const title = md`Not fixed by this:`;
  const others = without(rest, fixed);
  const begun = new Set(fixed.map(({ rule }) => rule));
  const rules = [...new Set(others.map(({ rule }) => rule))].map((rule) =>
    begun.has(rule) ? md`a part of ${code(rule)}` : code(rule),
  );
  const list = joinMarkdown(rules, ', ');
  if (told.length === 0) return others.length === 0 ? [] : [md`${title} ${list}.`];
  const more = others.length === 0 ? [] : [md`- ${list}`];
  return [md`${title}\n\n${joinMarkdown([...told, ...more], '\n')}`];
}

function sameFor({ length }: Decision['others']): Markdown[] {
  return length === 0
    ? []
    : [md`The same goes for ${count(length, 'other container')}, listed below.`];
}

function foldOf(title: Plain, parts: readonly Markdown[]): Markdown[] {
  return parts.length === 0 ? [] : [fold(title, joinMarkdown([...parts, WHAT_TO_DO], '\n\n'))];
}

function foldTitle(findings: readonly Finding[], hasPatch: boolean, hasFacts: boolean): Plain {
  const tally = findings.length === 0 ? plainly`More` : tallyOf(findings);
  const list = hasPatch ? plainly`The patch, ${tally}` : tally;
  return hasFacts ? plainly`${list}, and where the facts come from` : list;
}

function rulesOf(findings: readonly Finding[]): Markdown {
  return codeList([...new Set(findings.map(({ rule }) => rule))]);
}

/** What a fix does and why, by its first sentences. */
function shortReason(reasons: readonly Markdown[]): Markdown | undefined {
  const sentences = withPronouns(reasons.flatMap(sentencesOf));
  const kept: Markdown[] = [];
  for (const sentence of sentences) {
    const next = joinMarkdown([...kept, sentence], ' ');
    if (countWords(next) > MAX_WORDS) break;
    kept.push(sentence);
  }
  return kept.length === sentences.length && kept.length > 0 ? joinMarkdown(kept, ' ') : undefined;
}

function bullets(title: 'Check' | 'The same decision for', rows: readonly Markdown[]): Markdown[] {
  if (rows.length === 0) return [];
  return [
    md`${title}:\n\n${joinMarkdown(
      rows.map((row) => md`- ${row}`),
      '\n',
    )}`,
  ];
}

function placeWords({ path, line, name }: Decision['others'][number]): Markdown {
  return md`${code(name, MAX_NAME)} in ${codePath(`${path}:${line}`)}`;
}

/** What of a group its suggestion does not fix. */
interface Open {
  /** What to do about it, for everybody to see. */
  readonly notes: readonly Markdown[];
  /** The fix of what the diff does not show together. */
  readonly fix: Fix | undefined;
  readonly patch: readonly Markdown[];
  readonly refusals: readonly Markdown[];
}

/** What is fixed at its source, where that is no suggestion. */
function openAtSource(
  { anchors }: CommentedFile,
  { findings, suggestion }: Group,
): Open | undefined {
  const proved = provedFor(anchors, findings);
  if (!proved || suggestion) return undefined;
  const { fix, files } = proved;
  // Only a suggestion of another comment keeps one from its lines.
  if (proved.suggestion) {
    const { firstLine, lastLine } = proved.suggestion;
    const lines = linesWords(firstLine, lastLine).toLowerCase();
    const note = md`Another suggestion changes some of ${prose(lines)}: apply it first, and another follows where needed.`;
    return { notes: [note], fix, patch: [], refusals: [] };
  }
  // What only fixes notices beside what the comment is about would be taken for its fix.
  const isAbout = fix.applies.some(({ severity }) => severity !== 'notice');
  const command = isAbout ? chartFixCommand(findings) : undefined;
  const notes = command
    ? [md`A suggestion can't show all lines to change: ${command} changes them.`]
    : [];
  return {
    notes,
    fix,
    patch: patchOfTexts(files).map((text) => fence('diff', text)),
    refusals: [],
  };
}

function elsewhereNote(command: Markdown): Markdown {
  return md`Not all lines to change are in this diff: ${command} changes them.`;
}

function openFindings(
  { judged, diff }: CommentedFile,
  { findings, suggestion }: Group,
  budget: ProofBudget,
): Open {
  const gone = new Set(suggestion?.fix.resolves);
  const open = findings.filter((finding) => finding.remedy && !gone.has(finding));
  const outcomes = [...fixEach(judged, open, budget)];
  const refused = new Map<string, Finding[]>();
  for (const [finding, fix] of outcomes) {
    if ('refused' in fix) refused.set(fix.refused, [...(refused.get(fix.refused) ?? []), finding]);
  }
  const refusals = [...refused].map(
    ([why, some]) => md`No fix for ${rulesOf(some)}: ${prose(why)}.`,
  );
  const elsewhere = outcomes.flatMap(([finding, fix]) => ('edits' in fix ? finding : []));
  const nothing = { notes: [], fix: undefined, patch: [], refusals };
  if (elsewhere.length === 0) return nothing;
  if (suggestion && suggestEach(judged, diff, [elsewhere], budget)[0] !== undefined) {
    return { ...nothing, notes: [md`Apply this first; another suggestion follows then.`] };
  }
  const fix = fixMost(judged, elsewhere, () => true, budget);
  const command = fixCommand(judged, elsewhere);
  const note = suggestion
    ? md`The rest is outside this diff: ${command} changes it.`
    : elsewhereNote(command);
  const patch = patchOf(judged, fix).map((text) => fence('diff', text));
  return { notes: [note], fix, patch, refusals };
}
