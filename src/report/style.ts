/** How a piece of text is meant; a terminal shows it in colour, anything else as it is. */
export type Tone =
  'error' | 'warning' | 'notice' | 'good' | 'strong' | 'faint' | 'added' | 'removed';

/** Colours a piece of text, or leaves it. */
export type Paint = (tone: Tone, text: string) => string;

/** Text as it is. */
export const plain: Paint = (_, text) => text;

/**
 * Text of a manifest or a path made safe to show in a terminal: no control sequence, nothing that
 * hides or reorders what is around it. Tabs become spaces, other line breaks than `\n` are shown.
 */
export function visible(text: string): string {
  return text.replaceAll('\t', '    ').replace(/(?!\n)[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '\u{FFFD}');
}

/** Text that has to stay on its line, such as a path: line breaks are shown, too. */
export function visibleLine(text: string): string {
  return visible(text).replaceAll('\n', '\u{FFFD}');
}
