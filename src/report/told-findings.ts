import type { FindingData } from '../judge/finding-data.ts';
import { groupBy } from '../judge/grouping.ts';
import { subjectName } from './names.ts';

/** More names than these are counted. */
const MAX_NAMES = 3;

/** What one line tells: a finding, or the same of several containers that one source makes. */
export interface Told {
  /** The first of them. */
  readonly finding: FindingData;
  /** What they are about, in words. */
  readonly subject: string;
}

/**
 * Findings as people read them: a template or a key of values makes several containers, whose findings
 * stand at one place and differ in nothing else.
 *
 * @param nameOf what a finding is about
 */
export function toldFindings(
  findings: readonly FindingData[],
  nameOf: (finding: FindingData) => string = subjectName,
): Told[] {
  return groupBy(findings, likeness).flatMap((group) => {
    const [finding] = group;
    return finding ? [{ finding, subject: subjectOf(group, nameOf) }] : [];
  });
}

function likeness(finding: FindingData): string {
  const { file, line, column, endLine, endColumn, rule, severity, message } = finding;
  return [line, column, endLine, endColumn, rule, severity, message, file].join(' ');
}

function subjectOf(
  group: readonly FindingData[],
  nameOf: (finding: FindingData) => string,
): string {
  const names = [...new Set(group.map(nameOf))];
  if (names.length === 1 && group.length > 1) return `${names[0]} in ${group.length} objects`;
  const more = names.length - MAX_NAMES;
  return more > 0 ? `${names.slice(0, MAX_NAMES).join(', ')} and ${more} more` : names.join(', ');
}
