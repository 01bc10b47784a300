import leven from 'leven';

/** One letter in so many may differ; with more, it is another word (`runAsRoot`, `runAsGroup`). */
const LETTERS_PER_EDIT = 4;
/** So many letters in common at an end, and one word is likely the other's short form. */
const MIN_COMMON = 8;
/** No field or value of the API is longer; anything longer was not misspelt but made up. */
const MAX_LENGTH = 64;

/** The number of edits from one word to another; two letters in each other's place are one. */
function distanceOf(word: string, other: string): number {
  let first = 0;
  while (first < word.length && word[first] === other[first]) first++;
  const swapped = `${word.slice(0, first)}${word.charAt(first + 1)}${word.charAt(first)}${word.slice(first + 2)}`;
  return swapped === other ? 1 : leven(word, other);
}

/**
 * The word of a list that was most likely meant by another: the same but for its case, few edits
 * away, beginning alike, or ending in it. Undefined when none is near.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const lower = word.toLowerCase();
  const limit = Math.floor(word.length / LETTERS_PER_EDIT);
  const ranked = known
    // Each letter more is an edit: most words are told apart without being compared.
    .filter((candidate) => Math.abs(candidate.length - word.length) <= limit)
    .map((candidate) => ({ candidate, distance: distanceOf(lower, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best && best.distance <= limit) return best.candidate;
  if (lower.length < MIN_COMMON) return undefined;
  return known.find((candidate) => {
    const other = candidate.toLowerCase();
    return other.startsWith(lower.slice(0, MIN_COMMON)) || other.endsWith(lower);
  });
}
