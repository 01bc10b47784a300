import { summaryOf } from '../judge/catalog.ts';
import { type Markdown, code, codePath, joinMarkdown, md, prose } from '../text/markdown.ts';
import { explanations } from '../judge/explanations.generated.ts';

/** Explains a rule in a few sentences; its page says more. */
export function explainRule(id: string): Markdown {
  const finding = md`**${code(id)}**: a finding is ${prose(summaryOf(id) ?? 'unknown')}.`;
  const more = md`More, with examples: ${codePath(`docs/rules/${id}.md`)} of Podseal.`;
  return joinMarkdown([finding, prose(explanations.get(id) ?? ''), more], '\n\n');
}
