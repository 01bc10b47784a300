import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Span } from '../yaml/lines.ts';
import type { Manifest } from '../kubernetes/manifest.ts';
import { type Value, field, isPlaceholder, textOf, valueAt } from '../yaml/value.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { podsOf } from '../kubernetes/workloads.ts';
import { admittedLevel } from './admitted-level.ts';
import { obstacleTo } from '../rules/kit/obstacles/obstacle.ts';
import { NO_EXEMPTIONS } from '../rules/kit/exemption.ts';
import { type Markdown, code, prose } from '../text/markdown.ts';
import { annotationClaims } from './exemptions/annotations.ts';
import type { Claim } from './exemptions/claim.ts';
import { commentClaims } from './exemptions/comments.ts';
import { type ExemptionFault, type Exempted, sortExempted } from './exemptions/exempt.ts';
import { rules } from './rules.generated.ts';
import {
  type Remedy,
  type Report,
  type Rule,
  type RuleSet,
  type Severity,
  type Subject,
  type Target,
  compareSeverity,
} from '../rules/kit/rule.ts';

/** What a rule found, with its place in the file. Lines and columns count from 1. */
export interface Finding {
  readonly rule: string;
  readonly severity: Severity;
  /** A clause, with the subject left out. */
  readonly message: Markdown;
  /** The problem with its subject: "`web` can change while it runs". */
  readonly headline: Markdown;
  readonly file: string;
  readonly span: Span;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly subject: Subject;
  /** Identifies the finding by rule, object and container. Objects with the same name share identities. */
  readonly identity: string;
  /** Tells apart several findings of the rule on one subject. */
  readonly detail: string;
  /** The identity, made unique in the file: 16 hex digits, the same wherever its lines move. */
  readonly fingerprint: string;
  readonly remedy: WordedRemedy | undefined;
}

/** A remedy whose words may be shown. */
export interface WordedRemedy extends Remedy {
  readonly verify?: Markdown;
  readonly reason?: Markdown;
}

/** A file with all that the rules found in it. */
export interface Judged {
  readonly manifest: Manifest;
  readonly findings: readonly Finding[];
  /** Exempt findings, which are in none of the lists above. */
  readonly exempted: readonly Exempted[];
  /** What is wrong with exemptions that the file has. */
  readonly exemptionFaults: readonly ExemptionFault[];
  readonly ruleSet: RuleSet;
}

/**
 * Findings of one file. A rendered bundle of a thousand workloads has as many: a person reads none of
 * them one by one, and each takes two kilobytes.
 */
const MAX_FINDINGS = 5000;

/** Thrown to leave a rule. */
class TooMany extends Error {}

/** Judges the objects of a file. Findings come in the order of their places. */
export function judge(manifest: Manifest, ruleSet: RuleSet): Judged {
  const active = activeRules(ruleSet);
  const found: Finding[] = [];
  const claims = commentClaims(manifest);
  const isWhole = collect(manifest, ruleSet, found, claims);
  const { findings, exempted, faults } = sortExempted(found.toSorted(compareFindings), {
    manifest,
    claims,
    policy: ruleSet.exemptions ?? NO_EXEMPTIONS,
    active: new Set(active.map(({ rule }) => rule.id)),
    known: KNOWN,
  });
  const judged = { ruleSet, findings, exempted, exemptionFaults: faults };
  return { ...judged, manifest: isWhole ? manifest : cut(manifest) };
}

function cut(manifest: Manifest): Manifest {
  const limit = MAX_FINDINGS.toLocaleString('en');
  const reason = `more than ${limit} findings in one file: split it`;
  const skips = [...manifest.skips, { file: manifest.file.path, reason }];
  return { ...manifest, isWhole: false, skips };
}

/** Adds the findings. Returns false once a file has the maximum number of findings. */
function collect(manifest: Manifest, ruleSet: RuleSet, found: Finding[], claims: Claim[]): boolean {
  try {
    check(manifest, ruleSet, found, claims);
    return true;
  } catch (error) {
    if (error instanceof TooMany) return false;
    throw error;
  }
}

