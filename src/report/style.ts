import type { Shown } from '../text/shown.ts';

/** How a piece of text is meant; a terminal shows it in colour, anything else as it is. */
export type Tone =
  'error' | 'warning' | 'notice' | 'good' | 'strong' | 'faint' | 'added' | 'removed';

/** Colours a piece of text, or leaves it. */
export type Paint = (tone: Tone, text: Shown) => Shown;

/** Text as it is. */
export const plain: Paint = (_, text) => text;
