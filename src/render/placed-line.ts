import type { SourcePlace } from './rendered-source.ts';

/** A line of a text that is put together, with the place that it comes from. */
export interface PlacedLine {
  readonly text: string;
  readonly place: SourcePlace | undefined;
}

/** The text of such lines. */
export function textOfLines(lines: readonly PlacedLine[]): string {
  return lines.map(({ text }) => text).join('\n');
}
