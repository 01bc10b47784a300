import { indexDiff } from '../../src/diff/diff-lines.ts';
import { fixFor } from '../../src/fix/fix.ts';
import { fixFile } from '../../src/fix/fix-file.ts';
import { ProofBudget } from '../../src/fix/proof-budget.ts';
import { type Group, groupFindings } from '../../src/review/group.ts';
import type { PlannedComment, ReviewPlan, Scope } from '../../src/review/review-plan.ts';
import type { Finding } from '../../src/judge/judge.ts';
import { applyEdits } from '../../src/yaml/edit/edit.ts';
import { type Versions, changeOf } from './changes.ts';
import { judgeText } from './check-fix.ts';
import { countIdentities, unexpected } from './expect.ts';
import { dataOf, sameData } from './oracle.ts';

interface Place {
  readonly first: number;
  readonly last: number;
}

function placeOf({ line, startLine }: PlannedComment): Place {
  return { first: startLine ?? line, last: line };
}

/** What is wrong with where the comments of a plan stand. */
export function faultsOfPlaces(versions: Versions, plan: ReviewPlan): string[] {
  const { hunks } = changeOf(versions).files[0] ?? {};
  const ranges = (hunks ?? []).map(({ newStart, newLines }) => ({
    first: newStart,
    last: newStart + newLines - 1,
  }));
  const inLine = plan.comments.filter(({ subject }) => subject === 'line');
  const outside = inLine
    .map(placeOf)
    .filter(
      ({ first, last }) =>
        first > last || !ranges.some((range) => range.first <= first && last <= range.last),
    );
  const suggested = inLine
    .filter(({ suggestion }) => suggestion !== null)
    .map(placeOf)
    .toSorted((one, other) => one.first - other.first);
  return [
    ...outside.map(({ first, last }) => `lines ${first} to ${last} are not in one hunk`),
    ...suggested.flatMap((place, index) =>
      place.first <= (suggested[index - 1]?.last ?? 0) ? ['suggestions overlap'] : [],
    ),
    ...plan.comments
      .filter(({ subject, suggestion }) => subject === 'file' && suggestion !== null)
      .map(() => 'a suggestion on a whole file'),
  ];
}

/** What is wrong with the suggestions of a plan, alone and all together. */
export function faultsOfSuggestions(versions: Versions, plan: ReviewPlan): string[] {
  const { head } = versions;
  const groups = groupsOf(versions, plan);
  const claims = (comment: PlannedComment): readonly Finding[] =>
    groups.get(comment)?.suggestion?.fix.resolves ?? [];
  const suggestions = plan.comments.filter(({ suggestion }) => suggestion !== null);
  const claimed = suggestions.flatMap(claims);
  return [
    ...suggestions.flatMap((comment) => [
      ...(claims(comment).length > 0 ? [] : ['a suggestion that resolves nothing']),
      ...faultsOfText(head, apply(head, [comment]), claims(comment)),
      ...faultsOfEdits(head, comment, groups.get(comment)),
    ]),
    ...faultsOfText(head, apply(head, suggestions), claimed).map((fault) => `together: ${fault}`),
  ];
}

/** The lines that carry a fix say exactly what its edits say. */
function faultsOfEdits(head: string, comment: PlannedComment, group: Group | undefined): string[] {
  const edited = applyEdits(head, group?.suggestion?.fix.edits ?? []);
  const [asSuggested, asFixed] = [apply(head, [comment]), edited].map((text) =>
    text.replaceAll('\r\n', '\n'),
  );
  return asSuggested === asFixed ? [] : ['a suggestion that is not its edits'];
}

/** What the comments of a plan fix, from the groups that they were written for. */
function groupsOf(versions: Versions, plan: ReviewPlan): Map<PlannedComment, Group> {
  const judged = judgeText(versions.head);
  const diff = indexDiff(changeOf(versions).files[0]?.hunks ?? []);
  const commented = new Set(plan.comments.flatMap(({ fingerprints }) => fingerprints));
  const inOrder = judged.findings.filter(({ fingerprint }) => commented.has(fingerprint));
  const groups = groupFindings(judged, diff, inOrder, ProofBudget.ofReview());
  return new Map(
    plan.comments.flatMap((comment) => {
      const group = groups.find(
        ({ findings }) => findings[0]?.fingerprint === comment.fingerprints[0],
      );
      return group ? [[comment, group] as const] : [];
    }),
  );
}

/** What comments say of the command: what it would fix, and why it is needed. */
export function faultsOfPromises(versions: Versions, plan: ReviewPlan): string[] {
  const { head, base } = versions;
  const judged = judgeText(head);
  const { notFixed } = fixFile(judged, { unsafe: true });
  const after = countIdentities(notFixed.map(({ finding }) => finding));
  const before = countIdentities(judged.findings);
  return [...groupsOf(versions, plan)].flatMap(([{ body }, { findings, suggestion }]) => {
    if (!body.includes('podseal fix')) return [];
    const isOpen = (finding: Finding): boolean =>
      finding.remedy !== undefined && !suggestion?.fix.resolves.includes(finding);
    const promised = findings.filter(
      (finding) => isOpen(finding) && 'edits' in fixFor(judged, [finding]),
    );
    const kept = promised.filter(
      ({ identity }) => (after.get(identity) ?? 0) < (before.get(identity) ?? 0),
    );
    return [
      ...(kept.length < promised.length ? ['the command does not fix what it should'] : []),
      ...(base === undefined && /lines .*diff/.test(body) ? ['every line is in the diff'] : []),
    ];
  });
}

