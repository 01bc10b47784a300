import type { ExemptedData } from '../judge/exempted-data.ts';
import type { ExemptionFault } from '../judge/exemptions/exempt.ts';
import type { BaselineEntry } from '../judge/exemptions/baseline-entry.ts';
import { compareBaseline } from '../judge/exemptions/match-baseline.ts';
import { pathFromRoot } from '../judge/exemptions/patterns.ts';
import type { Skip } from '../kubernetes/manifest.ts';
import type { RuleSet } from '../rules/kit/rule.ts';
import { count } from '../text/tagged.ts';
import { BASELINE_PATH } from './configuration.ts';
import { placeOf } from './extends.ts';

/** What a check of a project came to. */
interface Seen {
  readonly exempted: readonly ExemptedData[];
  readonly baseline: readonly BaselineEntry[];
  readonly skips: readonly Skip[];
}

/**
 * What is wrong with the exemptions of a project: what has ended, and, where all of the project was
 * looked at as it says itself, what fits no finding.
 */
export function exemptionFaults(
  { ruleSet }: { readonly ruleSet: RuleSet },
  seen: Pick<Seen, 'exempted'>,
  isWhole: boolean,
): ExemptionFault[] {
  const { exemptions } = ruleSet;
  if (!exemptions) return [];
  const used = new Set(seen.exempted.map(({ source }) => source));
  return exemptions.exemptions.flatMap(({ source, expires }) => {
    const { file } = at(source, '');
    // One of an organization is for other repositories, too, and nobody changes it here.
    if (placeOf(file).repository !== undefined) return [];
    const isOver = expires !== undefined && expires <= exemptions.today;
    if (isOver) return [at(source, `this exemption ended on ${expires}: renew it, or remove it`)];
    return isWhole && !used.has(source)
      ? [at(source, 'this exemption fits no finding: remove it')]
      : [];
  });
}

/** How the baseline of a project that was looked at as a whole differs from its findings. */
export function baselineFaults(
  { ruleSet, baseline }: { readonly ruleSet: RuleSet; readonly baseline: readonly BaselineEntry[] },
  seen: Pick<Seen, 'baseline' | 'skips'>,
): ExemptionFault[] {
  const folders = ruleSet.exemptions?.folders;
  const unread = new Set(seen.skips.map(({ file }) => pathFromRoot(file, folders)));
  const { gone, moved } = compareBaseline(baseline, seen.baseline, unread);
  const parts = [
    ...(gone > 0 ? [`${count(gone, 'finding')} gone`] : []),
    ...(moved > 0 ? [`${count(moved, 'finding')} moved`] : []),
  ];
  if (parts.length === 0) return [];
  const message = `${parts.join(', ')}: update the file with podseal baseline --prune`;
  return [{ file: BASELINE_PATH, line: 1, message }];
}

function at(source: string, message: string): ExemptionFault {
  const end = source.lastIndexOf(':');
  return { file: source.slice(0, end), line: Number(source.slice(end + 1)), message };
}
