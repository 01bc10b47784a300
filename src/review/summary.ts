import type { Skip } from '../kubernetes/manifest.ts';
import { code, codePath, count } from '../rules/kit/describe.ts';
import { SEVERITIES } from '../rules/kit/rule.ts';
import { type FindingData, byPlace } from '../judge/finding-data.ts';
import type { Conclusion, FailOn, PlacedFinding } from './review-plan.ts';

/** What a review came to, to be put into words. */
export interface Outcome {
  readonly conclusion: Conclusion;
  readonly findings: readonly PlacedFinding[];
  readonly skips: readonly Skip[];
  readonly failOn: FailOn;
}

/** A reason may quote the manifest. */
const MAX_REASON = 300;

/** GitHub takes 65,535 characters in a check's summary; the rest is room for the closing lines. */
const MAX_LENGTH = 60_000;

/** The check's title: one line, plain text. */
export function writeTitle({ findings, skips }: Outcome): string {
  const fresh = findings.filter(({ introduced }) => introduced);
  const old = findings.filter((placed) => !placed.introduced && placed.placement !== 'summary');
  const parts = [
    countSeverities(fresh),
    ...(old.length > 0 ? [`${old.length} not new`] : []),
    ...(skips.length > 0 ? [`${count(skips.length, 'document')} not judged`] : []),
  ];
  return parts.join(', ');
}

function countSeverities(fresh: readonly PlacedFinding[]): string {
  if (fresh.length === 0) return 'No new findings';
  const counts = SEVERITIES.flatMap((severity) => {
    const { length } = fresh.filter(({ finding }) => finding.severity === severity);
    return length > 0 ? [count(length, `new ${severity}`)] : [];
  });
  return counts.join(', ').replace(/, ([^,]*)$/, ' and $1');
}

/** The text above the review's comments. */
export function writeBody(outcome: Outcome): string {
  return `**Podseal: ${lowerFirst(writeTitle(outcome))}.** ${explain(outcome)}`;
}

/** The check's summary and the job's: every finding is in it or counted. */
export function writeSummary(outcome: Outcome): string {
  const { findings, skips } = outcome;
  const commented = findings.filter(({ placement }) => placement !== 'summary');
  const others = findings.filter(({ placement }) => placement === 'summary');
  const old = others.filter(({ introduced }) => !introduced);
  const sections = [
    explain(outcome),
    section('Commented on', commented),
    section(
      'New, for want of room only here',
      others.filter(({ introduced }) => introduced),
    ),
    skipSection(skips),
    folded(`${count(old.length, 'finding')} in the changed files, not new`, old),
  ];
  return cut(sections.filter((text) => text !== '').join('\n\n'));
}

function explain({ conclusion, findings, skips, failOn }: Outcome): string {
  if (findings.length === 0 && skips.length === 0) {
    return 'No container or policy in the changed files needs mending.';
  }
  const only = conclusion === 'failure' ? 'New' : 'Only new';
  const rule = {
    never: 'Findings do not fail this check.',
    warning: `${only} findings fail this check.`,
    error: `${only} errors fail this check.`,
  }[failOn];
  return conclusion === 'neutral'
    ? `${rule} It is neutral, not green: some documents could not be judged.`
    : rule;
}

function section(title: string, placed: readonly PlacedFinding[]): string {
  if (placed.length === 0) return '';
  return [`### ${title}`, '', ...rows(placed)].join('\n');
}

function folded(title: string, placed: readonly PlacedFinding[]): string {
  if (placed.length === 0) return '';
  const summary = `<details><summary>${title}</summary>`;
  return [summary, '', ...rows(placed), '', '</details>'].join('\n');
}

/** A row for each container or object. */
function rows(placed: readonly PlacedFinding[]): string[] {
  return byPlace(placed.map(({ finding }) => finding)).map(row);
}

function row(findings: readonly FindingData[]): string {
  const [first] = findings;
  if (!first) return '';
  const { container, resource } = first;
  const object = `${resource.kind} ${code(resource.name)}`;
  const what = container === null ? object : `${code(container)} of ${object}`;
  const rules = [...new Set(findings.map(({ rule }) => `\`${rule}\``))].join(', ');
  return `- ${codePath(`${first.file}:${first.line}`)} ${what}: ${rules}`;
}

function skipSection(skips: readonly Skip[]): string {
  if (skips.length === 0) return '';
  const lines = skips.map(({ file, reason }) => `- ${codePath(file)}: ${code(reason, MAX_REASON)}`);
  return ['### Not judged', '', ...lines].join('\n');
}

/** Cuts at a line's end and says how many rows are left out. */
function cut(text: string): string {
  if (text.length <= MAX_LENGTH) return text;
  const kept = text.slice(0, text.lastIndexOf('\n', MAX_LENGTH));
  const rest = text.slice(kept.length).split('\n');
  const left = rest.filter((line) => line.startsWith('- ')).length;
  const closing = kept.includes('<details>') ? '\n\n</details>' : '';
  return `${kept}${closing}\n\n${count(left, 'row')} more did not fit: \`podseal check\` lists all.`;
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1);
}
