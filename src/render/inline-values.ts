import { withFilledIn } from '../kubernetes/argo/deployed-sources.ts';
import type { Parameters } from '../kubernetes/argo/parameters.ts';
import { MadeNodes } from '../kubernetes/known-charts/made-nodes.ts';
import { documentIn } from '../kubernetes/unseen/inline-document.ts';
import { dataAt } from '../yaml/change-data.ts';
import { type ParsedDocument, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import type { SourcePlace } from './rendered-source.ts';
import type { Data, DataMap } from '../yaml/value-change.ts';
import { isDataMap } from '../yaml/value-change.ts';
import {
  type Path,
  type Value,
  field,
  items,
  rootOf,
  scalar,
  textOf,
  valueAt,
} from '../yaml/value.ts';

/** Values of a chart that stand in an object, such as a release of Flux. */
export interface InlineValues {
  /** The file of the object, from the chart's folder; its text is among the chart's files. */
  readonly path: string;
  /** Which document of the file, from 0. */
  readonly document: number;
  /** Where they are in it. */
  readonly at: Path;
  /** `parameters` are a list of single values by their paths. */
  readonly kind: 'values' | 'parameters';
  /** What Helm is given. */
  readonly text: string;
  /** What the object is read from, where that is not the text of its file. */
  readonly from?: ReadFrom | undefined;
}

/** A text that is made of a file's, such as one that is filled in. */
export interface ReadFrom {
  readonly text: string;
  /** What was filled in, by the names that the file's text has for it. */
  readonly filledWith?: Parameters;
  /** Where its lines come from, from 0; without it, they are those of the file. */
  readonly places?: readonly (SourcePlace | undefined)[] | undefined;
  /** The document of the file that it is of, where `places` are known. */
  readonly home?: number;
}

type Where = Pick<InlineValues, 'document' | 'at' | 'kind'>;

/** The values in a file's text, as a value with its places; undefined where there are none. */
export function inlineRoot({ document: index, at, kind }: Where, text: string): Value | undefined {
  const document = documentAt(text, index);
  const value = document && valueAt(rootOf(document), at);
  if (!value) return undefined;
  if (kind === 'parameters') return parametersRoot(document, value);
  if (scalar(value) === undefined) return value;
  const inner = documentIn(value);
  return inner && rootOf(inner);
}

function documentAt(text: string, index: number): ParsedDocument | undefined {
  const span = splitDocuments(text)[index];
  const document = span && parseDocumentAt(text, span, index);
  return document && 'root' in document ? document : undefined;
}

/** What Helm is given of the values in an object; undefined for what can't be told. */
export function inlineText(
  document: ParsedDocument,
  { at, kind }: Pick<InlineValues, 'at' | 'kind'>,
): string | undefined {
  if (kind === 'parameters') {
    const list = valueAt(rootOf(document), at);
    const read = list && readParameters(list);
    return read && JSON.stringify(parametersData(read));
  }
  const data = dataAt(document.toData(), at);
  if (data === undefined) return undefined;
  return typeof data === 'string' ? data : JSON.stringify(data);
}

/** No values. */
export const EMPTY_VALUES = '{}';

/** Values in an object as another text of its file has them; undefined where they can't be read there. */
export function rereadInline(inline: InlineValues, text: string): InlineValues | undefined {
  // What was put together has no text of its own.
  if (inline.from?.places) return inline;
  const written = documentAt(text, inline.document);
  const filledWith = inline.from?.filledWith;
  const document = written && filledWith ? withFilledIn(written, filledWith) : written;
  if (!document) return undefined;
  const isThere = valueAt(rootOf(document), inline.at) !== undefined;
  const values = isThere ? inlineText(document, inline) : EMPTY_VALUES;
  if (values === undefined) return undefined;
  const from = inline.from && { ...inline.from, text: document.text };
  return { ...inline, text: values, from };
}

/** A document that values are written in. */
export interface ValuesDocument {
  readonly document: ParsedDocument;
  /** Where they are, or would be, in it. */
  readonly at: Path;
  readonly kind: InlineValues['kind'];
  readonly data: Data | undefined;
}

/**
 * Where the values in an object can be edited.
 *
 * @param text of its file, without anything filled in
 */
export function inlineDocument(
  { document: index, at, kind, from }: InlineValues,
  text: string,
): ValuesDocument | undefined {
  const document = documentAt(text, from?.home ?? index);
  if (!document) return undefined;
  const value = valueAt(rootOf(document), at);
  if (kind === 'parameters') {
    const read = value && readParameters(value);
    return read && { document, at, kind, data: parametersData(read) };
  }
  if (typeof scalar(value) !== 'string') {
    return { document, at, kind, data: dataAt(document.toData(), at) };
  }
  const inner = value && documentIn(value);
  // What is written in another way than it is read has no places of its own.
  return inner && inner.span.start > value.span.start
    ? { document: inner, at: [], kind, data: inner.toData() }
    : undefined;
}

interface Parameter {
  readonly steps: readonly string[];
  readonly value: Value;
  readonly data: Data;
}

/** Parameters as Helm reads them; undefined for names that only Helm knows to read. */
function readParameters(list: Value): readonly Parameter[] | undefined {
  const read = items(list).flatMap((one): Parameter[] => {
    const name = textOf(field(one, 'name')?.value) ?? '';
    const value = field(one, 'value')?.value;
    if (!value || !/^[\w-]+(?:\.[\w-]+)*$/.test(name)) return [];
    const isText = scalar(field(one, 'forceString')?.value) === true;
    const text = textOf(value) ?? '';
    return [{ steps: name.split('.'), value, data: isText ? text : typed(text) }];
  });
  return read.length === items(list).length ? read : undefined;
}

function typed(text: string): Data {
  if (/^(?:true|false)$/.test(text)) return text === 'true';
  if (text === 'null') return null;
  return /^(?:0|-?[1-9]\d{0,14})$/.test(text) ? Number(text) : text;
}

/** Parameters as the data of values; the later ones count. */
function parametersData(parameters: readonly Parameter[]): DataMap {
  return parameters.reduce<DataMap>((all, { steps, data }) => withData(all, steps, data), {});
}

function withData(map: DataMap, [step = '', ...rest]: readonly string[], data: Data): DataMap {
  const inner = Object.hasOwn(map, step) ? map[step] : undefined;
  if (rest.length === 0) return { ...map, [step]: data };
  return { ...map, [step]: withData(isDataMap(inner) ? inner : {}, rest, data) };
}

/** Parameters as a mapping whose keys stand where the parameters do. */
function parametersRoot(document: ParsedDocument, list: Value): Value {
  const nodes = new MadeNodes(document);
  const build = (parameters: readonly Parameter[], depth: number): ReturnType<MadeNodes['map']> => {
    const names = new Set(parameters.map(({ steps }) => steps[depth] ?? ''));
    const entries = [...names].map((name) => {
      const some = parameters.filter(({ steps }) => steps[depth] === name);
      const last = some.findLast(({ steps }) => steps.length === depth + 1);
      const place = (last ?? some[0])?.value.span ?? list.span;
      const node = last ? last.value.node : build(some, depth + 1);
      return [name, node, place] as const;
    });
    return nodes.map(entries, list.span);
  };
  return rootOf({ ...document, root: build(readParameters(list) ?? [], 0) });
}
