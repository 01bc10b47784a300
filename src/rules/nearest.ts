import leven from 'leven';

/** More edits than this, and the words hardly mean the same thing. */
const MAX_DISTANCE = 4;
/** So many first letters in common, and one word is likely the other's short form. */
const MIN_PREFIX = 8;
/** No field or value of the API is longer; anything longer was not misspelt but made up. */
const MAX_LENGTH = 64;

/**
 * The word of a list that was most likely meant by another: the same but for its case, few edits
 * away, or beginning alike. Undefined when none is near.
 */
export function nearest(word: string, known: readonly string[]): string | undefined {
  if (word.length > MAX_LENGTH) return undefined;
  const lower = word.toLowerCase();
  // A third of the letters different makes another word.
  const limit = Math.min(MAX_DISTANCE, Math.floor(word.length / 3));
  const ranked = known
    .map((candidate) => ({ candidate, distance: leven(lower, candidate.toLowerCase()) }))
    .toSorted((a, b) => a.distance - b.distance);
  const [best] = ranked;
  if (best && best.distance <= limit) return best.candidate;
  const prefix = lower.slice(0, MIN_PREFIX);
  return prefix.length === MIN_PREFIX
    ? known.find((candidate) => candidate.toLowerCase().startsWith(prefix))
    : undefined;
}
