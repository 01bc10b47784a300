import { isPlaceholder, type Value, field, textOf, valueAt } from '../yaml/value.ts';
import type { Manifest } from '../kubernetes/manifest.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import { NO_EXEMPTIONS } from '../rules/kit/exemption.ts';
import { type Fixable, isAffected } from '../rules/kit/fixable.ts';
import {
  type Report,
  type Rule,
  type RuleSet,
  type Severity,
  type Subject,
  type Target,
  compareSeverity,
} from '../rules/kit/rule.ts';
import { admittedLevel } from './admitted-level.ts';
import { annotationClaims } from './exemptions/annotations.ts';
import { foreignClaims } from './exemptions/foreign.ts';
import type { Claim, Claimable } from './exemptions/claim.ts';
import { commentClaims } from './exemptions/comments.ts';
import { type Sorted, sortExempted } from './exemptions/exempt.ts';
import { rules } from './rules.generated.ts';

/** What a rule found, as far as it tells one finding from another: not yet its words and its fix. */
export interface Found extends Claimable {
  readonly severity: Severity;
  /** How many in the file with the same identity were found before it. */
  readonly twins: number;
  /** What the rule says of it, and where it looked. */
  readonly by: Rule;
  readonly report: Report;
  readonly target: Target;
  /** Whether the object's kind is unknown. */
  readonly isGuess: boolean;
}

/**
 * Findings of one file. A rendered bundle of a thousand workloads has as many: a person reads none of
 * them one by one, and each takes two kilobytes.
 */
export const MAX_FINDINGS = 5000;

/** Thrown to leave a rule. */
class TooMany extends Error {}

const NOTHING = { sorted: { kept: [], exempted: [], faults: [] }, isWhole: true };

/** What the rules find in the objects of a file, in the order of its places. */
export function findIn(
  manifest: Manifest,
  ruleSet: RuleSet,
): { readonly sorted: Sorted<Found>; readonly isWhole: boolean } {
  // Most files of a project have nothing to judge.
  if (manifest.documents.length === 0 && manifest.resources.length === 0) return NOTHING;
  const active = activeRules(ruleSet);
  const found: Found[] = [];
  const claims = commentClaims(manifest);
  const isWhole = collect(manifest, ruleSet, found, claims);
  const sorted = sortExempted(found.toSorted(compareFound), {
    manifest,
    claims,
    policy: ruleSet.exemptions ?? NO_EXEMPTIONS,
    active: new Set(active.map(({ rule }) => rule.id)),
    known: ALL_RULE_IDS,
  });
  return { sorted, isWhole };
}

/**
 * The identities of the findings that `judge` would make. A proof judges a file up to hundreds of times
 * and asks for no more; the words and the fixes of findings take most of the time.
 */
export function identitiesIn(manifest: Manifest, ruleSet: RuleSet): string[] {
  return findIn(manifest, ruleSet).sorted.kept.map(({ finding }) => finding.identity);
}

/** Adds the findings. Returns false once a file has the maximum number of findings. */
function collect(manifest: Manifest, ruleSet: RuleSet, found: Found[], claims: Claim[]): boolean {
  try {
    check(manifest, ruleSet, found, claims);
    return true;
  } catch (error) {
    if (error instanceof TooMany) return false;
    throw error;
  }
}

/** @throws TooMany once there are as many findings as one file may have */
function check(manifest: Manifest, ruleSet: RuleSet, found: Found[], claims: Claim[]): void {
  const active = activeRules(ruleSet);
  const guessed = active.flatMap(downgrade);
  const seen = new Map<string, number>();
  const file = manifest.file.path;
  const tools = ruleSet.exemptions?.foreign ?? [];
  for (const resource of manifest.resources) {
    const target = {
      ...{ path: file, resource, ruleSet },
      pods: podsOf(resource),
      admittedLevel: (namespace: string) => admittedLevel(manifest, namespace, rules),
    };
    for (const claim of annotationClaims(resource, target.pods)) claims.push(claim);
    for (const claim of foreignClaims(resource, target.pods, tools)) claims.push(claim);
    const isGuess = target.pods.some(({ isKnown }) => !isKnown);
    for (const { rule, severity } of isGuess ? guessed : active) {
      rule.check(target, (report) => {
        if (isOfPlaceholder(report)) return;
        if (found.length === MAX_FINDINGS) throw new TooMany();
        const graded = severityOf({ rule, severity }, report, ruleSet);
        const { subject, at, detail = '' } = report;
        const identity = identify(file, rule.id, subject, detail);
        const twins = seen.get(identity) ?? 0;
        seen.set(identity, twins + 1);
        const who = {
          rule: rule.id,
          severity: graded,
          file,
          span: at,
          subject,
          identity,
          detail,
          twins,
        };
        found.push({ ...who, by: rule, report, target, isGuess });
      });
    }
  }
}

/** The ids of all rules that there are. */
export const ALL_RULE_IDS: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** In the order of their places. */
function compareFound(a: Found, b: Found): number {
  return (
    a.span.start - b.span.start ||
    compareSeverity(a.severity, b.severity) ||
    compare(a.rule, b.rule)
  );
}

