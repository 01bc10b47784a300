import { type Markdown, code, codePath, commitHash, md, prose } from '../text/markdown.ts';
import { count } from '../text/tagged.ts';
import {
  type Outcome,
  findingsOf,
  joinParts,
  patchSection,
  rowsOf,
  runsNote,
  section,
  tally,
} from './answer-parts.ts';
import type { ExemptCommand } from './command.ts';
import type { ExemptPlan } from './exempt-on-request.ts';

/** A reason is as long as that. */
const MAX_REASON = 200;

/** Words the answer to a command to exempt. */
export function answerExemption(
  { reason }: ExemptCommand,
  plan: ExemptPlan,
  { commit, keptOut }: Outcome,
): Markdown {
  if ('refused' in plan) return md`**Nothing was exempted.** ${plan.refused}`;
  const { files } = plan;
  const isDone = 'sha' in commit;
  return joinParts([
    heading(plan, commit),
    isDone ? rowsOf(findingsOf(files)) : md``,
    isDone
      ? md`The check's summary lists the exemption with its reason: ${code(reason, MAX_REASON)}.`
      : md``,
    section(
      'Not committed',
      keptOut.map(({ path, reason: why }) => md`- ${codePath(path)}: ${prose(why)}`),
    ),
    isDone ? md`` : patchSection(files, md`Write the exemption by hand.`),
    isDone ? runsNote(commit.startsRuns) : md``,
  ]);
}

function heading({ files }: ExemptPlan, commit: Outcome['commit']): Markdown {
  if ('sha' in commit) return md`**Exempted ${tally(files)}: ${commitHash(commit.sha)}**`;
  const open = count(findingsOf(files).length, 'finding');
  return 'unknown' in commit
    ? md`**${open} can be exempted, and the commit is not certain.** ${prose(commit.unknown)}`
    : md`**${open} could be exempted, and nothing was committed.** ${prose(commit.refused)}`;
}
