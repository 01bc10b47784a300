/**
 * What a document must hold as text to be judged at all: the word of a container list, of a
 * securityContext however it is capitalised, or of a policy kind. Only an escape inside a
 * double-quoted scalar can spell these words differently, so a document with such an escape counts
 * as one that has them.
 */
const WORDS = /containers|securitycontext|podsecuritypolicy|\\[xuU\r\n]/i;

/**
 * Whether a document could lead to a finding or a skip. False spares the parser, which takes most of
 * the time; `npm run bench` prints by how much.
 */
export function canMatter(documentText: string): boolean {
  return WORDS.test(documentText);
}
