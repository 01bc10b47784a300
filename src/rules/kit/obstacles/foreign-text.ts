import type { ValueChange } from '../../../yaml/value-change.ts';
import { type ParsedDocument, writtenDocument } from '../../../yaml/parse.ts';
import { field, isMapping, isSet, rootOf, scalar, textOf, valueAt } from '../../../yaml/value.ts';
import { code } from '../describe.ts';
import { kept } from '../../../yaml/kept.ts';

/** Why a text is not for anybody to edit, the end of a sentence. */
export function foreignText(
  document: ParsedDocument,
  changes: readonly ValueChange[],
): string | undefined {
  const { reason } = ofDocument(writtenDocument(document));
  if (reason !== undefined) return reason;
  return changes.map((change) => placeholderAt(document, change)).find((why) => why !== undefined);
}

/** Asked for each finding of a document, of which there may be thousands. */
const known = kept<ParsedDocument, { readonly reason: string | undefined }>();

function ofDocument(document: ParsedDocument): { readonly reason: string | undefined } {
  const found = known.get(document) ?? { reason: reasonOf(document) };
  known.set(document, found);
  return found;
}

function reasonOf(document: ParsedDocument): string | undefined {
  return isSealedBySops(document)
    ? 'SOPS has a checksum over this document, so change it with `sops edit`'
    : undefined;
}

/** The MAC is over all values, unless it says that it is over the encrypted ones only. */
function isSealedBySops(document: ParsedDocument): boolean {
  const sops = field(rootOf(document), 'sops')?.value;
  return (
    isMapping(sops) &&
    isSet(field(sops, 'mac')?.value) &&
    scalar(field(sops, 'mac_only_encrypted')?.value) !== true
  );
}

/** A value that something fills in before the API server sees it: `${STRICT:=true}`. */
function placeholderAt(document: ParsedDocument, { kind, path }: ValueChange): string | undefined {
  if (kind === 'append') return undefined;
  const value = valueAt(rootOf(document), path);
  const written = value && document.text.slice(value.span.start, value.span.end);
  const name = /^["']?\$\{(\w+)/.exec(written ?? '')?.[1];
  if (name === undefined || textOf(value) === undefined) return undefined;
  return `${code(name)} fills in this value, so change it there`;
}
