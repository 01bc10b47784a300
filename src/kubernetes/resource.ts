import type { ParsedDocument } from '../yaml/parse.ts';
import { type Place, placesOf, valuesAt } from './places.ts';
import { type Data, isDataMap } from '../yaml/value-change.ts';
import { type Value, field, items, rootOf, textOf, valueAt } from '../yaml/value.ts';

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
  /** Set for a part of an object, inside another object or alone: the rest is elsewhere, so it gets no fix. */
  readonly embedded?: Embedded;
  /** Whether it is a patch in a file of its own, which can be edited. */
  readonly isPatch?: boolean;
  /** Where it holds pods, if a team says so itself. */
  readonly places?: readonly Place[];
}

/**
 * How an object is embedded in another one: as a whole, as a patch, as the value that an operation of a JSON
 * patch sets, or as a part of a pod in the values of a chart, with the keys that lead to it.
 */
export type Embedded =
  | { readonly as: 'object' | 'patch' | 'operation' }
  | {
      readonly as: 'values';
      readonly standing: 'container' | 'pod' | 'podSpec' | 'volume';
      readonly keys: string;
    };

/** The Kubernetes objects of a document: the document, the items of a list, and objects inside objects. */
export function resourcesOf(document: ParsedDocument): Resource[] {
  return readResources(rootOf(document), { apiVersion: '', kind: '' });
}

/** The objects at a value of a document, as a patch in another object holds some. */
export function resourcesAt(
  value: Value,
  inherited: Pick<Resource, 'apiVersion' | 'kind'>,
): Resource[] {
  return readResources(value, inherited);
}

/** The kind, group and name that an object states; empty where it states none. */
export function headerOf(value: Value): Pick<Resource, 'apiVersion' | 'group' | 'kind'> {
  const apiVersion = textOf(field(value, 'apiVersion')?.value) ?? '';
  return { ...withGroup(apiVersion), kind: textOf(field(value, 'kind')?.value) ?? '' };
}

function withGroup(apiVersion: string): Pick<Resource, 'apiVersion' | 'group'> {
  const end = apiVersion.indexOf('/');
  return { apiVersion, group: end === -1 ? '' : apiVersion.slice(0, end) };
}

/** The depth of objects in objects is bounded by the parser's; inspect() refuses endless ones. */
function readResources(value: Value, parent: { apiVersion: string; kind: string }): Resource[] {
  const said = headerOf(value);
  const apiVersion = said.apiVersion || parent.apiVersion;
  const kind = said.kind || parent.kind;
  const list = field(value, 'items')?.value;
  if (kind.endsWith('List') && list) {
    // The items of a typed list (PodList) may leave out what the list's own kind says.
    const itemKind = kind.slice(0, -'List'.length);
    const inherited =
      itemKind === '' ? { apiVersion: '', kind: '' } : { apiVersion, kind: itemKind };
    return items(list).flatMap((item) => readResources(item, inherited));
  }
  // A patch that deletes an object of its base is not an object.
  const isDeleted = textOf(field(value, '$patch')?.value) === 'delete';
  if (kind === '' || isDeleted) return [];
  const metadata = field(value, 'metadata')?.value;
  const resource: Resource = {
    ...withGroup(apiVersion),
    kind,
    name: textOf(valueAt(metadata, ['name'])) ?? textOf(valueAt(metadata, ['generateName'])) ?? '',
    namespace: textOf(valueAt(metadata, ['namespace'])) ?? '',
    value,
  };
  return [resource, ...objectsIn(resource)];
}

/** The objects that an object holds as a whole, such as those of an OpenShift template. */
function objectsIn(resource: Resource): Resource[] {
  return (placesOf(resource) ?? [])
    .filter(({ standing }) => standing === 'object')
    .flatMap(({ steps }) => valuesAt(resource.value, steps))
    .flatMap((value) => readResources(value, { apiVersion: '', kind: '' }));
}

/** An object as plain data; undefined where the aliases of its document expand to too much. */
export function dataOf({ value }: Resource): Data | undefined {
  return value.path.reduce<Data | undefined>((data, step) => {
    if (typeof step === 'number') return Array.isArray(data) ? at(data, step) : undefined;
    return isDataMap(data) && Object.hasOwn(data, step) ? data[step] : undefined;
  }, value.document.toData());
}

function at(list: readonly Data[], index: number): Data | undefined {
  return list[index];
}
