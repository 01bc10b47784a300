import { documentIn } from '../../kubernetes/unseen/inline-document.ts';
import { indexLines } from '../../yaml/lines.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import {
  type Value,
  field,
  isMapping,
  items,
  ownFields,
  rootOf,
  scalar,
  textOf,
} from '../../yaml/value.ts';
import { documentOn } from '../layers/document-on.ts';
import type { ValuesKey } from '../values-keys.ts';
import type { EditableSource } from './editable-source.ts';
import type { ValuesOption } from './option.ts';

/** Deeper than values and patches are written. */
const MAX_DEPTH = 30;

/**
 * A value of a release that a kustomization builds, set on the line that it comes from: of the release, or of a patch,
 * as long as the same value stands there alone.
 */
export function builtOptions(
  { value, from, pointer }: ValuesKey,
  change: ValueChange,
  { files, canEdit }: Pick<EditableSource, 'files' | 'canEdit'>,
): ValuesOption[] {
  const name = value.path.at(-1);
  if (!from?.places || change.kind !== 'set' || typeof name !== 'string') return [];
  const place = from.places[indexLines(from.text).position(value.span.start).line - 1];
  const text = place && files[place.path];
  if (!place || text === undefined || !canEdit(place.path)) return [];
  const found = scalarsOn(text, place.line, name).filter((one) => scalar(one) === scalar(value));
  const [own] = found;
  if (!own || found.length > 1 || own.shared) return [];
  const changes = [{ ...change, path: own.path }];
  return [{ kind: 'values', path: place.path, document: own.document, changes, pointer }];
}

/** The scalars on a line that have a name, or that an operation of a patch gives to it. */
function scalarsOn(text: string, line: number, name: string): Value[] {
  const index = documentOn(text, line);
  const span = splitDocuments(text)[index];
  const document = span && parseDocumentAt(text, span, index);
  if (!document || !('root' in document)) return [];
  const { start, end } = indexLines(text).span(line);
  const found: Value[] = [];
  const visit = (value: Value, isNamed: boolean, depth: number): void => {
    const isOn = value.span.start <= end && value.span.end >= start;
    if (!isOn || depth > MAX_DEPTH) return;
    for (const one of items(value)) visit(one, false, depth + 1);
    const fields = isMapping(value) ? ownFields(value) : [];
    for (const one of fields) {
      visit(one.value, one.name === name || isOperand(value, one.name, name), depth + 1);
    }
    if (scalar(value) === undefined) return;
    const inner = documentIn(value);
    // What is written in another way than it is read has no places of its own.
    const isWritten = inner && inner.span.start > value.span.start;
    if (isWritten && isMultiline(value)) visit(rootOf(inner), false, depth + 1);
    else if (isNamed && value.span.start >= start) found.push(value);
  };
  visit(rootOf(document), false, 0);
  return found;
}

function isMultiline(value: Value): boolean {
  return textOf(value)?.includes('\n') === true;
}

/** Whether a key of an operation has the value for the last step of its path. */
function isOperand(operation: Value, key: string, name: string): boolean {
  const [op, path] = ['op', 'path'].map((one) => textOf(field(operation, one)?.value));
  const isSet = op === 'add' || op === 'replace';
  return key === 'value' && isSet && path?.endsWith(`/${name}`) === true;
}
