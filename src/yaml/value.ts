import { isMap, isScalar, isSeq } from 'yaml';
import type { ParsedDocument } from './parse.ts';
import { type Field, MERGE_KEY, type Path, type Value, asWritten, rootOf } from './tree-value.ts';
import { kept } from './kept.ts';

export { Field, type Path, Value, rootAt, rootOf, MERGE_KEY } from './tree-value.ts';

/** Looks up a key of a mapping, merge keys included, as Kubernetes does. */
export function field(value: Value | undefined, name: string): Field | undefined {
  return value?.field(name);
}

/** Looks up a key of a mapping, without merge keys. */
export function ownField(value: Value | undefined, name: string): Field | undefined {
  const found = field(value, name);
  return found?.own === false ? ownFields(value).find((own) => own.name === name) : found;
}

/** The value at a path of keys below a value, or undefined where a step is missing. */
export function valueAt(value: Value | undefined, path: Path): Value | undefined {
  let current = value;
  for (const step of path) {
    current = typeof step === 'number' ? current?.items[step] : current?.field(step)?.value;
  }
  return current;
}

/** The pairs of a mapping, without those from merge keys. */
export function ownFields(value: Value | undefined): Field[] {
  return entriesOf(value).filter(({ name }) => name !== MERGE_KEY);
}

/** The keys of a mapping that count, those from merge keys too. */
export function allFields(value: Value | undefined): Field[] {
  return value?.names.flatMap((name) => value.field(name) ?? []) ?? [];
}

/** The pairs of a mapping in their order, merge keys among them under the name `<<`. */
export function entriesOf(value: Value | undefined): readonly Field[] {
  return value?.entries ?? [];
}

/** The pairs of a mapping that have no effect, because a later one has the same key. */
export function shadowedFields(value: Value | undefined): readonly Field[] {
  if (value === undefined || value.entries === value.pairs) return [];
  const counting = new Set(value.entries);
  return value.pairs.filter((pair) => !counting.has(pair));
}

/** Whether a value is a mapping. */
export function isMapping(value: Value | undefined): value is Value {
  return value !== undefined && isMap(value.node);
}

/** Whether a value is a list. */
export function isList(value: Value | undefined): boolean {
  return value !== undefined && isSeq(value.node);
}

/** The elements of a list; an empty array for anything else. */
export function items(value: Value | undefined): readonly Value[] {
  return value?.items ?? [];
}

/** An element of a list; undefined where there is none. */
export function itemAt(value: Value | undefined, index: number): Value | undefined {
  return value?.items[index];
}

/** The plain value of a scalar, null for an empty one, undefined for a mapping or a list. */
export function scalar(value: Value | undefined): string | number | boolean | null | undefined {
  if (!value) return undefined;
  if (value.node === null) return null;
  if (!isScalar(value.node)) return undefined;
  const plain: unknown = value.node.value;
  if (typeof plain === 'bigint') return Number(plain);
  if (typeof plain === 'string' && plain.startsWith('${')) {
    return filledIn(plain, value.node.type === 'PLAIN', value.document);
  }
  return typeof plain === 'string' || typeof plain === 'number' || typeof plain === 'boolean'
    ? plain
    : null;
}

/** What a placeholder becomes where nothing else is said; itself where nobody knows. */
function filledIn(
  written: string,
  isPlain: boolean,
  document: ParsedDocument,
): string | number | boolean {
  const usual = isPlain ? placeholderDefault(written) : undefined;
  if (usual !== undefined) return usual;
  const parameter = PARAMETER.exec(written)?.groups?.['name'];
  return (parameter === undefined ? undefined : defaultsOf(document).get(parameter)) ?? written;
}

/** What Flux and envsubst fill in: `${NAME}`, or `${NAME:=default}`. */
const PLACEHOLDER = /^\$\{\w+(?::?[-=](?<usual>[^${}]*))?\}$/;

/** The boolean or the number that a placeholder without quotes becomes where nothing is filled in. */
function placeholderDefault(written: string): boolean | number | undefined {
  const text = PLACEHOLDER.exec(written)?.groups?.['usual'];
  if (text === undefined) return undefined;
  if (/^(?:true|false)$/.test(text)) return text === 'true';
  return /^-?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/**
 * Whether a value is filled in before the API server sees it, with an unknown value. A template of
 * OpenShift fills in only text.
 */
export function isFilledLater(value: Value): boolean {
  const plain = scalar(value);
  return (
    typeof plain === 'string' &&
    isScalar(value.node) &&
    value.node.type === 'PLAIN' &&
    isPlaceholder(plain, value.document)
  );
}

/** Whether a text of a document, as it is written, is such a value. */
export function isPlaceholder(written: string, document: ParsedDocument): boolean {
  const isUnknown = PLACEHOLDER.test(written) && placeholderDefault(written) === undefined;
  return isUnknown && !isTemplate(document);
}

/** Where a template of OpenShift fills in a parameter of any type. */
const PARAMETER = /^\$\{\{(?<name>\w+)\}\}$/;

const defaults = kept<ParsedDocument, ReadonlyMap<string, number | boolean>>();

/** The numbers and booleans that the parameters of a template are by default. */
function defaultsOf(document: ParsedDocument): ReadonlyMap<string, number | boolean> {
  const known = defaults.get(document);
  if (known) return known;
  const root = rootOf(document);
  const parameters = isTemplate(document) ? items(field(root, 'parameters')?.value) : [];
  const read = new Map(
    parameters.flatMap((parameter): [string, number | boolean][] => {
      const text = textOf(field(parameter, 'value')?.value) ?? '';
      const name = textOf(field(parameter, 'name')?.value) ?? '';
      if (/^(?:true|false)$/.test(text)) return [[name, text === 'true']];
      return /^-?\d+$/.test(text) ? [[name, Number(text)]] : [];
    }),
  );
  defaults.set(document, read);
  return read;
}

function isTemplate(document: ParsedDocument): boolean {
  return textOf(field(rootOf(document), 'kind')?.value) === 'Template';
}

/** Whether a value is a parameter of a template, with an unknown type. */
export function isParameter(value: Value): boolean {
  const plain = scalar(value);
  return typeof plain === 'string' && PARAMETER.test(plain) && isTemplate(value.document);
}

/** The text of a non-empty scalar, `n` and `8080` as they are written; undefined for all else. */
export function textOf(value: Value | undefined): string | undefined {
  const plain = scalar(value);
  if (plain === null || plain === undefined) return undefined;
  return isScalar(value?.node) ? asWritten(value.node) : undefined;
}

/** Whether a value is present and not null, so that the API server takes it as set. */
export function isSet(value: Value | undefined): value is Value {
  return value !== undefined && scalar(value) !== null;
}
