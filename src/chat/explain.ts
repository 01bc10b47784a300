import { summaryOf } from '../judge/catalog.ts';
import { explanations } from '../judge/explanations.generated.ts';
import { rulePage } from '../judge/rule-page.ts';
import { type Markdown, code, joinMarkdown, link, md, prose } from '../text/markdown.ts';

/** Explains a rule in a few sentences; its page says more. */
export function explainRule(id: string): Markdown {
  return md`${sentencesAbout(id)}\n\nMore, with examples: ${link(md`the page of the rule`, rulePage(id))}`;
}

/** The same for a terminal, where bold words would have asterisks. */
export function explainPlainly(id: string): string {
  return `${sentencesAbout(id).replaceAll('**', '')}\n\nMore, with examples: ${rulePage(id)}`;
}

function sentencesAbout(id: string): Markdown {
  const finding = md`**${code(id)}**: a finding is ${prose(summaryOf(id) ?? 'unknown')}.`;
  return joinMarkdown([finding, prose(explanations.get(id) ?? '')], '\n\n');
}
