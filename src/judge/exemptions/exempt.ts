import type { Manifest } from '../../kubernetes/manifest.ts';
import {
  type Exemption,
  type ExemptionPolicy,
  UNFINISHED,
  allowedFor,
} from '../../rules/kit/exemption.ts';
import { nearest } from '../../schema/nearest.ts';
import { quoted } from '../../schema/quoted.ts';
import type { Finding } from '../judge.ts';
import type { Claim, Claimable } from './claim.ts';
import { fits } from './patterns.ts';
import { isUnfinished } from './reason.ts';

/** A finding that is exempt. */
export interface Exempted<Kind = Finding> {
  readonly finding: Kind;
  readonly by: 'configuration' | 'comment' | 'annotation' | 'baseline';
  readonly reason: string;
  /** The day, as `2027-01-31`, from which on it does not count. */
  readonly expires?: string | undefined;
  /** Where the exemption is written: `deploy/csi.yaml:12`; for the baseline, the key there. */
  readonly source: string;
}

/** What is wrong with an exemption that a manifest has. */
export interface ExemptionFault {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

/** The findings of a file, divided into exempt ones and others. */
export interface Sorted<Kind> {
  /** With the day on which the last of its exemptions has ended, if it had any. */
  readonly kept: readonly { readonly finding: Kind; readonly ended: string | undefined }[];
  readonly exempted: readonly Exempted<Kind>[];
  readonly faults: readonly ExemptionFault[];
}

/** What decides about the findings of a file. */
interface Basis {
  readonly manifest: Manifest;
  readonly claims: readonly Claim[];
  readonly policy: ExemptionPolicy;
  /** The rules that judged, and all that there are. */
  readonly active: ReadonlySet<string>;
  readonly known: ReadonlySet<string>;
}

/** A limit, because each exemption is compared with every finding, and a file may be hostile. */
const MAX_CLAIMS = 1000;

/** Separates the findings that the configuration or the manifest itself exempts. */
export function sortExempted<Kind extends Claimable>(
  findings: readonly Kind[],
  basis: Basis,
): Sorted<Kind> {
  const { policy } = basis;
  const claims = basis.claims.slice(0, MAX_CLAIMS);
  const used = new Set<Claim>();
  const kept: Sorted<Kind>['kept'][number][] = [];
  const exempted: Exempted<Kind>[] = [];
  for (const finding of findings) {
    const meant = claims.filter((claim) => isAbout(claim, finding));
    for (const claim of meant) used.add(claim);
    const ended: string[] = [];
    const found = byConfiguration(finding, policy, ended) ?? byClaim(finding, meant, basis, ended);
    const one = found && { finding, ...found };
    if (one) exempted.push(one);
    else kept.push({ finding, ended: ended.toSorted().at(-1) });
  }
  const faults = claims.flatMap((claim) => faultsOf(claim, used.has(claim), basis));
  return { kept, exempted, faults };
}

function isAbout(claim: Claim, finding: Claimable): boolean {
  return claim.rules.includes(finding.rule) && claim.covers(finding);
}

type Ground = Omit<Exempted, 'finding'>;

function byConfiguration(
  finding: Claimable,
  policy: ExemptionPolicy,
  ended: string[],
): Ground | undefined {
  if (allowedFor(finding.rule, policy) === 'nowhere') return undefined;
  const { exemptions, today, folders } = policy;
  const fitting = exemptions.filter((exemption) => fits(exemption, finding, folders));
  const current = fitting.find((exemption) => !isOver(exemption, today));
  if (!current) for (const { expires } of fitting) if (expires !== undefined) ended.push(expires);
  if (!current) return undefined;
  const { reason, expires, source } = current;
  return { by: 'configuration', reason, expires, source };
}

function byClaim(
  finding: Claimable,
  claims: readonly Claim[],
  { manifest, policy }: Basis,
  ended: string[],
): Ground | undefined {
  if (allowedFor(finding.rule, policy) !== 'anywhere') return undefined;
  const reasoned = claims.filter(({ reason }) => reason !== '' && !isUnfinished(reason));
  const current = reasoned.find((claim) => !isOver(claim, policy.today));
  if (!current) for (const { expires } of reasoned) if (expires !== undefined) ended.push(expires);
  if (!current) return undefined;
  const { by, reason, expires } = current;
  const { line } = manifest.lines.position(current.at.start);
  return { by, reason, expires, source: `${manifest.file.path}:${line}` };
}

function isOver({ expires }: Pick<Exemption, 'expires'>, today: string): boolean {
  return expires !== undefined && expires <= today;
}

function unknownWords(rule: string, known: ReadonlySet<string>): string {
  const meant = nearest(rule, [...known]);
  return meant === undefined
    ? 'which is not a rule'
    : `which is not a rule; did you mean ${meant}?`;
}

/** Why an exemption of a manifest has no effect. */
function faultsOf(
  claim: Claim,
  isUsed: boolean,
  { manifest, policy, active, known }: Basis,
): ExemptionFault[] {
  if (claim.isForeign) return [];
  const { line } = manifest.lines.position(claim.at.start);
  const messages = claim.rules.flatMap((rule) => {
    if (!known.has(rule)) return [`exempts ${quoted(rule)}, ${unknownWords(rule, known)}`];
    if (allowedFor(rule, policy) !== 'anywhere')
      return [`exempts ${rule}, which the configuration forbids here`];
    if (claim.reason === '') return [`exempts ${rule} without a reason: write one after the colon`];
    if (isUnfinished(claim.reason)) {
      return [`exempts ${rule} with an unfinished reason: replace ${UNFINISHED}`];
    }
    if (isOver(claim, policy.today)) return [`exempted ${rule} until ${claim.expires}: remove it`];
    return [];
  });
  const isIdle = !isUsed && messages.length === 0 && claim.rules.every((rule) => active.has(rule));
  const all = isIdle
    ? [`exempts ${claim.rules.join(', ')}, and there is no such finding: remove it`]
    : messages;
  return all.map((message) => ({
    file: manifest.file.path,
    line,
    message: `${claim.by} ${message}`,
  }));
}
