import type { Markdown } from '../text/markdown.ts';
import { groupBy } from './grouping.ts';
import type { Finding } from './judge.ts';
import { shownObject } from './shown-object.ts';

/** A finding as plain data: it can be written to JSON and read back without loss. */
export interface FindingData {
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: Markdown;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly resource: {
    readonly apiVersion: string;
    readonly kind: string;
    readonly namespace: string;
    readonly name: string;
  };
  /** The container that it is about; null where it is about the object. */
  readonly container: string | null;
  /** Identifies the container or object by its place in the file, because names may be duplicates. */
  readonly place: string;
  readonly fingerprint: string;
  /** Whether a fix may be applied without review; null where there is no fix. */
  readonly remedy: 'safe' | 'unsafe' | null;
}

/** The longest name of an object (a DNS subdomain, RFC 1123); what is longer, no cluster takes. */
const MAX_NAME = 253;

/** A text of a manifest for a report, which must not be as long as its file for each finding. */
function clip(text: string): string {
  return text.length > MAX_NAME ? `${text.slice(0, MAX_NAME)}…` : text;
}

/** A finding without the parse tree that it is about. */
export function toData(finding: Finding): FindingData {
  const data = new ReportedFinding(finding);
  const { rule, severity, message, file, line, column, endLine, endColumn } = data;
  const { resource, container, place, fingerprint, remedy } = data;
  const at = { file, line, column, endLine, endColumn };
  return { rule, severity, message, ...at, resource, container, place, fingerprint, remedy };
}

/**
 * The same for a report that is made while the parse tree is there. Text has no fingerprints and no fixes, and these
 * take longer than all else here, so that they are made where a format asks for them: they are on the prototype, and
 * a copy by `...` lacks them.
 */
export class ReportedFinding implements FindingData {
  readonly #finding: Finding;
  readonly rule: string;
  readonly severity: Finding['severity'];
  readonly message: Markdown;
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly resource: FindingData['resource'];
  readonly container: string | null;
  readonly place: string;

  constructor(finding: Finding) {
    this.#finding = finding;
    this.rule = finding.rule;
    this.severity = finding.severity;
    this.message = finding.message;
    this.file = finding.file;
    this.line = finding.line;
    this.column = finding.column;
    this.endLine = finding.endLine;
    this.endColumn = finding.endColumn;
    this.resource = resourceOf(finding);
    const { container } = finding.subject;
    this.container = container ? clip(container.name) : null;
    this.place = placeOf(finding);
  }

  get fingerprint(): string {
    return this.#finding.fingerprint;
  }

  get remedy(): FindingData['remedy'] {
    return this.#finding.remedy?.safety ?? null;
  }
}

function resourceOf(finding: Finding): FindingData['resource'] {
  const { apiVersion, kind, namespace, name } = shownObject(finding);
  return {
    apiVersion: clip(apiVersion),
    kind: clip(kind),
    namespace: clip(namespace),
    name: clip(name),
  };
}

function placeOf({ subject: { container, resource }, rendered }: Finding): string {
  const { document, path } = (container ?? resource).value;
  const place = [document.index, ...path].join('/');
  return rendered ? `${rendered.path}/${place}` : place;
}

/** Findings by the file and the container, or else the object, that they are about. */
export function byPlace(findings: readonly FindingData[]): FindingData[][] {
  return groupBy(findings, ({ file, place }) => JSON.stringify([file, place]));
}