/** What is wrong with what a plan counts, shows and concludes. */
export function faultsOfClaims({ head }: Versions, plan: ReviewPlan, scope: Scope): string[] {
  const faults: string[] = [];
  const judged = judgeText(head).findings;
  const placed = new Map(plan.findings.map((one) => [one.finding.fingerprint, one]));
  if (placed.size !== judged.length) faults.push('not every finding is placed once');
  const commented = plan.comments.flatMap(({ fingerprints }) => fingerprints);
  if (new Set(commented).size !== commented.length) faults.push('a finding has two comments');
  for (const finding of judged) {
    const one = placed.get(finding.fingerprint);
    if (!one) return [...faults, 'a finding is lost'];
    const isDue = scope === 'all' || one.introduced || (scope === 'touched' && one.touched);
    const isMeant = one.placement === 'comment' || one.placement === 'file';
    if (isMeant !== commented.includes(finding.fingerprint))
      faults.push('said to be commented on and is not');
    if (isMeant && !isDue) faults.push('commented on, out of scope');
    if (one.introduced && finding.severity === 'error' && plan.conclusion !== 'failure') {
      faults.push('an introduced error does not fail the check');
    }
  }
  const hasNew = plan.findings.some(
    ({ introduced, finding }) => introduced && finding.severity === 'error',
  );
  if (plan.conclusion === 'failure' && !hasNew) faults.push('fails for nothing introduced');
  return faults;
}

/** Replaces lines as the button on a pull request does, all counted in the head. */
function apply(head: string, comments: readonly PlannedComment[]): string {
  const lines = head.split(/(?<=\n)/);
  const backwards = comments.toSorted((one, other) => other.line - one.line);
  for (const comment of backwards) {
    const { first, last } = placeOf(comment);
    const replaced = lines.slice(first - 1, last);
    const isOpen = replaced.at(-1)?.endsWith('\n') === false;
    const text = comment.suggestion ?? '';
    const put = text === '' ? [] : text.split('\n').map((line) => `${line}\n`);
    if (isOpen && put.length > 0) put[put.length - 1] = text.slice(text.lastIndexOf('\n') + 1);
    lines.splice(first - 1, last - first + 1, ...put);
  }
  return lines.join('');
}

function faultsOfText(head: string, text: string, fixed: readonly Finding[]): string[] {
  const before = judgeText(head);
  const after = judgeText(text);
  const faults = unexpected(before.findings, fixed, after.findings).map(
    (identity) => `still or newly there: ${identity}`,
  );
  if (fixed.length > 0 && text.replaceAll('\r', '') === head.replaceAll('\r', '')) {
    faults.push('nothing changes');
  }
  if (after.manifest.skips.length > before.manifest.skips.length) faults.push('no longer judged');
  const [old, now] = [head, text].map((version) => withoutSecurity(dataIfValid(version)));
  return sameData(withoutGrowth(old, old), withoutGrowth(now, old))
    ? faults
    : [...faults, 'more than security settings changed'];
}

/** Aliases that refer to nothing have no data; what a suggestion does to them shows elsewhere. */
function dataIfValid(text: string): unknown {
  try {
    return dataOf(text);
  } catch (error) {
    return String(error);
  }
}

const SECURITY =
  /^(securitycontext|readonlyrootfilesystem|privileged|(default)?allowprivilegeescalation|runasnonroot|rule|host(pid|ipc|network)|requireddropcapabilities|immutable|pod-security\.kubernetes\.io\/.*)$/i;
/** What the API refuses in a Windows pod. */
const LINUX =
  /^(capabilities|seccompprofile|fsgroup|runasuser|runasgroup|selinuxoptions|apparmorprofile)$/i;

/** The lists that a suggestion may add to. */
const GROWING = /^(volumes|volumeMounts|initContainers|env)$/;

/** Of variables it adds only those that name the container's own folder in a new volume. */
function mayGrow(name: string, added: readonly unknown[]): boolean {
  if (name !== 'env') return GROWING.test(name);
  return added.every((item) => String(at(item, 'value')).endsWith('/private'));
}

/** Data with such lists cut to the length that they had, and without those that were not there. */
function withoutGrowth(data: unknown, old: unknown): unknown {
  if (Array.isArray(data)) return data.map((item, index) => withoutGrowth(item, at(old, index)));
  if (typeof data !== 'object' || data === null) return data;
  const entries = Object.entries(data).map(([name, value]: [string, unknown]) => {
    const before = at(old, name);
    const length = Array.isArray(before) ? before.length : 0;
    const isList = Array.isArray(value) && mayGrow(name, value.slice(length));
    const kept = isList ? value.slice(0, length) : value;
    return [name, withoutGrowth(kept, before)] as const;
  });
  return Object.fromEntries(
    entries.filter(
      ([name, value]) =>
        !GROWING.test(name) || (value !== null && !(Array.isArray(value) && value.length === 0)),
    ),
  );
}

function at(data: unknown, step: string | number): unknown {
  if (typeof data !== 'object' || data === null) return undefined;
  return Object.getOwnPropertyDescriptor(data, step)?.value;
}

/** Data without the fields that a suggestion may change. */
function withoutSecurity(data: unknown): unknown {
  if (Array.isArray(data)) return data.map(withoutSecurity);
  if (typeof data !== 'object' || data === null) return data;
  return Object.fromEntries(
    Object.entries(data)
      .filter(([name]) => !SECURITY.test(name) && !LINUX.test(name))
      .map(([name, value]) => [name, withoutSecurity(value)] as const)
      // Labels may be made for the one that is added.
      .filter(([name, value]) => name !== 'labels' || Object.keys(value ?? {}).length > 0),
  );
}
