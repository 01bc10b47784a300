import type { ParsedDocument } from '../../yaml/parse.ts';
import type { ValueChange } from '../../yaml/value-change.ts';
import { type Path, type Value, field, items, rootOf, textOf } from '../../yaml/value.ts';
import type { ValuesOption } from './option.ts';

/** A JSON patch in a kustomization or in a file of its own, with what it is for. */
export interface TargetedPatch {
  readonly path: string;
  readonly document: ParsedDocument;
  readonly target: Value | undefined;
}

/** The object of a build that is to change. */
interface Patched {
  readonly kind: string;
  readonly name: string;
}

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
): Pick<ValuesOption, 'path' | 'document' | 'changes'>[] {
  if (change.kind !== 'set' && change.kind !== 'append') return [];
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
