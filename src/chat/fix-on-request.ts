import { fixFile } from '../fix/fix-file.ts';
import { type FindingData, toData } from '../judge/finding-data.ts';
import { groupBy } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { Change } from '../review/change.ts';
import { type JudgedReview, type ReviewOptions, judgeReview, scopeOf } from '../review/review.ts';
import { chartOf } from '../review/proved-fixes.ts';
import { type WantedFix, toWanted } from '../review/wanted-source-fixes.ts';
import { type Markdown, md } from '../text/markdown.ts';
import { type Asked, meantFindings } from './asked.ts';
import type { FixCommand } from './command.ts';

/** A file with its text before and after its findings were fixed. */
export interface FileFix {
  readonly path: string;
  readonly before: string;
  readonly text: string;
  /** The findings that are gone. */
  readonly fixed: readonly FindingData[];
  /** What a person has to check before deploying it. */
  readonly verify: readonly Markdown[];
}

/** A finding that stays, and why. */
export interface NotFixed {
  readonly finding: FindingData;
  readonly reason: Markdown;
}

/** What a command to fix comes to, nothing done yet: plain data. */
export interface FixPlan {
  readonly head: string;
  /** The files whose text changes. */
  readonly files: readonly FileFix[];
  readonly notFixed: readonly NotFixed[];
  readonly skips: readonly Skip[];
}

/**
 * Fixes what a review of the change would comment on, or with `all` every finding in its files: pure,
 * and nothing but files of the change is touched, and of its charts what was proved before.
 *
 * @param asked where it was asked for: in a thread of ours, only what that is about is meant
 */
export function planFix(
  change: Change,
  options: ReviewOptions,
  command: FixCommand,
  asked: Asked = {},
): FixPlan {
  const { unsafe } = command;
  const { plan, judged, wanted } = judgeAsked(change, options, command, asked);
  const isWanted = ({ fingerprint }: Finding): boolean => wanted.has(fingerprint);
  const atSource = sourceFixes(change, judged);
  const fixes = judged.map((one) => {
    options.onFile?.(one.manifest.file.path);
    return { one, result: fixFile(one, { unsafe, isWanted }) };
  });
  const plain = fixes.map(({ one, result: { text, fixed, verify } }): FileFix => {
    const { path, text: before } = one.manifest.file;
    return { path, before, text, fixed: fixed.map(toData), verify };
  });
  const inSources = new Set(atSource.files.map(({ path }) => path));
  const files = plain.filter(({ path, before, text }) => before !== text && !inSources.has(path));
  const notFixed = [
    ...fixes.flatMap(({ result }) => result.notFixed),
    // A file has one text: that of its chart or kustomization.
    ...plain
      .filter(({ path }) => inSources.has(path))
      .flatMap(({ fixed }) => fixed.map((finding) => ({ finding, reason: TOGETHER }))),
  ];
  return {
    head: change.head,
    files: [...files, ...atSource.files],
    notFixed: notFixed
      .filter(({ finding }) => !atSource.resolves.has(finding.fingerprint))
      .map(({ finding, reason }) => ({
        finding: 'subject' in finding ? toData(finding) : finding,
        reason,
      })),
    skips: plan.skips,
  };
}

const TOGETHER = md`its file is fixed for what it becomes first: comment again`;

/**
 * What is to be fixed at its source by a command, by the chart, or in all kustomizations: with what was proved
 * of it, the plan of the command is whole.
 */
export function sourceFixesAsked(
  change: Change,
  options: ReviewOptions,
  command: FixCommand,
  asked: Asked = {},
): WantedFix[] {
  const { judged, wanted, foundIn } = judgeAsked(change, options, command, asked);
  const found = judged
    .flatMap(({ findings }) => findings)
    .filter(({ fingerprint }) => wanted.has(fingerprint));
  const fixable = found.filter(
    ({ rendered }) =>
      rendered?.remedy === 'safe' || (command.unsafe && rendered?.remedy !== undefined),
  );
  const bySource = groupBy(fixable, ({ rendered }) => rendered && chartOf(rendered));
  return bySource.flatMap((group) => toWanted(group, foundIn));
}

interface JudgedAsked extends JudgedReview {
  /** The fingerprints of what is to be fixed. */
  readonly wanted: ReadonlySet<string>;
}

function judgeAsked(
  change: Change,
  options: ReviewOptions,
  { all, rules }: FixCommand,
  asked: Asked,
): JudgedAsked {
  const scope = all ? 'all' : scopeOf(change, options);
  const judged = judgeReview(change, { ...options, scope });
  const meant = meantFindings(change, judged.plan.findings, scope, asked);
  const wanted = meant.filter(({ rule }) => rules.length === 0 || rules.includes(rule));
  return { ...judged, wanted: new Set(wanted.map(({ fingerprint }) => fingerprint)) };
}

interface FixedSources {
  readonly files: readonly FileFix[];
  /** The fingerprints of the findings that are gone. */
  readonly resolves: ReadonlySet<string>;
}

/** What was proved to fix a change at its sources: the findings are told of with the first file of each. */
function sourceFixes(
  { charts = [], rootFixes = [] }: Change,
  judged: readonly Judged[],
): FixedSources {
  const all = judged.flatMap(({ findings }) => findings);
  const proved = [
    ...charts.flatMap(({ folder, fixes = [] }) => fixes.map((fix) => ({ chart: folder, ...fix }))),
    ...rootFixes.map((fix) => ({ chart: undefined, ...fix })),
  ];
  const files = proved.flatMap(({ chart, files: edited, resolves, verify }) =>
    edited.map(({ path, before, after: text }, index): FileFix => {
      const gone = all.filter(
        ({ fingerprint, rendered }) =>
          rendered && chartOf(rendered) === chart && resolves.includes(fingerprint),
      );
      const fixed = index === 0 ? gone.map(toData) : [];
      return { path, before, text, fixed, verify };
    }),
  );
  return { files, resolves: new Set(proved.flatMap(({ resolves }) => resolves)) };
}
