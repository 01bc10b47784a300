import { indexLines } from '../../yaml/lines.ts';
import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { type Value, isMapping, items, ownField, rootOf } from '../../yaml/value.ts';
import type { SourcePlace } from '../rendered-source.ts';
import { LIST_ENTRIES } from './entries.ts';
import { LAYER_LISTS, LAYER_SETTINGS, type LayerChanges, type LayerList } from './layer.ts';
import type { PlacedLine } from '../placed-line.ts';
import type { ValuePlaces } from './read-layers.ts';

/** A kustomization's text, by its path. */
interface Kustomization {
  readonly path: string;
  readonly text: string;
}

/**
 * A kustomization with what an object in a cluster adds to it, as Flux and Argo CD write it: into the same
 * file. Lists that both have are written anew at the end, each line with its place.
 *
 * @returns undefined for a text that is no kustomization in block style
 */
export function layeredKustomization(
  { path, text }: Kustomization,
  { lists, settings }: LayerChanges,
): PlacedLine[] | undefined {
  const root = blockMapping(text);
  if (!root) return undefined;
  const at = placesIn(path, text);
  const own = new OwnLines(root, { path, text });
  const added: PlacedLine[] = [];
  for (const name of LAYER_LISTS) {
    const more = lists[name] ?? [];
    if (more.length === 0) continue;
    const there = items(own.remove(name)).flatMap((one) => {
      const entry = LIST_ENTRIES[name](one, at);
      return entry ? [entry] : [];
    });
    for (const line of listLines(name, [...there, ...more])) added.push(line);
  }
  for (const name of LAYER_SETTINGS) {
    const value = settings[name];
    if (!value) continue;
    own.remove(name);
    added.push({ text: `${name}: ${value.text}`, place: value.place });
  }
  return [...own.lines, ...added];
}

function blockMapping(text: string): Value | undefined {
  const spans = splitDocuments(text);
  const [span] = spans;
  const document = span && parseDocumentAt(text, span, 0);
  if (!document || !('root' in document) || spans.length !== 1) return undefined;
  const root = rootOf(document);
  const { start } = root.span;
  const isBlock = isMapping(root) && text[start] !== '{';
  return isBlock && indexLines(text).position(start).column === 1 ? root : undefined;
}

/** The lines of a kustomization, some of whose keys are written elsewhere. */
class OwnLines {
  readonly lines: PlacedLine[];
  readonly #root: Value;
  readonly #text: string;

  constructor(root: Value, { path, text }: Kustomization) {
    this.#root = root;
    this.#text = text;
    this.lines = text.split('\n').map((line, index) => ({
      text: /^(?:---|\.\.\.)\s*$/.test(line) ? '' : line,
      place: { path, line: index + 1 },
    }));
  }

  /** Takes a key out; returns its value. */
  remove(name: string): Value | undefined {
    const found = ownField(this.#root, name);
    if (!found) return undefined;
    const lines = indexLines(this.#text);
    const from = lines.position(found.key.start).line;
    const to = lines.position(Math.max(found.key.end, found.value.span.end - 1)).line;
    for (let line = from; line <= to; line++) this.lines[line - 1] = NOTHING;
    return found.value;
  }
}

const NOTHING: PlacedLine = { text: '', place: undefined };

function placesIn(path: string, text: string): ValuePlaces {
  const lines = indexLines(text);
  return {
    lineOf: ({ span }) => lines.position(span.start).line,
    placeOf: (line): SourcePlace => ({ path, line }),
  };
}

/** Lists of a kustomization as they are written in one that has nothing else. */
export function linesOfLists({ lists }: Pick<LayerChanges, 'lists'>): PlacedLine[] {
  return LAYER_LISTS.flatMap((name) => {
    const entries = lists[name] ?? [];
    return entries.length > 0 ? [...listLines(name, entries)] : [];
  });
}

function* listLines(
  name: LayerList,
  entries: readonly (readonly PlacedLine[])[],
): Generator<PlacedLine, void, undefined> {
  yield { text: `${name}:`, place: entries[0]?.[0]?.place };
  for (const entry of entries) {
    for (const [index, { text, place }] of entry.entries()) {
      yield { text: text === '' ? '' : `${index === 0 ? '- ' : '  '}${text}`, place };
    }
  }
}

/** The kustomization that Flux makes for a folder which has none. */
export function generatedKustomization(resources: readonly string[]): string {
  return `resources:\n${resources.map((name) => `- ${JSON.stringify(name)}\n`).join('')}`;
}
