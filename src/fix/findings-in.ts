import { documentOf } from '../judge/grouping.ts';
import type { Finding, Judged } from '../judge/judge.ts';
import { kept } from '../yaml/kept.ts';
import type { ParsedDocument } from '../yaml/parse.ts';

type ByDocument = ReadonlyMap<ParsedDocument, readonly Finding[]>;

const FOUND = kept<Judged, ByDocument>();
const LISTED = kept<Judged, ByDocument>();

/** The findings that are in a document. A file may have thousands, and as many documents, so all are looked at once. */
export function findingsIn(judged: Judged, document: ParsedDocument): readonly Finding[] {
  const known = FOUND.get(judged) ?? byDocument(judged.findings);
  FOUND.set(judged, known);
  return known.get(document) ?? [];
}

/** The findings of a document that the baseline has. */
export function listedIn(judged: Judged, document: ParsedDocument): readonly Finding[] {
  const known = LISTED.get(judged) ?? byDocument(listed(judged));
  LISTED.set(judged, known);
  return known.get(document) ?? [];
}

function listed({ exempted }: Judged): Finding[] {
  return exempted.flatMap(({ by, finding }) => (by === 'baseline' ? finding : []));
}

function byDocument(findings: readonly Finding[]): ByDocument {
  const all = new Map<ParsedDocument, Finding[]>();
  for (const finding of findings) {
    const document = documentOf(finding);
    const members = all.get(document);
    if (members) members.push(finding);
    else all.set(document, [finding]);
  }
  return all;
}
