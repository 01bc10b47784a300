import type { ExemptedData } from '../judge/exempted-data.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { BASELINE_PATH } from './configuration.ts';

/** What was exempt in the files that were looked at. */
interface Seen {
  readonly exempted: readonly ExemptedData[];
  /** Keys. */
  readonly baseline: readonly string[];
}

/**
 * What is wrong with the exemptions and the baseline of a project: what has ended, and, where all of
 * the project was looked at by all of its rules, what fits no finding.
 */
export function exemptionFaults(
  { ruleSet }: { readonly ruleSet: RuleSet },
  seen: Seen,
  isWhole: boolean,
): ExemptionFault[] {
  const { exemptions, only, skip } = ruleSet;
  if (!exemptions) return [];
  const used = new Set(seen.exempted.map(({ source }) => source));
  const isComplete = isWhole && only === undefined && skip === undefined;
  const ofConfiguration = exemptions.exemptions.flatMap(({ source, expires }) => {
    const isOver = expires !== undefined && expires <= exemptions.today;
    if (isOver) return [at(source, `this exemption ended on ${expires}: renew it, or remove it`)];
    return isComplete && !used.has(source)
      ? [at(source, 'this exemption fits no finding: remove it')]
      : [];
  });
  const known = new Set(seen.baseline);
  const gone = isComplete ? exemptions.baseline.filter((key) => !known.has(key)).length : 0;
  if (gone === 0) return ofConfiguration;
  const what =
    gone === 1 ? 'a line is about a finding that is' : `${gone} lines are about findings that are`;
  const message = `${what} gone: podseal baseline --prune`;
  return [...ofConfiguration, { file: BASELINE_PATH, line: 1, message }];
}

function at(source: string, message: string): ExemptionFault {
  const end = source.lastIndexOf(':');
  return { file: source.slice(0, end), line: Number(source.slice(end + 1)), message };
}