/** @throws TooMany once there are as many findings as one file may have */
function check(manifest: Manifest, ruleSet: RuleSet, found: Finding[], claims: Claim[]): void {
  const active = activeRules(ruleSet);
  const guessed = active.flatMap(downgrade);
  const seen = new Map<string, number>();
  for (const resource of manifest.resources) {
    const target = {
      resource,
      pods: podsOf(resource),
      ruleSet,
      admittedLevel: (namespace: string) => admittedLevel(manifest, namespace, rules),
    };
    for (const claim of annotationClaims(resource, target.pods)) claims.push(claim);
    const isGuess = target.pods.some(({ isKnown }) => !isKnown);
    for (const { rule, severity } of isGuess ? guessed : active) {
      rule.check(target, (report) => {
        if (isOfPlaceholder(report)) return;
        if (found.length === MAX_FINDINGS) throw new TooMany();
        const offered = withoutHarm(withoutGuess(report, resource), target);
        const said = isGuess ? asUnknownKind(offered) : offered;
        const graded = { rule, severity: severityOf({ rule, severity }, said, ruleSet) };
        found.push(toFinding(manifest, graded, said, seen));
      });
    }
  }
}

const KNOWN: ReadonlySet<string> = new Set(rules.map(({ id }) => id));

/** In the order of their places. */
function compareFindings(a: Finding, b: Finding): number {
  return (
    a.span.start - b.span.start ||
    compareSeverity(a.severity, b.severity) ||
    compare(a.rule, b.rule)
  );
}

interface ActiveRule {
  readonly rule: Rule;
  readonly severity: Severity;
}

/** The ids of the rules that a rule set has. */
export function activeRuleIds(ruleSet: RuleSet): string[] {
  return activeRules(ruleSet).map(({ rule }) => rule.id);
}

/** The rules of the profile and of the team, without those that were deselected. */
function activeRules({ profile, only, skip, severities = {} }: RuleSet): ActiveRule[] {
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

/** Removes a remedy after which the container would not work, by all that is known, and says why. */
function withoutHarm(report: Report, { pods, ruleSet }: Target): Report {
  const { advice, message } = report;
  const obstacle = obstacleTo(report, pods, ruleSet);
  if (obstacle === undefined) {
    return advice === undefined ? report : { ...report, message: `${message}: ${advice}` };
  }
  const { remedy: _, ...rest } = report;
  return { ...rest, message: `${message}; ${obstacle}` };
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

/** The rest of a partial object is in another file, so nobody knows whether a fix would work. */
function withoutGuess(report: Report, { embedded }: Resource): Report {
  if (embedded === undefined) return report;
  const { remedy: _, ...rest } = report;
  return rest;
}

/** Says of a report that the object's kind is unknown, and what that means for its remedy. */
function asUnknownKind(report: Report): Report {
  const { message, remedy, subject } = report;
  const kind = code(subject.resource.kind);
  return {
    ...report,
    message: `${message} (only a warning, as the kind ${kind} is known by its shape alone)`,
    ...(remedy && {
      remedy: {
        ...remedy,
        safety: 'unsafe',
        verify: [remedy.verify, `Check that ${kind} passes this on to its pods.`]
          .filter(Boolean)
          .join(' '),
      },
    }),
  };
}

function toFinding(
  manifest: Manifest,
  { rule, severity }: ActiveRule,
  { subject, at, message, detail = '', remedy, headline = rule.headline }: Report,
  seen: Map<string, number>,
): Finding {
  const identity = identify(manifest.file.path, rule.id, subject, detail);
  // A block ends with the line break of its last line, which no reader means.
  const shown = manifest.file.text.slice(at.start, at.end).trimEnd().length;
  const start = manifest.lines.position(at.start);
  const end = manifest.lines.position(at.start + shown);
  return {
    rule: rule.id,
    severity,
    message: prose(message),
    headline: prose(headline),
    file: manifest.file.path,
    span: at,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    subject,
    identity,
    detail,
    fingerprint: fingerprint(identity, seen),
    remedy: remedy && remedy.changes.length > 0 ? toWorded(remedy) : undefined,
  };
}

function toWorded({ verify, reason, ...remedy }: Remedy): WordedRemedy {
  return {
    ...remedy,
    ...(verify !== undefined && { verify: prose(verify) }),
    ...(reason !== undefined && { reason: prose(reason) }),
  };
}

/**
 * Names a fault by what it is about: neither its line, which moves, nor the API version, which is
 * upgraded without the object becoming another.
 */
function identify(file: string, rule: string, subject: Subject, detail: string): string {
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

/** Findings with the same identity are distinguished by their order in the file. */
function fingerprint(identity: string, seen: Map<string, number>): string {
  const count = seen.get(identity) ?? 0;
  seen.set(identity, count + 1);
  return bytesToHex(sha256(utf8ToBytes(`${identity}#${count}`))).slice(0, 16);
}

function compare(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
