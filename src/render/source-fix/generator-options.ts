import type { ValueChange } from '../../yaml/value-change.ts';
import type { WrittenField } from './kustomization-documents.ts';
import type { ValuesOption } from './option.ts';

const GENERATORS = new Set(['configMapGenerator', 'secretGenerator']);

/**
 * The way to make what a generator makes immutable: an option of its entry.
 *
 * @param written what stands at the place of what is made
 */
export function generatorOptions(
  { kind, path: [name, ...below] }: ValueChange,
  written: readonly WrittenField[],
): Pick<ValuesOption, 'path' | 'document' | 'changes'>[] {
  if (kind !== 'set' || name !== 'immutable' || below.length > 0) return [];
  const entry = written.find(({ parent }) => GENERATORS.has(String(parent.path.at(-2))));
  if (!entry) return [];
  const { path, document, parent } = entry;
  const change = { kind, path: [...parent.path, 'options', 'immutable'], value: true } as const;
  return [{ path, document, changes: [change] }];
}
