const MARKER = /<!-- podseal:v1 fp=([0-9a-f]{16}(?:,[0-9a-f]{16})*) -->\s*$/;

/** The hidden last line of our comments, which tells a later run what they are about. */
export function writeMarker(fingerprints: readonly string[]): string {
  return `<!-- podseal:v1 fp=${fingerprints.join(',')} -->`;
}

/** The fingerprints in the marker of a comment's body; none when it has no marker. */
export function readMarker(body: string): string[] {
  return MARKER.exec(body)?.[1]?.split(',') ?? [];
}
