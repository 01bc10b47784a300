import type { Path } from './value.ts';

/** The data of a manifest. */
export type Data = string | number | boolean | null | readonly Data[] | DataMap;
export type DataMap = { readonly [key: string]: Data };

/** Whether data is a mapping. */
export function isDataMap(data: Data | undefined): data is DataMap {
  return typeof data === 'object' && data !== null && !Array.isArray(data);
}

/**
 * One intended change to the data of a document. Rules say what to change; `src/fix` finds the smallest
 * text edit for it and proves that nothing else changes.
 */
export type ValueChange =
  /** Gives the field at `path` this value; mappings that are missing on the way are added. */
  | { readonly kind: 'set'; readonly path: Path; readonly value: Data }
  /** Adds an element to the end of the list at `path`; the list is added where it is missing. */
  | { readonly kind: 'append'; readonly path: Path; readonly value: Data }
  /** Removes the field. */
  | { readonly kind: 'remove'; readonly path: Path }
  /** Renames the field; its value is kept. */
  | { readonly kind: 'rename'; readonly path: Path; readonly name: string };
