import type { KnownImage } from '../images/known-image.ts';
import type { Change } from '../manifest/change.ts';
import { byDocument } from '../rules/grouping.ts';
import type { Finding, Judged } from '../rules/judge.ts';
import type { Remedy } from '../rules/rule.ts';
import { type Edit, sortEdits } from './edit.ts';
import { type Accepts, type Refusal, planEdits } from './plan.ts';
import { prove } from './prove.ts';

/** Edits that mend findings of one document, proved. */
export interface Fix {
  /** safe only when the remedy of every finding is. */
  readonly safety: 'safe' | 'unsafe';
  /** In the order of their places, none overlapping. */
  readonly edits: readonly Edit[];
  /** What a person has to check before applying it; empty for a safe one. */
  readonly verify: readonly string[];
  /** What is known of the containers' images, sentences. */
  readonly reasons: readonly string[];
  /** The images that it rests on. */
  readonly images: readonly KnownImage[];
  /** The findings whose remedies it applies. */
  readonly applies: readonly Finding[];
  /** The findings that are gone after it: those, and what goes along with them. */
  readonly mends: readonly Finding[];
}

const UNDECIDED: Refusal = { refused: 'a person has to decide' };
const TOO_MANY: Refusal = { refused: 'too many of the findings here conflict to try them all' };

/**
 * How many proofs may fail for one set of findings, each of which parses the document. Fixes that
 * conflict are rare, and halving finds a few among thousands in fewer.
 */
const MAX_FAILURES = 64;
const UNPROVED: Refusal = { refused: 'no edit could be proved to change this alone' };

/**
 * Makes one fix for findings of one document, or says why there is none.
 *
 * @param findings findings of `judged`, all of one document
 */
export function fixFor(
  judged: Judged,
  findings: readonly Finding[],
  accepts?: Accepts,
): Fix | Refusal {
  const remedies = findings.flatMap(({ remedy }) => remedy ?? []);
  const document = findings[0]?.subject.value.document;
  if (!document || remedies.length < findings.length) return UNDECIDED;
  const changes = remedies.flatMap((remedy) => remedy.changes);
  const plan = planEdits(document, changes, accepts);
  if ('refused' in plan) return plan;
  if (accepts && !accepts(plan.edits)) return UNPROVED;
  const mends = prove(judged, document, plan.edits, changes, findings);
  if (!mends) return UNPROVED;
  return {
    safety: remedies.every(({ safety }) => safety === 'safe') ? 'safe' : 'unsafe',
    edits: sortEdits(plan.edits),
    ...describe(remedies),
    applies: findings,
    mends,
  };
}

/** What remedies have to say, each thing once. */
function describe(remedies: readonly Remedy[]): Pick<Fix, 'verify' | 'reasons' | 'images'> {
  const images = remedies.flatMap(({ image }) => image ?? []);
  return {
    verify: [...new Set(remedies.flatMap(({ verify }) => verify ?? []))],
    reasons: [...new Set(remedies.flatMap(({ reason }) => reason ?? []))],
    images: [...new Map(images.map((image) => [image.id, image])).values()],
  };
}

/**
 * Makes one fix for as many of these findings as can be mended together, halving the list where
 * they can't all be.
 *
 * @param findings findings of one document; those with a misspelt key are tried first, because
 *   putting it right may mend others as well
 * @param accepts which edits are wanted; no others are made
 */
export function fixMost(
  judged: Judged,
  findings: readonly Finding[],
  accepts: Accepts = () => true,
): Fix | undefined {
  const fixable = findings
    .filter(({ remedy }) => remedy !== undefined)
    .toSorted((a, b) => Number(isRename(b)) - Number(isRename(a)));
  return extend(judged, undefined, fixable, accepts, { left: MAX_FAILURES });
}

function isRename({ remedy }: Finding): boolean {
  return remedy?.changes.some(({ kind }) => kind === 'rename') ?? false;
}

function extend(
  judged: Judged,
  base: Fix | undefined,
  findings: readonly Finding[],
  accepts: Accepts,
  failures: { left: number },
): Fix | undefined {
  const more = findings.filter((finding) => !base?.mends.includes(finding));
  if (more.length === 0) return base;
  const fix = fixFor(judged, [...(base?.applies ?? []), ...more], accepts);
  if ('edits' in fix) return fix;
  if (more.length === 1 || failures.left-- <= 0) return base;
  const half = Math.ceil(more.length / 2);
  const first = extend(judged, base, more.slice(0, half), accepts, failures);
  return extend(judged, first, more.slice(half), accepts, failures);
}

/**
 * Makes a fix for each finding on its own. Fixes of different places are proved together, so that a
 * document is parsed a few times and not once for each finding.
 */
export function fixEach(judged: Judged, findings: readonly Finding[]): Map<Finding, Fix | Refusal> {
  const fixes = new Map<Finding, Fix | Refusal>();
  for (const members of byDocument(findings)) {
    const fixable = members.filter((finding) => {
      if (finding.remedy) return true;
      fixes.set(finding, UNDECIDED);
      return false;
    });
    const failures = { left: MAX_FAILURES };
    for (const round of roundsOf(fixable)) proveRound(judged, round, fixes, failures);
  }
  return fixes;
}

/** Sets of findings whose changes are in different places. */
function roundsOf(findings: readonly Finding[]): Finding[][] {
  const rounds: { places: Set<string>; members: Finding[] }[] = [];
  for (const finding of findings) {
    const places = (finding.remedy?.changes ?? []).map(placeOf);
    let round = rounds.find((candidate) => !places.some((place) => candidate.places.has(place)));
    if (!round) {
      round = { places: new Set(), members: [] };
      rounds.push(round);
    }
    round.members.push(finding);
    for (const place of places) round.places.add(place);
  }
  return rounds.map(({ members }) => members);
}

/** The mapping that has the securityContext, or else the field: edits outside it are independent. */
function placeOf({ path }: Change): string {
  const context = path.findIndex((step) => /^securitycontexts?$/i.test(String(step)));
  return JSON.stringify(path.slice(0, context === -1 ? -1 : context));
}

function proveRound(
  judged: Judged,
  findings: readonly Finding[],
  fixes: Map<Finding, Fix | Refusal>,
  failures: { left: number },
): void {
  const [first] = findings;
  if (!first) return;
  if (failures.left <= 0) {
    for (const finding of findings) fixes.set(finding, TOO_MANY);
    return;
  }
  if (findings.length === 1) {
    failures.left--;
    fixes.set(first, fixFor(judged, findings));
    return;
  }
  if ('edits' in fixFor(judged, findings)) {
    for (const finding of findings) fixes.set(finding, provedInRound(finding));
    return;
  }
  failures.left--;
  const half = Math.ceil(findings.length / 2);
  proveRound(judged, findings.slice(0, half), fixes, failures);
  proveRound(judged, findings.slice(half), fixes, failures);
}

function provedInRound(finding: Finding): Fix | Refusal {
  const { remedy, subject } = finding;
  if (!remedy) return UNDECIDED;
  const plan = planEdits(subject.value.document, remedy.changes);
  if ('refused' in plan) return plan;
  return {
    safety: remedy.safety,
    edits: sortEdits(plan.edits),
    ...describe([remedy]),
    applies: [finding],
    mends: [finding],
  };
}
