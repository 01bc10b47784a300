import { type Edit, sortEdits } from '../edit/edit.ts';
import { startOfLine } from '../lines.ts';
import type { ReadMap, ReadNode } from './nodes.ts';

/** A text before edits, as it was read, with the edits. */
export interface Before {
  readonly text: string;
  readonly root: ReadNode;
  readonly edits: readonly Edit[];
}

type ReadPair = ReadMap['items'][number];

/**
 * What is known of an edited text by the one before: a field that no edit touches, from its line on up to the next
 * key, is read as it was. The reader only moves forward, so what it makes of these lines depends on nothing but them
 * and their column.
 */
export class Again {
  readonly root: ReadNode;
  readonly #text: string;
  readonly #edits: readonly Edit[];
  /** By how much what is behind each edit has moved. */
  readonly #shifts: readonly number[];

  constructor({ text, root, edits }: Before) {
    this.root = root;
    this.#text = text;
    this.#edits = sortEdits(edits);
    let shift = 0;
    this.#shifts = this.#edits.map((edit) => (shift += edit.text.length - (edit.end - edit.start)));
  }

  /** Where a place of the text before is now. */
  placeOf(offset: number): number {
    return offset + (this.#shifts[this.#endedBefore(offset) - 1] ?? 0);
  }

  /** Whether all is as before from the line of a field on up to the next key of its mapping, at a column. */
  isSame({ key }: ReadPair, next: ReadPair, column: number): boolean {
    const [start] = key.range;
    const line = startOfLine(this.#text, start);
    if (start - line !== column) return false;
    const first = this.#edits[this.#endedBefore(line - 1)];
    return first === undefined || first.start > next.key.range[0];
  }

  /** How many edits end at a place or before. */
  #endedBefore(offset: number): number {
    let [low, high] = [0, this.#edits.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((this.#edits[middle]?.end ?? Infinity) <= offset) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Goes through the fields that a mapping had before. */
export class FieldsBefore {
  readonly #again: Again;
  readonly #items: ReadMap['items'];
  #index = 0;

  constructor(again: Again, map: ReadMap) {
    this.#again = again;
    this.#items = map.items;
  }

  /** The field whose key was where there is a key now. */
  at(start: number): ReadPair | undefined {
    for (; this.#index < this.#items.length; this.#index++) {
      const pair = this.#items[this.#index];
      const place = pair ? this.#again.placeOf(pair.key.range[0]) : start;
      if (place === start) return pair;
      if (place > start) return undefined;
    }
    return undefined;
  }

  /** Where the key behind the one that was found is now; undefined where it is not all the same up to there. */
  nextOf(pair: ReadPair, column: number): number | undefined {
    const next = this.#items[this.#index + 1];
    if (!next || !this.#again.isSame(pair, next, column)) return undefined;
    return this.#again.placeOf(next.key.range[0]);
  }
}
