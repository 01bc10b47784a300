/** Replaces the text from `start` to `end` (UTF-16 offsets) by `text`. */
export interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** Says whether edits may be made at their places; a review accepts only lines of its diff. */
export type Accepts = (edits: readonly Edit[]) => boolean;

/**
 * Applies edits that were all made for the same text.
 *
 * @throws RangeError when two of them overlap, or one ends before it starts: a bug in the caller
 */
export function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = '';
  let at = 0;
  for (const edit of sortEdits(edits)) {
    if (edit.start < at || edit.end < edit.start) {
      throw new RangeError(`Edits overlap at offset ${edit.start}.`);
    }
    result += text.slice(at, edit.start) + edit.text;
    at = edit.end;
  }
  return result + text.slice(at);
}

/** Edits in the order of their places. */
export function sortEdits(edits: readonly Edit[]): Edit[] {
  if (edits.length < 2) return [...edits];
  return edits.toSorted((a, b) => a.start - b.start || a.end - b.end);
}

/** Whether edits of one text overlap. */
export function doOverlap(edits: readonly Edit[]): boolean {
  if (edits.length < 2) return false;
  const sorted = sortEdits(edits);
  return sorted.some(({ start }, index) => start < (sorted[index - 1]?.end ?? 0));
}
