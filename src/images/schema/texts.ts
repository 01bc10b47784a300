import { textLike, wholeNumber } from '../../schema/shapes.ts';

/** The texts and numbers that facts about images are made of. */

export const name = textLike(
  /^[A-Za-z0-9.-]+(:\d+)?(\/[a-z0-9._-]+)*$/,
  'the name of an image without a tag',
);
export const versions = textLike(
  /^(\d+(\.\d+)*( - \d+(\.\d+)*)?|(>=|<)\d+(\.\d+)*)$/,
  "a version such as '1.27', a range such as '6.2 - 8', or a bound such as '>=18'",
);
/** The API takes ids up to the largest signed 32-bit number. */
export const id = wholeNumber(0, 2_147_483_647);
/** Shown in Markdown, where a tag would be lost. */
export const sentence = textLike(/^[^<]+[.]$/, 'a sentence with its full stop, without "<"');
export const clause = textLike(/^[^<]*[^.<]$/, 'a clause without a full stop, and without "<"');
export const source = textLike(
  /^([\w.-]+\/[\w.-]+((@[0-9a-f]{7,40})?:[^ ]+|#\d+)|https:\/\/[^ ]+|.+, \d{4}-\d{2}-\d{2})$/,
  'repository@commit:path, repository:path, repository#number, an address, or what was read and the date: docker diff, 2026-01-31',
);
export const path = textLike(
  /^(\/[\w.-]+)+$/,
  'an absolute path of letters, digits, dots, dashes and underscores',
);
export const program = textLike(/^[\w.-]+$/, 'the name of a program, without a folder');
