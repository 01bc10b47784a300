import { sha256Hex } from '../text/sha256.ts';
import type { KnownImage } from '../images/known-image.ts';
import type { Edit } from '../yaml/edit/edit.ts';
import type { Span } from '../yaml/lines.ts';
import { whyNotToEdit } from '../kubernetes/made-elsewhere.ts';
import type { Manifest, SourceFile } from '../kubernetes/manifest.ts';
import { whyShortened } from '../kubernetes/pod.ts';
import type { Resource } from '../kubernetes/resource.ts';
import { allowedFor } from '../rules/kit/exemption.ts';
import { type Obstacle, obstacleTo } from '../rules/kit/obstacles/obstacle.ts';
import { type Markdown, code, md, prose } from '../text/markdown.ts';
import type { Exempted, ExemptionFault } from './exemptions/exempt.ts';
import { type Found, MAX_FINDINGS, findIn } from './find.ts';
import { weighByKustomization } from './weigh-kustomization.ts';
import {
  type Remedy,
  type Report,
  type RuleSet,
  type Severity,
  type Subject,
  type Target,
  completed,
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
  /** How many findings of its file with the same identity come before it. */
  readonly twins: number;
  /** Tells apart several findings of the rule on one subject. */
  readonly detail: string;
  /** The identity, made unique in the file: 16 hex digits, the same wherever its lines move. */
  readonly fingerprint: string;
  readonly remedy: WordedRemedy | undefined;
  /** Where it was found, for one in what a chart becomes: its subject is there, and not in its file. */
  readonly rendered?: RenderedIn;
  /** Why it may have to stay, by what is known: the reason of an exemption, which may have to be completed. */
  readonly need: string | undefined;
}

/** A manifest that a source becomes when it is rendered. */
export interface RenderedIn {
  readonly kind: 'chart' | 'kustomization';
  /** The folder of the source, such as a chart's. */
  readonly folder: string;
  /** As the file that the manifest comes from is called, by which it is exempted. */
  readonly path: string;
  /** Whether there is a remedy in the rendering, which may be possible at the source, and what of. */
  readonly remedy?: WordedRemedy['safety'] | undefined;
  /** Whether its place is in a release that a kustomization changes, or in a patch of one. */
  readonly isBuilt?: boolean | undefined;
  /** Where a release says which chart it is, if that is not in the repository. */
  readonly installedAt?: { readonly path: string; readonly line: number } | undefined;
  /** What several kustomizations deploy that use its file. */
  readonly shared?: SharedObject;
}

/** An object in a file that several kustomizations use. */
export interface SharedObject {
  /** What its file calls it. */
  readonly as: { readonly namespace: string; readonly name: string };
  /** The kustomizations that a finding is in, where they call it by several names. */
  readonly roots: readonly string[];
}

/** A remedy whose words may be shown. */
export interface WordedRemedy extends Remedy {
  readonly verify: Markdown | undefined;
  readonly reason: Markdown | undefined;
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
  /** The fixes of findings in what its source becomes, proved by rendering that again. */
  readonly sourceFixes?: ReadonlyMap<Finding, SourceEdits>;
}

/** Edits of a finding's own file that fix it, with the remedy that they apply. */
export interface SourceEdits {
  readonly edits: readonly Edit[];
  readonly remedy: WordedRemedy;
}

/** Judges the objects of a file. Findings come in the order of their places. */
export function judge(manifest: Manifest, ruleSet: RuleSet): Judged {
  const { sorted, isWhole } = findIn(manifest, ruleSet);
  const kept = sorted.kept.map(({ finding, ended }) =>
    withEnd(toFinding(manifest, finding), ended),
  );
  const findings = weighByKustomization(kept, ruleSet);
  const exempted = sorted.exempted.map((one) => ({
    ...one,
    finding: toFinding(manifest, one.finding, true),
  }));
  const judged = { ruleSet, findings, exempted, exemptionFaults: sorted.faults };
  return { ...judged, manifest: isWhole ? manifest : cut(manifest) };
}

/** Adds to a finding's message that its exemption has ended. */
function withEnd(finding: Finding, ended: string | undefined): Finding {
  if (ended === undefined) return finding;
  return { ...finding, message: md`${finding.message} (its exemption ended on ${prose(ended)})` };
}

function cut(manifest: Manifest): Manifest {
  const limit = MAX_FINDINGS.toLocaleString('en');
  const reason = `more than ${limit} findings in one file: split it`;
  const skips = [...manifest.skips, { file: manifest.file.path, reason }];
  return { ...manifest, isWhole: false, skips };
}

/** Removes a remedy after which the container would not work, by all that is known, and says why. */
function withoutHarm(report: Report, { pods, ruleSet }: Target, file: SourceFile): Report {
  const { advice, message } = report;
  const obstacle = editObstacle(report, file) ?? obstacleTo(report, pods, ruleSet);
  if (obstacle === undefined) {
    return advice === undefined ? report : { ...report, message: `${message}: ${advice}` };
  }
  const { remedy: _, ...rest } = report;
  const { why, need } = obstacle;
  return { ...rest, message: `${message}; ${why}`, ...(need && { need }) };
}

