import { writePatch } from '../diff/patch.ts';
import { type FindingData, byPlace } from '../judge/finding-data.ts';
import {
  type Markdown,
  code,
  codeList,
  codePath,
  commitHash,
  fence,
  fitRows,
  fold,
  joinMarkdown,
  kindWord,
  md,
  prose,
} from '../text/markdown.ts';
import { byteLength } from '../text/byte-length.ts';
import { type Plain, count, plainly } from '../text/tagged.ts';
import type { FixCommand } from './command.ts';
import type { FixPlan, FileFix } from './fix-on-request.ts';

/** What became of the files that were to be fixed. */
export interface Outcome {
  /** The commit that was made, or why there is none. */
  readonly commit:
    | { readonly sha: string; readonly startsRuns: boolean | undefined }
    | { readonly refused: string }
    /** Where nobody knows whether it was made: what to look at. */
    | { readonly unknown: string };
  /** Files that were left out of the commit, and why. */
  readonly keptOut: readonly { readonly path: string; readonly reason: string }[];
}

/** Four lists, a patch, the files that are not in it, and the sentences around them fit into a comment. */
const MAX_ROWS_BYTES = 6000;
const MAX_PATCH_BYTES = 25_000;
const MAX_PATHS = 20;
const MAX_PATH = 200;

/** Words the answer to a command to fix. */
export function answerFix(command: FixCommand, plan: FixPlan, outcome: Outcome): Markdown {
  const notFixed = notFixedSection(plan, command);
  if (plan.files.length === 0) {
    const isClean = plan.notFixed.length === 0;
    const none = isClean ? md`**There is nothing to fix.**` : md`**Nothing could be fixed.**`;
    return joinParts([none, notFixed]);
  }
  const { commit, keptOut } = outcome;
  const out = new Set(keptOut.map(({ path }) => path));
  const done = 'sha' in commit ? plan.files.filter(({ path }) => !out.has(path)) : [];
  const open = plan.files.filter((file) => !done.includes(file));
  return joinParts([
    heading(plan, done, commit),
    done.length > 0 ? rowsOf(findingsOf(done)) : md``,
    section(
      'Not committed',
      keptOut.map(({ path, reason }) => md`- ${codePath(path)}: ${prose(reason)}`),
    ),
    notFixed,
    checks(plan.files),
    patchSection(open),
    'sha' in commit ? runsNote(commit.startsRuns) : md``,
  ]);
}

function joinParts(parts: readonly Markdown[]): Markdown {
  return joinMarkdown(
    parts.filter((part) => part !== ''),
    '\n\n',
  );
}

function heading(plan: FixPlan, done: readonly FileFix[], commit: Outcome['commit']): Markdown {
  if ('sha' in commit) return md`**Fixed ${tally(done)}: ${commitHash(commit.sha)}**`;
  const open = count(findingsOf(plan.files).length, 'finding');
  return 'unknown' in commit
    ? md`**${open} can be fixed, and the commit is not certain.** ${prose(commit.unknown)}`
    : md`**${open} could be fixed, and nothing was committed.** ${prose(commit.refused)}`;
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

function tally(files: readonly FileFix[]): Plain {
  return plainly`${count(findingsOf(files).length, 'finding')} in ${count(files.length, 'file')}`;
}

function findingsOf(files: readonly FileFix[]): FindingData[] {
  return files.flatMap(({ fixed }) => fixed);
}

function ruleNames(findings: readonly FindingData[]): string {
  return [...new Set(findings.map(({ rule }) => rule))].join(', ');
}

/** A row for each container or object. */
function rowsOf(findings: readonly FindingData[]): Markdown {
  const rows = byPlace(findings).flatMap((group) => {
    const [first] = group;
    const rules = codeList([...new Set(group.map(({ rule }) => rule))]);
    return first ? [md`- ${placeOf(first)}: ${rules}`] : [];
  });
  return fitRows(rows, MAX_ROWS_BYTES);
}

function placeOf({ file, container, resource }: FindingData): Markdown {
  const object = md`${kindWord(resource.kind)} ${code(resource.name)}`;
  const what = container === null ? object : md`${code(container)} of ${object}`;
  return md`${codePath(file)} ${what}`;
}

function notFixedSection({ notFixed, skips }: FixPlan, { unsafe }: FixCommand): Markdown {
  const rules = new Map<Markdown, string[]>();
  for (const { finding, reason } of notFixed) {
    const row = md`- ${placeOf(finding)}: ${reason}`;
    rules.set(row, [...(rules.get(row) ?? []), finding.rule]);
  }
  const rows = [...rules].map(([row, names]) => md`${row} (${codeList([...new Set(names)])})`);
  const skipped = skips.map(
    ({ file, reason }) => md`- ${codePath(file)}: not analyzed: ${code(reason, 300)}`,
  );
  const isHeldBack = !unsafe && notFixed.some(({ finding }) => finding.remedy === 'unsafe');
  const hint = md`\`/podseal fix --unsafe\` fixes those too that you have to check, and says what to check.`;
  return joinParts([section('Not fixed', [...rows, ...skipped]), isHeldBack ? hint : md``]);
}

function section(title: 'Not fixed' | 'Not committed', rows: readonly Markdown[]): Markdown {
  return rows.length === 0 ? md`` : md`${title}:\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}

function checks(files: readonly FileFix[]): Markdown {
  const sentences = [...new Set(files.flatMap(({ verify }) => verify))];
  const rows = sentences.map((sentence) => md`- ${sentence}`);
  return rows.length === 0
    ? md``
    : md`**Check before you merge:**\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}

/** The changes as a patch, folded, for who has to apply them by hand. */
function patchSection(files: readonly FileFix[]): Markdown {
  if (files.length === 0) return md``;
  // A comment does not keep line ends, and a patch without the right ones does not apply.
  const [plain, others] = [files.filter(isPlain), files.filter((file) => !isPlain(file))];
  const patch = plain.map(({ path, before, text }) => writePatch(path, before, text)).join('');
  const command = md`\`podseal fix\` in a clone writes the same changes.`;
  if (patch === '' || byteLength(patch) > MAX_PATCH_BYTES) return command;
  const paths = others.slice(0, MAX_PATHS).map(({ path }) => code(path, MAX_PATH));
  if (others.length > MAX_PATHS) paths.push(md`${others.length - MAX_PATHS} more`);
  return fold(
    plainly`The changes as a patch`,
    joinParts([
      md`Save it as \`podseal.patch\`, and run \`git apply podseal.patch\`:`,
      fence('diff', patch.replace(/\n$/, '')),
      paths.length === 0
        ? md``
        : md`Not in it, for their line ends: ${joinMarkdown(paths, ', ')}. ${command}`,
    ]),
  );
}

function isPlain({ before }: FileFix): boolean {
  return !before.includes('\r');
}

/** GitHub starts no workflow for what a workflow's own token did, so that none runs for ever. */
function runsNote(startsRuns: boolean | undefined): Markdown {
  if (startsRuns === true) return md``;
  const condition = startsRuns === undefined ? 'If it was made with `GITHUB_TOKEN`, this' : 'This';
  return md`${condition} commit starts no workflow, so that required checks wait: close and reopen the pull request, or push to it. With the token of a GitHub App as \`token\`, checks start by themselves.`;
}
