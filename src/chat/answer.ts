import { writePatch } from '../diff/patch.ts';
import { fence } from '../review/comment.ts';
import { code, codePath, count } from '../rules/kit/describe.ts';
import { type FindingData, byPlace } from '../judge/finding-data.ts';
import type { FixCommand } from './command.ts';
import type { FixPlan, FileFix } from './fix-on-request.ts';

/** What became of the files that were to be fixed. */
export interface Outcome {
  /** The commit that was made, or why there is none, in Markdown. */
  readonly commit:
    | { readonly sha: string; readonly startsRuns: boolean | undefined }
    | { readonly refused: string }
    /** Where nobody knows whether it was made: what to look at, in Markdown. */
    | { readonly unknown: string };
  /** Files that were left out of the commit, and why. */
  readonly keptOut: readonly { readonly path: string; readonly reason: string }[];
}

/** GitHub takes 65,536 characters in a comment; the rest is for what stands around these parts. */
const MAX_PATCH = 40_000;
const MAX_ROWS = 10_000;

/** Words the answer to a command to fix, in Markdown. */
export function answerFix(command: FixCommand, plan: FixPlan, outcome: Outcome): string {
  const notFixed = notFixedSection(plan, command);
  if (plan.files.length === 0) {
    const none =
      plan.notFixed.length === 0 ? 'There is nothing to fix.' : 'Nothing could be fixed.';
    return [`**${none}**`, notFixed].filter((part) => part !== '').join('\n\n');
  }
  const { commit, keptOut } = outcome;
  const out = new Set(keptOut.map(({ path }) => path));
  const done = 'sha' in commit ? plan.files.filter(({ path }) => !out.has(path)) : [];
  const open = plan.files.filter((file) => !done.includes(file));
  const parts = [
    heading(plan, done, commit),
    done.length > 0 ? rowsOf(findingsOf(done)) : '',
    section(
      'Not committed',
      keptOut.map(({ path, reason }) => `- ${codePath(path)}: ${reason}`),
    ),
    notFixed,
    checks(plan.files),
    patchSection(open),
    'sha' in commit ? runsNote(commit.startsRuns) : '',
  ];
  return parts.filter((part) => part !== '').join('\n\n');
}

function heading(plan: FixPlan, done: readonly FileFix[], commit: Outcome['commit']): string {
  if ('sha' in commit) return `**Fixed ${tally(done)}: ${commit.sha}**`;
  const open = count(findingsOf(plan.files).length, 'finding');
  return 'unknown' in commit
    ? `**${open} can be fixed, and the commit is not certain.** ${commit.unknown}`
    : `**${open} could be fixed, and nothing was committed.** ${commit.refused}`;
}

/**
 * The message of the commit: rules and counts, and of the files those with plain names. Nothing
 * that a stranger wrote is in it, since GitHub obeys words in messages, such as to skip workflows.
 */
export function commitMessage(
  files: readonly FileFix[],
  { login, url }: { readonly login: string; readonly url: string },
): { headline: string; body: string } {
  const lines = files.slice(0, MAX_FILES).map(({ path, fixed }) => {
    const name = /^[\w./-]+$/.test(path) ? path : 'a file whose name is not plain';
    return `- ${name}: ${ruleNames(fixed)}`;
  });
  if (files.length > MAX_FILES) lines.push(`- and ${count(files.length - MAX_FILES, 'more file')}`);
  const body = `${lines.join('\n')}\n\nAsked for by ${login} in ${url}`;
  return { headline: `Fix ${tally(files)}`, body };
}

/** Longer lists are for the commit's diff to tell. */
const MAX_FILES = 100;

function tally(files: readonly FileFix[]): string {
  return `${count(findingsOf(files).length, 'finding')} in ${count(files.length, 'file')}`;
}

function findingsOf(files: readonly FileFix[]): FindingData[] {
  return files.flatMap(({ fixed }) => fixed);
}

function ruleNames(findings: readonly FindingData[]): string {
  return [...new Set(findings.map(({ rule }) => rule))].join(', ');
}

