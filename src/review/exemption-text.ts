import type { Finding } from '../judge/judge.ts';
import { UNFINISHED } from '../rules/kit/exemption.ts';
import { type Markdown, code, codeList, fence, joinMarkdown, md } from '../text/markdown.ts';
import type { Group } from './group.ts';
import type { Replacement } from './suggest.ts';

/** What a comment says of an exemption, for everybody to see and for who opens the fold. */
interface ExemptionText {
  readonly shown: readonly Markdown[];
  readonly folded: readonly Markdown[];
}

/** Longer texts are no help: the comment that exempts is one line of them. */
const MAX_LINES = 12;

/** Words the exemption that a comment offers: as its suggestion, where it has no fix to suggest. */
export function describeExemption({ suggestion, exemption }: Group): ExemptionText {
  if (!exemption) return { shown: [], folded: [] };
  const { findings, lines, entries } = exemption;
  const rules = rulesOf(findings);
  if (!suggestion && exemption.suggestion && entries.length === 0) {
    const what = md`This suggestion fixes nothing: it exempts ${rules}. Apply it only if that has to stay.`;
    return { shown: [what], folded: [] };
  }
  const folded = [
    ...(lines ? linesText(rules, lines) : []),
    ...entries.map((entry) => entryText(entry)),
    ...(exemption.isUnfinished
      ? [md`Replace ${code(UNFINISHED)}: an exemption counts only with a reason.`]
      : []),
    ...(lines ? [commandText(findings)] : []),
  ];
  const hint = md`What has to stay can be exempted: see below.`;
  return { shown: [hint], folded: [joinMarkdown(folded, '\n\n')] };
}

function rulesOf(findings: readonly Finding[]): Markdown {
  return codeList([...new Set(findings.map(({ rule }) => rule))]);
}

function linesText(rules: Markdown, { firstLine, lastLine, text }: Replacement): Markdown[] {
  if (text.split('\n').length > MAX_LINES) return [];
  const where =
    firstLine === lastLine ? md`line ${firstLine}` : md`lines ${firstLine} to ${lastLine}`;
  return [md`To exempt ${rules}, change ${where} to:`, fence('yaml', text)];
}

function entryText(entry: string): Markdown {
  return joinMarkdown(
    [md`To exempt it in the configuration, add to \`.github/podseal.yml\`:`, fence('yaml', entry)],
    '\n\n',
  );
}

function commandText([finding]: readonly Finding[]): Markdown {
  const command = code(`/podseal exempt ${finding?.rule ?? ''}: why`);
  return md`Where commands are set up, answering ${command} commits it.`;
}
