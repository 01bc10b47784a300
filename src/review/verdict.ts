import { groupBy } from '../judge/grouping.ts';
import type { Finding } from '../judge/judge.ts';
import { rulePage } from '../judge/rule-page.ts';
import { shownObject } from '../judge/shown-object.ts';
import { listed } from '../render/merged-findings.ts';
import { SEVERITIES, compareSeverity } from '../rules/kit/rule.ts';
import {
  type Markdown,
  code,
  codeList,
  joinMarkdown,
  kindWord,
  link,
  md,
  prose,
  splitClause,
  withoutEnd,
} from '../text/markdown.ts';
import { type Plain, count, listPlain } from '../text/tagged.ts';

/** So many containers are named in a verdict; the others are counted. */
const MAX_NAMED = 3;

/** What is the matter, in a line: with whom, and in which object. */
export function verdictOf(findings: readonly Finding[]): Markdown {
  const sorted = findings.toSorted(byRank);
  const [worst] = sorted;
  if (!worst) return md``;
  const { kind, namespace, name } = shownObject(worst);
  // A chart is rendered for a namespace that says nothing.
  const isNamed = namespace !== '' && !(worst.rendered && namespace === 'default');
  const object = md`${kindWord(kind)} ${code(isNamed ? `${namespace}/${name}` : name)}${whereOf(worst)}`;
  const containers = [...new Set(sorted.flatMap(({ subject }) => subject.container?.name ?? []))];
  const faults = headlines(sorted.filter(({ severity }) => severity === worst.severity));
  if (containers.length === 0) return md`**${object} ${faults}**`;
  return md`**${named(containers)} ${faults}** in ${object}`;
}

/** The kustomizations that a finding is in, where these are not all of its file. */
function whereOf(worst: Finding | undefined): Markdown {
  const roots = worst?.rendered?.shared?.roots ?? [];
  return roots.length === 0 ? md`` : md` (in ${prose(listed(roots))})`;
}

/** The gravest first, faults of a container before those of its object. */
function byRank(one: Finding, other: Finding): number {
  return (
    compareSeverity(one.severity, other.severity) ||
    Number(!one.subject.container) - Number(!other.subject.container)
  );
}

function named(containers: readonly string[]): Markdown {
  const more = containers.length - MAX_NAMED;
  return more > 0
    ? md`${codeList(containers.slice(0, MAX_NAMED))} and ${count(more, 'other container')}:`
    : md`${codeList(containers)}${containers.length > 1 ? ':' : ''}`;
}

/** Two faults say enough; the list below has them all. */
function headlines(findings: readonly Finding[]): Markdown {
  const all = [...new Set(findings.map(({ headline }) => headline))].slice(0, 2);
  const [first, second] = all;
  if (first === undefined) return md``;
  return second === undefined ? first : md`${first} and ${second}`;
}

/** Where there is no fix, so many findings are shown: what they say is all that there is to do. */
const MAX_SHOWN = 2;

/** Whether nothing among findings is graver than one of them. */
export function isGravest({ severity }: Finding, findings: readonly Finding[]): boolean {
  return findings.every((one) => compareSeverity(severity, one.severity) <= 0);
}

/** The gravest findings, at most two, and those of one severity only. */
export function gravest(findings: readonly Finding[]): Finding[] {
  const sorted = findings.toSorted(byRank);
  const first = sorted.filter(({ severity }) => severity === sorted[0]?.severity);
  return groupBy(first, decisionOf).slice(0, MAX_SHOWN).flat();
}

/** Findings of a rule that differ in what is wrong alone, and have the same reason to stay, are one decision. */
function decisionOf(finding: Finding): string {
  const { severity, rule, subject, message, fingerprint } = finding;
  const [, rest] = splitClause(message);
  const own = rest === '' ? fingerprint : rest;
  return JSON.stringify([severity, rule, subject.container?.name, own]);
}

/** `2 errors and 1 notice`. */
export function tallyOf(findings: readonly Finding[]): Plain {
  const counts = SEVERITIES.flatMap((severity) => {
    const { length } = findings.filter((finding) => finding.severity === severity);
    return length > 0 ? [count(length, severity)] : [];
  });
  return listPlain(counts, ' and ');
}

/**
 * What is wrong, a line each, with the container's name where there are several.
 *
 * @param all what the verdict is about: the kustomizations that it names are not said again
 */
export function listFindings(
  findings: readonly Finding[],
  isIntroduced: (finding: Finding) => boolean,
  all = findings,
): Markdown {
  const where = whereOf(all.toSorted(byRank)[0]);
  const containers = new Set(findings.map(({ subject }) => subject.container?.name));
  const old = (one: Finding): '' | ', existing' => (isIntroduced(one) ? '' : ', existing');
  const sorted = findings.toSorted(byRank);
  const lines = groupBy(sorted, (one) => decisionOf(one) + old(one)).flatMap((group) => {
    const [finding] = group;
    if (!finding) return [];
    const { container } = finding.subject;
    const owner = containers.size > 1 && container ? md`${code(container.name)}: ` : md``;
    const rule = link(code(finding.rule), rulePage(finding.rule));
    const faults = joinMarkdown(
      group.map(({ message }) => splitClause(message)[0]),
      '; ',
    );
    const message = withoutEnd(md`${faults}${splitClause(finding.message)[1]}`, where);
    return [md`- ${owner}${finding.severity} ${rule}${old(finding)}: ${message}`];
  });
  return joinMarkdown(lines, '\n');
}
