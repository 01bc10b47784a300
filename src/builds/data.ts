import type { SourceFile } from '../kubernetes/manifest.ts';
import { parseDocumentAt } from '../yaml/parse.ts';
import { splitDocuments } from '../yaml/split.ts';

/** Plain data of YAML that is no manifest: what has another shape than is looked for is nothing. */
export type Plain = Readonly<Record<string, unknown>>;

/** More documents than such files have. */
const MAX_DOCUMENTS = 50;

/** The mappings that a YAML file has as its documents; what can't be read is left out. */
export function documentsOf({ text }: SourceFile): Plain[] {
  return splitDocuments(text)
    .slice(0, MAX_DOCUMENTS)
    .flatMap((span, index) => {
      const parsed = parseDocumentAt(text, span, index);
      const data = parsed && 'toData' in parsed ? parsed.toData() : undefined;
      return isPlain(data) ? [data] : [];
    });
}

/** Whether a value is a mapping. */
export function isPlain(value: unknown): value is Plain {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A mapping below a key; an empty one where there is none. */
export function mappingAt(value: unknown, ...keys: readonly string[]): Plain {
  const found = keys.reduce<unknown>((at, key) => (isPlain(at) ? own(at, key) : undefined), value);
  return isPlain(found) ? found : {};
}

/** A list below a key; an empty one where there is none. */
export function listAt(value: unknown, key: string): readonly unknown[] {
  const found = isPlain(value) ? own(value, key) : undefined;
  return Array.isArray(found) ? found : [];
}

/** A scalar below a key, as a text. */
export function textAt(value: unknown, key: string): string | undefined {
  return isPlain(value) ? plainText(own(value, key)) : undefined;
}

/** A scalar as a text. */
export function plainText(value: unknown): string | undefined {
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  return typeof value === 'string' ? value : undefined;
}

/** The scalars of a mapping, as texts. */
export function textsOf(value: Plain): [string, string][] {
  return Object.entries(value).flatMap(([key, item]): [string, string][] => {
    const text = plainText(item);
    return text === undefined ? [] : [[key, text]];
  });
}

function own(value: Plain, key: string): unknown {
  return Object.hasOwn(value, key) ? value[key] : undefined;
}
