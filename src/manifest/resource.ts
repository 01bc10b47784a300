import type { ParsedDocument } from './parse.ts';
import { type Value, field, items, rootOf, textOf, valueAt } from './value.ts';

/** A Kubernetes object of a manifest. */
export interface Resource {
  /** As written; empty when the manifest says none. */
  readonly apiVersion: string;
  /** The API group; empty for the core group. */
  readonly group: string;
  readonly kind: string;
  readonly name: string;
  /** Empty when the manifest says none. */
  readonly namespace: string;
  readonly value: Value;
}

/** The Kubernetes objects of a document: itself, or the items of a `List` or of a typed list. */
export function resourcesOf(document: ParsedDocument): Resource[] {
  return readResources(rootOf(document), { apiVersion: '', kind: '' });
}

/** Lists of lists are as deep as the parser lets them nest; inspect() refuses endless ones. */
function readResources(value: Value, parent: { apiVersion: string; kind: string }): Resource[] {
  const apiVersion = textOf(field(value, 'apiVersion')?.value) ?? parent.apiVersion;
  const kind = textOf(field(value, 'kind')?.value) ?? parent.kind;
  const list = field(value, 'items')?.value;
  if (kind.endsWith('List') && list) {
    // The items of a typed list (PodList) may leave out what the list's own kind says.
    const itemKind = kind.slice(0, -'List'.length);
    const inherited =
      itemKind === '' ? { apiVersion: '', kind: '' } : { apiVersion, kind: itemKind };
    return items(list).flatMap((item) => readResources(item, inherited));
  }
  // A patch that deletes an object in another file is none itself.
  const isDeleted = textOf(field(value, '$patch')?.value) === 'delete';
  if (kind === '' || isDeleted) return [];
  const metadata = field(value, 'metadata')?.value;
  return [
    {
      apiVersion,
      group: apiVersion.includes('/') ? apiVersion.slice(0, apiVersion.indexOf('/')) : '',
      kind,
      name:
        textOf(valueAt(metadata, ['name'])) ?? textOf(valueAt(metadata, ['generateName'])) ?? '',
      namespace: textOf(valueAt(metadata, ['namespace'])) ?? '',
      value,
    },
  ];
}
