import { dataAt } from '../../yaml/change-data.ts';
import { isDataMap } from '../../yaml/value-change.ts';
import { type Value, field, isMapping, isSet, textOf } from '../../yaml/value.ts';
import type { PlacedLine } from '../placed-line.ts';
import type { LayerList } from './layer.ts';
import { blockLines } from './block-lines.ts';
import type { ValuePlaces } from './read-layers.ts';

type ToEntry = (value: Value, at: ValuePlaces) => PlacedLine[] | undefined;

/** How the entries of each list are written in a kustomization. */
export const LIST_ENTRIES: Readonly<Record<LayerList, ToEntry>> = {
  components: textEntry,
  patchesStrategicMerge: mergeEntry,
  patchesJson6902: patchEntry,
  patches: patchEntry,
  images: imageEntry,
};

/** An entry that is a text, such as a path. */
function textEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : [placed(JSON.stringify(text), value, at)];
}

/** An entry on one line, whatever is in it. */
function dataEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const data = dataAt(value.document.toData(), value.path);
  return data === undefined ? undefined : [placed(JSON.stringify(data), value, at)];
}

/** What becomes of an image: a mapping, or as Argo CD writes it: `name=other:tag`. */
function imageEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const text = textOf(value);
  if (text === undefined) {
    const entry = dataEntry(value, at);
    const changed = ['digest', 'newTag', 'newName'].flatMap((name) => field(value, name) ?? []);
    const [first] = changed;
    return first ? entry?.map((line) => ({ ...line, place: placeAt(first.value, at) })) : entry;
  }
  const image = readImage(text);
  return image && [placed(JSON.stringify(image), value, at)];
}

/** `nginx=registry.example.com/nginx:1.29`, without the name where only the tag changes. */
function readImage(text: string): Record<string, string> | undefined {
  const equals = text.indexOf('=');
  const rest = text.slice(equals + 1);
  const [named = '', digest] = rest.split('@', 2);
  const colon = named.lastIndexOf(':');
  const hasTag = colon > named.lastIndexOf('/');
  const newName = hasTag ? named.slice(0, colon) : named;
  const name = equals === -1 ? newName : text.slice(0, equals);
  if (name === '') return undefined;
  return {
    name,
    ...(newName !== '' && newName !== name && { newName }),
    ...(hasTag && { newTag: named.slice(colon + 1) }),
    ...(digest !== undefined && { digest }),
  };
}

/** A patch: a text or data, whose lines have their places, or one in a file. */
function patchEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  if (!isMapping(value)) return undefined;
  const data = dataAt(value.document.toData(), value.path);
  const patch = field(value, 'patch')?.value;
  if (!isDataMap(data)) return undefined;
  const lines = patch && (textLines(patch, at) ?? blockLines(patch, at));
  if (patch === undefined || lines === undefined) return dataEntry(value, at);
  return [
    { text: 'patch: |2', place: placeAt(patch, at) },
    ...indented(lines),
    ...Object.entries(data)
      .filter(([name]) => name !== 'patch')
      .map(([name, one]) => ({
        text: `${name}: ${JSON.stringify(one)}`,
        place: placeOf(value, name, at),
      })),
  ];
}

/** A strategic merge patch: the name of a file, a text, or in objects of Flux the patch itself. */
function mergeEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const text = textOf(value);
  if (text !== undefined && !text.includes('\n')) return textEntry(value, at);
  const lines = textLines(value, at) ?? blockLines(value, at);
  return lines && [{ text: '|2', place: placeAt(value, at) }, ...lines];
}

/** The lines of a text. Those of a literal one stand below its mark, each on a line of its own. */
function textLines(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const text = textOf(value);
  if (text === undefined) return undefined;
  const start = at.lineOf(value);
  const isLiteral = value.document.text[value.span.start] === '|';
  const lines = text.replace(/(?<!\n)\n+$/, '').split('\n');
  return lines.map((line, index) => ({
    text: line,
    place: at.placeOf(isLiteral ? start + 1 + index : start),
  }));
}

function indented(lines: readonly PlacedLine[]): PlacedLine[] {
  return lines.map(({ text, place }) => ({ text: text === '' ? '' : `  ${text}`, place }));
}

function placeOf(value: Value, name: string, at: ValuePlaces): PlacedLine['place'] {
  const found = field(value, name)?.value;
  return placeAt(isSet(found) ? found : value, at);
}

function placed(text: string, value: Value, at: ValuePlaces): PlacedLine {
  return { text, place: placeAt(value, at) };
}

function placeAt(value: Value, at: ValuePlaces): PlacedLine['place'] {
  return at.placeOf(at.lineOf(value));
}