/** A file that a program writes is not for people to edit. */
function editObstacle({ remedy }: Report, file: SourceFile): Obstacle | undefined {
  if (!remedy || remedy.changes.length === 0) return undefined;
  const why = whyNotToEdit(file);
  return why === undefined ? undefined : { why };
}

/** Says of what may have to stay where it can be exempted, if it can. */
function withExemption(report: Report, rule: string, { ruleSet }: Target): Report {
  const { need, message } = report;
  if (!need) return report;
  const where = allowedFor(rule, ruleSet.exemptions);
  if (where === 'nowhere') {
    const { need: _, ...rest } = report;
    return rest;
  }
  const what =
    where === 'configuration' ? 'exempt it in the configuration' : 'exempt it with a reason';
  return { ...report, message: `${message}${need.condition}, ${what}` };
}

/**
 * The rest of a partial object is in another file, and containers of a pod that has too many are not
 * looked at, so nobody knows whether a fix would work.
 */
function withoutGuess(report: Report, resource: Resource): Report {
  const isWhole = resource.embedded === undefined && whyShortened(resource) === undefined;
  if (isWhole && canBeWritten(report)) return report;
  const { remedy: _, ...rest } = report;
  return rest;
}

/** Whether an object that is made of others, as of the values of a chart, can get the changes of a remedy. */
function canBeWritten({ remedy, subject }: Report): boolean {
  const { madeFrom } = subject.value.document;
  return !remedy || !madeFrom || !('refused' in madeFrom.toSource(remedy.changes));
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
        changes: remedy.changes,
        reason: remedy.reason,
        ...(remedy.image && { image: remedy.image }),
        safety: 'unsafe',
        verify: [remedy.verify, `Check that ${kind} passes this on to its pods.`]
          .filter(Boolean)
          .join(' '),
      },
    }),
  };
}

/** Words what was found, with a remedy where one may be offered. */
function toFinding(manifest: Manifest, found: Found, isExempt = false): Finding {
  const { rule, severity, file, subject, identity, twins, by, target, isGuess } = found;
  const report = completed(found.report);
  const possible = withoutHarm(withoutGuess(report, target.resource), target, manifest.file);
  // What is exempt is not told to be exempted.
  const offered = isExempt ? possible : withExemption(possible, rule, target);
  const {
    at,
    message,
    detail = '',
    remedy,
    need,
    headline = by.headline,
  } = isGuess ? asUnknownKind(offered) : offered;
  // A block ends with the line break of its last line, which no reader means.
  const shown = manifest.file.text.slice(at.start, at.end).trimEnd().length;
  const start = manifest.lines.position(at.start);
  const end = manifest.lines.position(at.start + shown);
  return marked({
    rule,
    severity,
    message: prose(message),
    headline: prose(headline),
    file,
    span: at,
    line: start.line,
    column: start.column,
    endLine: end.line,
    endColumn: end.column,
    subject,
    identity,
    twins,
    detail,
    remedy: remedy && remedy.changes.length > 0 ? new LaterWorded(remedy) : undefined,
    need: need?.reason,
  });
}

type Unmarked = Omit<Finding, 'fingerprint'>;

/** Gives a finding its fingerprint, which is made where somebody asks: a hash takes longer than all else here. */
function marked(finding: Unmarked): Finding {
  mark(finding);
  return finding;
}

function mark(finding: Unmarked): asserts finding is Finding {
  Object.defineProperty(finding, 'fingerprint', FINGERPRINT);
}

/** One getter for all: with one for each, V8 keeps each finding as a table, which is slow to make and to read. */
const FINGERPRINT = {
  enumerable: true,
  configurable: true,
  get(this: Unmarked): string {
    return fingerprint(this.identity, this.twins);
  },
};

function worded(text: string | undefined): Markdown | undefined {
  return text === undefined ? undefined : prose(text);
}

/** A remedy in words, which are made where somebody asks for them. */
class LaterWorded implements WordedRemedy {
  readonly #remedy: Remedy;
  readonly changes: Remedy['changes'];
  readonly image?: KnownImage;

  constructor(remedy: Remedy) {
    this.#remedy = remedy;
    this.changes = remedy.changes;
    if (remedy.image) this.image = remedy.image;
  }

  get safety(): Remedy['safety'] {
    return this.#remedy.safety;
  }

  get verify(): Markdown | undefined {
    return worded(this.#remedy.verify);
  }

  get reason(): Markdown | undefined {
    return worded(this.#remedy.reason);
  }
}

/** The fingerprint of a finding about what a file brings that is not its object's own, such as a patch. */
export function fingerprintIn({ fingerprint: own }: Finding, file: string): string {
  return fingerprint(JSON.stringify([own, file]), 0);
}

/** Findings with the same identity are distinguished by their order in the file. */
function fingerprint(identity: string, twins: number): string {
  return sha256Hex(`${identity}#${twins}`).slice(0, 16);
}
