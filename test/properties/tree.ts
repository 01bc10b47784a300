/** What stands around a pair or an item without being data. */
export interface Notes {
  /** Lines above it: comments, or blank. */
  readonly above: readonly string[];
  /** What follows on its line, its space included: ` # why`. */
  readonly beside: string;
  /** Comment lines between a key and the body under it. */
  readonly between: readonly string[];
}

/** How a mapping or a list is written. */
export interface Look {
  readonly style: 'block' | 'flow' | 'flow lines';
  /** How far its body stands in. */
  readonly step: number;
  /** Whether a list stands deeper than its key. */
  readonly deep: boolean;
  /** Whether braces have a space inside. */
  readonly padded: boolean;
  /** Whether a comma follows the last entry of a flow collection. */
  readonly comma: boolean;
}

export interface Pair {
  readonly key: string;
  readonly value: Tree;
  readonly notes: Notes;
}

export interface Item {
  readonly value: Tree;
  readonly notes: Notes;
}

export interface MapTree {
  readonly kind: 'map';
  readonly pairs: readonly Pair[];
  readonly look: Look;
  readonly anchor?: string;
}

export interface ListTree {
  readonly kind: 'list';
  readonly items: readonly Item[];
  readonly look: Look;
}

/** YAML as a person might write it: data, with the way it is written. */
export type Tree =
  | MapTree
  | ListTree
  /** On one line, as it is written; empty for a value left out. */
  | { readonly kind: 'scalar'; readonly text: string }
  /** A block scalar; `explicit` gives its indentation in the header. */
  | {
      readonly kind: 'text';
      readonly mark: '|' | '>';
      readonly explicit: boolean;
      readonly chomp: '' | '-' | '+';
      readonly lines: readonly string[];
    };

export const bare: Notes = { above: [], beside: '', between: [] };

export const plainLook: Look = {
  style: 'block',
  step: 2,
  deep: false,
  padded: false,
  comma: false,
};

export function scalar(text: string): Tree {
  return { kind: 'scalar', text };
}

export function pair(key: string, value: Tree | string, notes: Notes = bare): Pair {
  return { key, value: typeof value === 'string' ? scalar(value) : value, notes };
}

export function map(pairs: readonly Pair[], look: Look = plainLook): MapTree {
  return { kind: 'map', pairs, look };
}
