import {
  type Markdown,
  code,
  codeList,
  codePath,
  commitHash,
  fitRows,
  md,
  prose,
} from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import {
  MAX_ROWS_BYTES,
  type Outcome,
  findingsOf,
  joinParts,
  patchSection,
  placeOf,
  rowsOf,
  runsNote,
  section,
  tally,
} from './answer-parts.ts';
import { NO_REMEDY } from '../fix/not-fixed.ts';
import type { FixCommand } from './command.ts';
import type { FixPlan, FileFix } from './fix-on-request.ts';

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
    patchSection(open, md`\`podseal fix\` in a clone writes the same changes.`),
    'sha' in commit ? runsNote(commit.startsRuns) : md``,
  ]);
}

function heading(plan: FixPlan, done: readonly FileFix[], commit: Outcome['commit']): Markdown {
  if ('sha' in commit) return md`**Fixed ${tally(done)}: ${commitHash(commit.sha)}**`;
  const open = count(findingsOf(plan.files).length, 'finding');
  return 'unknown' in commit
    ? md`**${open} can be fixed, and the commit is not certain.** ${prose(commit.unknown)}`
    : md`**${open} could be fixed, and nothing was committed.** ${prose(commit.refused)}`;
}

function notFixedSection({ notFixed, skips }: FixPlan, { unsafe }: FixCommand): Markdown {
  const rules = new Map<Markdown, string[]>();
  for (const { finding, reason } of notFixed) {
    const row = md`- ${placeOf(finding)}: ${reason === NO_REMEDY ? finding.message : reason}`;
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

function checks(files: readonly FileFix[]): Markdown {
  const sentences = [...new Set(files.flatMap(({ verify }) => verify))];
  const rows = sentences.map((sentence) => md`- ${sentence}`);
  return rows.length === 0
    ? md``
    : md`**Check before you merge:**\n\n${fitRows(rows, MAX_ROWS_BYTES)}`;
}
