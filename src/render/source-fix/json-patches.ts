import type { ParsedDocument } from '../../yaml/parse.ts';
import type { Data, ValueChange } from '../../yaml/value-change.ts';
import {
  type Path,
  type Value,
  field,
  isList,
  isMapping,
  items,
  rootOf,
  textOf,
  valueAt,
} from '../../yaml/value.ts';
import type { ValuesOption } from './option.ts';

/** A JSON patch in a kustomization or in a file of its own, with what it is for. */
export interface TargetedPatch {
  readonly path: string;
  readonly document: ParsedDocument;
  readonly target: Value | undefined;
}

/** The object of a build that is to change. */
export interface Patched {
  readonly root: Value;
  readonly kind: string;
  readonly name: string;
}

type PatchOption = Pick<ValuesOption, 'path' | 'document' | 'changes'>;

/** More operations than people write. */
const MAX_OPERATIONS = 100;

/**
 * The ways to make a change in what an operation removes, such as a securityContext: the operation replaces it, by
 * what the change sets.
 */
export function removingOperations(
  change: ValueChange,
  object: Patched,
  patches: readonly TargetedPatch[],
): PatchOption[] {
  if (change.kind !== 'set' && change.kind !== 'append') return [];
  if (valueAt(object.root, change.path.slice(0, -1)) !== undefined) return [];
  return patches
    .filter(({ target }) => isFor(target, object))
    .flatMap(({ path, document }) =>
      items(rootOf(document))
        .slice(0, MAX_OPERATIONS)
        .flatMap((operation) => {
          const below = belowRemoved(operation, change.path);
          if (!below) return [];
          const replace = {
            kind: 'set',
            path: [...operation.path, 'op'],
            value: 'replace',
          } as const;
          const set = { ...change, path: [...operation.path, 'value', ...below] };
          return [{ path, document, changes: [replace, set] }];
        }),
    );
}

/**
 * The ways to make a change by an operation more of a patch for the object: for what its base must not have, because
 * others build it, too.
 */
export function addingOperations(
  change: ValueChange,
  object: Patched,
  patches: readonly TargetedPatch[],
): PatchOption[] {
  const operation = operationFor(change, object.root);
  if (!operation) return [];
  return patches
    .filter(({ document, target }) => isList(rootOf(document)) && isFor(target, object))
    .map(({ path, document }) => ({
      ...{ path, document },
      changes: [{ kind: 'append', path: [], value: operation }],
    }));
}

/** The operation that makes a change; undefined where what it is in is missing, which another may add as well. */
function operationFor(
  change: ValueChange,
  root: Value,
): { readonly op: 'add'; readonly path: string; readonly value: Data } | undefined {
  if (change.kind === 'append') {
    if (!isList(valueAt(root, change.path))) return undefined;
    return { op: 'add', path: pointerTo([...change.path, '-']), value: change.value };
  }
  if (change.kind !== 'set' || !isMapping(valueAt(root, change.path.slice(0, -1)))) {
    return undefined;
  }
  return { op: 'add', path: pointerTo(change.path), value: change.value };
}

/** https://www.rfc-editor.org/rfc/rfc6901#section-3 */
function pointerTo(path: Path): string {
  return path
    .map((step) => `/${String(step).replaceAll('~', '~0').replaceAll('/', '~1')}`)
    .join('');
}

/** The rest of a path below what an operation removes; undefined where it removes something else. */
function belowRemoved(operation: Value, path: Path): Path | undefined {
  if (textOf(field(operation, 'op')?.value) !== 'remove') return undefined;
  const steps = (textOf(field(operation, 'path')?.value) ?? '').split('/').slice(1);
  const isAbove = steps.every((step, index) => step === String(path[index]));
  return steps.length > 0 && steps.length < path.length && isAbove
    ? path.slice(steps.length)
    : undefined;
}

/** Whether a target may be an object, whose name can have got a prefix and a suffix. A build tells for certain. */
function isFor(target: Value | undefined, { kind, name }: Patched): boolean {
  const [ofKind, ofName] = ['kind', 'name'].map((key) => textOf(field(target, key)?.value) ?? '');
  if (ofKind && ofKind !== kind) return false;
  return !ofName || !/^[\w.-]+$/.test(ofName) || name.includes(ofName);
}
