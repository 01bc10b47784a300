import { type Markdown, comment, md } from '../text/markdown.ts';

const MARKER = /<!-- podseal:v1 (fp|done)=([0-9a-f]{16}(?:,[0-9a-f]{16})*) -->\s*$/;

/** Hidden in our reviews, which tells them from others by the same account. */
const REVIEW_MARKER = comment('podseal:v1 review');

/** What the marker of a comment says. */
export interface Marker {
  readonly fingerprints: readonly string[];
  /** Whether what it is about was fixed. */
  readonly isDone: boolean;
}

/** The hidden last line of our comments, which tells a later run what they are about. */
export function writeMarker(fingerprints: readonly string[], isDone = false): Markdown {
  return comment(`podseal:v1 ${isDone ? 'done' : 'fp'}=${fingerprints.join(',')}`);
}

/** What the marker of a comment's body says; undefined when it has none. */
export function readMarker(body: string): Marker | undefined {
  const [, kind, list] = MARKER.exec(body) ?? [];
  return list === undefined
    ? undefined
    : { fingerprints: list.split(','), isDone: kind === 'done' };
}

/** Marks the body of a review as ours. */
export function markReview(body: Markdown): Markdown {
  return md`${body}\n\n${REVIEW_MARKER}`;
}

/** Whether the body of a review is marked as ours. */
export function isMarkedReview(body: string): boolean {
  return body.trimEnd().endsWith(REVIEW_MARKER);
}
