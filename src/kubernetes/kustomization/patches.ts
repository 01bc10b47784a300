import { parseDocumentAt } from '../../yaml/parse.ts';
import { splitDocuments } from '../../yaml/split.ts';
import { type Data, type DataMap, isDataMap } from '../../yaml/value-change.ts';
import { type Value, field, isMapping, items, textOf } from '../../yaml/value.ts';
import type { Resource } from '../resource.ts';
import { type Operation, readOperations } from './operations.ts';
import { isMergeable } from './strategic-merge.ts';
import { type Selector, readSelector, selects } from './selector.ts';

/** A patch of a kustomization. */
export type Patch = {
  readonly line: number;
  /** Undefined where it may be for any object. */
  readonly target: Selector | undefined;
} & (
  | { readonly kind: 'merge'; readonly data: DataMap }
  | { readonly kind: 'operations'; readonly operations: readonly Operation[] }
  /** In a file of its own, or of a form that only Kustomize knows. */
  | { readonly kind: 'unread' }
);

/** More patches than people write; what comes after them is not read. */
const MAX_PATCHES = 20;

/** Reads the patches of a kustomization, in the order in which Kustomize applies them. */
export function readPatches(root: Value, lineOf: (value: Value) => number): Patch[] {
  const of = (name: string): readonly Value[] => items(field(root, name)?.value);
  const patches = [
    ...of('patchesStrategicMerge').flatMap((one) => patchesIn(one, undefined, lineOf(one))),
    ...[...of('patches'), ...of('patchesJson6902')].flatMap((one) => {
      const target = field(one, 'target')?.value;
      const selector = isMapping(target) ? readSelector(target) : undefined;
      return patchesIn(field(one, 'patch')?.value, selector, lineOf(one));
    }),
  ];
  if (patches.length <= MAX_PATCHES) return patches;
  const [first] = patches.slice(MAX_PATCHES);
  const rest: Patch[] = first ? [{ kind: 'unread', line: first.line, target: undefined }] : [];
  return [...patches.slice(0, MAX_PATCHES), ...rest];
}

/** The patches of one text; one patch that is not read where it is a path, or nothing. */
function patchesIn(text: Value | undefined, target: Selector | undefined, line: number): Patch[] {
  const all = dataIn(textOf(text) ?? '');
  const patches = all?.map((data) => patchOf(data, target, line)) ?? [];
  return patches.length > 0 ? patches : [{ kind: 'unread', line, target }];
}

function patchOf(data: Data, target: Selector | undefined, line: number): Patch {
  const operations = Array.isArray(data) ? readOperations(data) : undefined;
  if (operations && target) return { kind: 'operations', operations, line, target };
  if (!isDataMap(data)) return { kind: 'unread', line, target };
  const own = target ?? ownTarget(data);
  return isMergeable(data) && own
    ? { kind: 'merge', data, line, target: own }
    : { kind: 'unread', line, target: own };
}

/** A patch without a target is for the object whose kind and name it has. */
function ownTarget({ apiVersion, kind, metadata }: DataMap): Selector | undefined {
  const name = isDataMap(metadata) ? metadata['name'] : undefined;
  const namespace = isDataMap(metadata) ? metadata['namespace'] : undefined;
  if (typeof apiVersion !== 'string' || typeof kind !== 'string' || typeof name !== 'string') {
    return undefined;
  }
  const end = apiVersion.indexOf('/');
  return {
    group: end === -1 ? '' : apiVersion.slice(0, end),
    kind,
    name,
    ...(typeof namespace === 'string' && { namespace }),
    isExact: true,
  };
}

/** The documents of a text as data; undefined where one can't be read. */
function dataIn(text: string): Data[] | undefined {
  const all = splitDocuments(text).map((span, index) => {
    const document = parseDocumentAt(text, span, index);
    return document && 'root' in document ? document.toData() : undefined;
  });
  return all.every((data) => data !== undefined) ? all : undefined;
}

/** How sure it is that a patch is for an object. */
export function isFor({ target }: Patch, resource: Resource): 'yes' | 'no' | 'maybe' {
  return target === undefined ? 'maybe' : selects(target, resource);
}
