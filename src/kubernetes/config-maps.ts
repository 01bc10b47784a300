import { ParseBudget } from '../yaml/parse-budget.ts';
import { kept } from '../yaml/kept.ts';
import { type ParsedDocument, parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';
import { type Value, field, isSet, textOf } from '../yaml/value.ts';
import { type Resource, resourcesOf } from './resource.ts';

/**
 * The `data` of a ConfigMap that is applied together with an object; undefined where there is none of this name in its
 * namespace. Where only one of the two says its namespace, the other gets the same when both are applied.
 */
export function configMapFor({ value, namespace }: Resource, name: string): Value | undefined {
  const found = configMapsIn(textsWith(value.document)).named(name);
  const isSame = (one: Resource): boolean => one.namespace === namespace;
  const isOpen = (one: Resource): boolean => namespace === '' || one.namespace === '';
  const configMap = found.findLast(isSame) ?? found.findLast(isOpen);
  return field(configMap?.value, 'data')?.value;
}

/** A text of a ConfigMap by its key. */
export function textIn(data: Value | undefined, key: string): string | undefined {
  const text = field(data, key)?.value;
  return isSet(text) ? textOf(text) : undefined;
}

/** The containers of one file ask one after the other. */
let last: readonly [string] = [''];

function textsWith({ text, together }: ParsedDocument): readonly string[] {
  if (together) return together;
  if (last[0] !== text) last = [text];
  return last;
}

const known = kept<readonly string[], ConfigMaps>();

function configMapsIn(texts: readonly string[]): ConfigMaps {
  const before = known.get(texts);
  if (before) return before;
  const read = new ConfigMaps(texts);
  known.set(texts, read);
  return read;
}

const KIND = /\bkind["']?\s*:\s*["']?ConfigMap/;
const NAME = /\bname["']?\s*:\s*["']?([\w.-]+)/g;

/** A document with ConfigMaps; most of them are not parsed with the other objects, and here only when asked for. */
type Unread = () => readonly Resource[];

/** The ConfigMaps of texts. */
class ConfigMaps {
  readonly #byName = new Map<string, Set<Unread>>();

  constructor(texts: readonly string[]) {
    for (const text of texts) if (KIND.test(text)) this.#add(text);
  }

  /** Those of a name, in the order of the texts. */
  named(name: string): Resource[] {
    return [...(this.#byName.get(name) ?? [])].flatMap((read) =>
      read().filter((one) => one.name === name),
    );
  }

  /** Each document by all that it calls a name, so that many names of many documents are found in one look. */
  #add(text: string): void {
    const budget = new ParseBudget();
    for (const [index, span] of splitDocuments(text).entries()) {
      const source = text.slice(span.start, span.end);
      if (!KIND.test(source)) continue;
      let objects: readonly Resource[] | undefined;
      const document: Unread = () =>
        (objects ??= configMapsOf(parseDocumentAt(text, span, index, budget)));
      for (const [, name = ''] of source.matchAll(NAME)) {
        const others = this.#byName.get(name);
        if (others) others.add(document);
        else this.#byName.set(name, new Set([document]));
      }
    }
  }
}

function configMapsOf(parsed: ReturnType<typeof parseDocumentAt>): Resource[] {
  const objects = parsed && 'root' in parsed ? resourcesOf(parsed) : [];
  return objects.filter(({ kind, group }) => kind === 'ConfigMap' && group === '');
}
