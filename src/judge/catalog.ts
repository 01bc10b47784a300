import { rules } from './rules.generated.ts';

/** What a finding of a rule is, in a clause; undefined when there is no such rule. */
export function summaryOf(id: string): string | undefined {
  return rules.find((rule) => rule.id === id)?.summary;
}