/** A row for each container or object. */
function rowsOf(findings: readonly FindingData[]): string {
  const rows = byPlace(findings).flatMap((group) => {
    const [first] = group;
    const rules = [...new Set(group.map(({ rule }) => `\`${rule}\``))].join(', ');
    return first ? [`- ${placeOf(first)}: ${rules}`] : [];
  });
  return fit(rows);
}

function placeOf({ file, container, resource }: FindingData): string {
  const object = `${resource.kind} ${code(resource.name)}`;
  return `${codePath(file)} ${container === null ? object : `${code(container)} of ${object}`}`;
}

function notFixedSection({ notFixed, skips }: FixPlan, { unsafe }: FixCommand): string {
  const rules = new Map<string, string[]>();
  for (const { finding, reason } of notFixed) {
    const row = `- ${placeOf(finding)}: ${reason.replace('--unsafe', '`--unsafe`')}`;
    rules.set(row, [...(rules.get(row) ?? []), `\`${finding.rule}\``]);
  }
  const rows = [...rules].map(([row, names]) => `${row} (${[...new Set(names)].join(', ')})`);
  const skipped = skips.map(
    ({ file, reason }) => `- ${codePath(file)}: not analyzed: ${code(reason, 300)}`,
  );
  const isHeldBack = !unsafe && notFixed.some(({ finding }) => finding.remedy === 'unsafe');
  const hint =
    '`/podseal fix --unsafe` fixes those too that you have to check, and says what to check.';
  const parts = [section('Not fixed', [...rows, ...skipped]), ...(isHeldBack ? [hint] : [])];
  return parts.filter((part) => part !== '').join('\n\n');
}

function section(title: string, rows: readonly string[]): string {
  return rows.length === 0 ? '' : `${title}:\n\n${fit(rows)}`;
}

/** As many rows as there is room for, the others counted. */
function fit(rows: readonly string[]): string {
  let room = MAX_ROWS;
  const shown = rows.filter((row) => (room -= row.length + 1) >= 0);
  const rest = rows.length - shown.length;
  return [...shown, ...(rest > 0 ? [`- and ${rest} more`] : [])].join('\n');
}

function checks(files: readonly FileFix[]): string {
  const sentences = [...new Set(files.flatMap(({ verify }) => verify))];
  const rows = sentences.map((sentence) => `- ${sentence}`);
  return rows.length === 0 ? '' : `**Check before you merge:**\n\n${fit(rows)}`;
}

/** The changes as a patch, folded, for who has to apply them by hand. */
function patchSection(files: readonly FileFix[]): string {
  if (files.length === 0) return '';
  // A comment does not keep line ends, and a patch without the right ones does not apply.
  const [plain, others] = [files.filter(isPlain), files.filter((file) => !isPlain(file))];
  const patch = plain.map(({ path, before, text }) => writePatch(path, before, text)).join('');
  const command = '`podseal fix` in a clone writes the same changes.';
  if (patch === '' || patch.length > MAX_PATCH) return command;
  const rest = others.map(({ path }) => codePath(path)).join(', ');
  return [
    '<details><summary>The changes as a patch</summary>',
    'Save it as `podseal.patch`, and run `git apply podseal.patch`:',
    fence('diff', patch.replace(/\n$/, '')),
    ...(rest === '' ? [] : [`Not in it, for their line ends: ${rest}. ${command}`]),
    '</details>',
  ].join('\n\n');
}

function isPlain({ before }: FileFix): boolean {
  return !before.includes('\r');
}

/** GitHub starts no workflow for what a workflow's own token did, so that none runs for ever. */
function runsNote(startsRuns: boolean | undefined): string {
  if (startsRuns === true) return '';
  const condition = startsRuns === undefined ? 'If it was made with `GITHUB_TOKEN`, this' : 'This';
  return (
    `${condition} commit starts no workflow, so that required checks wait: close and reopen the ` +
    'pull request, or push to it. With the token of a GitHub App as `token`, checks start by themselves.'
  );
}