/** A rule with the severity that its findings have. */
interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** The ids of the rules that a rule set has. */
export function activeRuleIds(ruleSet: RuleSet): string[] {
  return activeRules(ruleSet).map(({ rule }) => rule.id);
}

/**
 * The rules that may find something else after changes.
 *
 * @param changed what the changes are about; anything when undefined
 * @param more rules that are asked in any case
 */
export function affectedRules(
  ruleSet: RuleSet,
  changed: ReadonlySet<Fixable> | undefined,
  more: readonly string[],
): string[] {
  return activeRules(ruleSet).flatMap(({ rule: { id, dependsOn } }) =>
    more.includes(id) || isAffected(dependsOn, changed) ? [id] : [],
  );
}

/** Whether a rule may find something else after changes of what is named; of anything when undefined. */
export function mayFindElse(rule: string, changed: ReadonlySet<Fixable> | undefined): boolean {
  return isAffected(DEPENDENCES.get(rule) ?? 'everything', changed);
}

const DEPENDENCES = new Map(rules.map(({ id, dependsOn }) => [id, dependsOn]));

/** What rules are selected by. */
type Selection = Pick<RuleSet, 'profile' | 'only' | 'skip' | 'severities'>;

/** Each file has a rule set of its own, with what is around it, and nearly all select the same rules. */
const selections = new Map<string, { readonly by: Selection; readonly active: ActiveRules }>();
type ActiveRules = readonly ActiveRule[];

/** More than proofs take at a time, each for the rules that find what it fixes. */
const MAX_SELECTIONS = 50;

/** The rules of the profile and of the team, without those that were deselected. */
export function activeRules(ruleSet: RuleSet): ActiveRules {
  const key = ruleSet.only?.join(' ') ?? '';
  const known = selections.get(key);
  if (known && isSameSelection(known.by, ruleSet)) return known.active;
  const active = selectRules(ruleSet);
  if (selections.size >= MAX_SELECTIONS) selections.clear();
  selections.set(key, { by: ruleSet, active });
  return active;
}

/** Whether two of the same named rules select the same. */
function isSameSelection(one: Selection, other: Selection): boolean {
  return (
    one.profile === other.profile &&
    (one.only === undefined) === (other.only === undefined) &&
    one.skip === other.skip &&
    one.severities === other.severities
  );
}

function selectRules({ profile, only, skip, severities = {} }: Selection): readonly ActiveRule[] {
  return rules.flatMap((rule) => {
    const severity = severities[rule.id] ?? rule.severity[profile];
    const isSelected = (only?.includes(rule.id) ?? true) && !skip?.includes(rule.id);
    return severity && severity !== 'off' && isSelected ? { rule, severity } : [];
  });
}

/** A workload of an unknown kind is judged a step more mildly: its errors are warnings, and no more. */
function downgrade({ rule, severity }: ActiveRule): ActiveRule[] {
  return severity === 'error' ? [{ rule, severity: 'warning' }] : [];
}

/** A value that is filled in later is reported as not analyzed. */
function isOfPlaceholder({ at, subject }: Report): boolean {
  const { document } = subject.value;
  const { text } = document;
  return text[at.start] === '$' && isPlaceholder(text.slice(at.start, at.end), document);
}

/**
 * The severity of one finding of a rule. What the API server refuses is no mere notice; what a team has
 * chosen is that.
 */
function severityOf(
  { rule, severity }: ActiveRule,
  { isRefused, isMinor }: Report,
  { profile, severities = {} }: RuleSet,
): Severity {
  if (severities[rule.id] !== undefined) return severity;
  const isRaised = severity === 'notice' && isRefused === true;
  const isLowered = severity === 'error' && isMinor === true && profile === 'immutable';
  return isRaised || isLowered ? 'warning' : severity;
}

/**
 * Names a fault by what it is about: neither its line, which moves, nor the API version, which is
 * upgraded without the object becoming another.
 */
function identify(file: string, rule: string, subject: Subject, detail = ''): string {
  const { resource, container } = subject;
  const { kind, namespace, name } = resource;
  const who = [kind, namespace, name, podPlace(subject), container?.name ?? ''];
  return JSON.stringify([file, rule, ...who, detail]);
}

/**
 * Where in its object the pod of a subject is, since an object may have several with containers of
 * one name: the path to it, with names for the indexes of lists, whose elements come and go.
 */
function podPlace({ resource, value }: Subject): string {
  const start = resource.value.path.length;
  let path = value.path.slice(start);
  // What stands in a list of its pod, or is its securityContext, which it may not have had before.
  if (typeof path.at(-1) === 'number') path = path.slice(0, -2);
  else if (path.at(-1) === 'securityContext') path = path.slice(0, -1);
  let place: Value | undefined = resource.value;
  const steps = path.map((step) => {
    place = valueAt(place, [step]);
    if (typeof step === 'string') return step;
    const names = ['name', 'groupName'].map((name) => textOf(field(place, name)?.value));
    return names.find((name) => name !== undefined) ?? step;
  });
  return steps.join('.');
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
