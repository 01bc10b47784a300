import type { Resource } from '../kubernetes/resource.ts';
import { type Value, field, isSet, ownFields, textOf } from '../yaml/value.ts';
import type { Content } from './plan.ts';

/** What the ConfigMaps and the Secrets of the read files hold. */
export interface PodData {
  /** The entries of an object; undefined where no file has it. */
  entriesOf(kind: DataKind, name: string): ReadonlyMap<string, Content> | undefined;
}

export type DataKind = 'ConfigMap' | 'Secret';

/** As the API server has them. */
const KEY = /^(?!\.{1,2}$)[-.\w]{1,253}$/;

/** Finds the ConfigMaps and Secrets among objects, by kind and name. */
export function podDataOf(resources: readonly Resource[]): PodData {
  const found = new Map<string, ReadonlyMap<string, Content>>();
  for (const { kind, group, name, value, embedded } of resources) {
    if ((kind !== 'ConfigMap' && kind !== 'Secret') || group !== '' || embedded) continue;
    found.set(`${kind}/${name}`, readEntries(kind, value));
  }
  return { entriesOf: (kind, name) => found.get(`${kind}/${name}`) };
}

function readEntries(kind: DataKind, value: Value): ReadonlyMap<string, Content> {
  const isSecret = kind === 'Secret';
  return new Map([
    ...read(field(value, 'binaryData')?.value, (base64) => ({ base64 })),
    ...read(field(value, 'data')?.value, (text) => (isSecret ? { base64: text } : { text })),
    ...read(field(value, 'stringData')?.value, (text) => ({ text })),
  ]);
}

function read(
  value: Value | undefined,
  contentOf: (text: string) => Content,
): (readonly [string, Content])[] {
  return ownFields(value).flatMap(({ name, value: entry }) => {
    const text = isSet(entry) ? textOf(entry) : undefined;
    return KEY.test(name) && text !== undefined ? [[name, contentOf(text)] as const] : [];
  });
}

/** The text of an entry, as a variable has it; undefined for bytes that are no text. */
export function textOfContent(content: Content): string | undefined {
  const text = decode(content);
  // No variable can have it.
  return text?.includes('\0') ? undefined : text;
}

function decode(content: Content): string | undefined {
  if ('text' in content) return content.text;
  try {
    const bytes = Uint8Array.from(atob(content.base64.replace(/\s/g, '')), (sign) =>
      sign.charCodeAt(0),
    );
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}
