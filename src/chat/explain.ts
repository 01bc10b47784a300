import { summaryOf } from '../judge/catalog.ts';
import { explanations } from './explanations.generated.ts';

/** Explains a rule in a few sentences, in Markdown; its page says more. */
export function explainRule(id: string): string {
  const finding = `**\`${id}\`**: a finding is ${summaryOf(id) ?? 'unknown'}.`;
  const more = `More, with examples: \`docs/rules/${id}.md\` of Podseal.`;
  return [finding, explanations.get(id) ?? '', more].join('\n\n');
}
