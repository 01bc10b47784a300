import { IMAGE_REFERENCE } from '../../kubernetes/image-reference.ts';
import { and, not, or, pattern, setAnd } from '../cel.ts';
import type { Basis, Expressed } from '../check.ts';

/** As `isPlaceholder` in rules/pinned-image.ts; RE2 has no lookahead. */
const PLACEHOLDER = pattern(
  String.raw`\{\w+\}|\{\{|\$[({]|\$\w|<[^<>]*>|%\w+%|@\w+@|^ko://|^\s+$|^auto$|` +
    String.raw`^(?:[^:@]*[/.-])?[A-Z]{3}(?:[^a-z]|$)`,
);
const ID = pattern('^[0-9a-f]{64}(?:[:@]|$)');
const TAGGED = pattern(':[^/]*$');

/** Whether an image can become another one under its name, or is none. */
function isLoose(image: string, { profile }: Basis): string {
  const isReference = and(
    `${image}.matches(${pattern(IMAGE_REFERENCE)})`,
    `!${image}.matches(${ID})`,
  );
  const isPinned = `${image}.contains("@")`;
  const isVersion = and(`${image}.matches(${TAGGED})`, `!${image}.endsWith(":latest")`);
  const isTight = profile === 'strict' ? isPinned : or(isPinned, `(${isVersion})`);
  return and(`!${image}.matches(${PLACEHOLDER})`, not(and(isReference, isTight)));
}

export const pinnedImage: Expressed = {
  checks(basis) {
    const order =
      basis.profile === 'strict'
        ? 'Pin the digest of the image'
        : 'Name a version or a digest of the image';
    return [
      {
        name: 'loose',
        of: 'container',
        found: setAnd('c', 'image', (image) => isLoose(image, basis)),
        order,
      },
      {
        name: 'looseVolume',
        of: 'volume',
        found: setAnd('v', 'image.reference', (image) => isLoose(image, basis)),
        order,
      },
    ];
  },
};
