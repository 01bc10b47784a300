import { dataAt } from '../../yaml/change-data.ts';
import { isDataMap } from '../../yaml/value-change.ts';
import { type Value, field, isMapping, isSet, textOf } from '../../yaml/value.ts';
import type { PlacedLine } from './layer.ts';
import type { ValuePlaces } from './read-layers.ts';

/** An entry that is a text, such as a path. */
export function textEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const text = textOf(value);
  return text === undefined ? undefined : [placed(JSON.stringify(text), value, at)];
}

/** An entry on one line, whatever is in it. */
function dataEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  const data = dataAt(value.document.toData(), value.path);
  return data === undefined ? undefined : [placed(JSON.stringify(data), value, at)];
}

/** What becomes of an image: a mapping, or as Argo CD writes it: `name=other:tag`. */
export function imageEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
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

/** A patch: a text, whose lines have their places, or one in a file. */
export function patchEntry(value: Value, at: ValuePlaces): PlacedLine[] | undefined {
  if (!isMapping(value)) return undefined;
  const data = dataAt(value.document.toData(), value.path);
  const patch = field(value, 'patch')?.value;
  const text = textOf(patch);
  if (!isDataMap(data)) return undefined;
  if (patch === undefined || text === undefined) return dataEntry(value, at);
  const start = at.lineOf(patch);
  // The lines of a literal text stand below its mark, each on a line of its own.
  const isLiteral = patch.document.text[patch.span.start] === '|';
  const lines = text.replace(/(?<!\n)\n+$/, '').split('\n');
  return [
    { text: 'patch: |2-', place: at.placeOf(start) },
    ...lines.map((line, index) => ({
      text: line === '' ? '' : `  ${line}`,
      place: at.placeOf(isLiteral ? start + 1 + index : start),
    })),
    ...Object.entries(data)
      .filter(([name]) => name !== 'patch')
      .map(([name, one]) => ({
        text: `${name}: ${JSON.stringify(one)}`,
        place: placeOf(value, name, at),
      })),
  ];
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
