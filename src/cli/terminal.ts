import { once } from 'node:events';
import { styleText } from 'node:util';
import { writePatch } from '../diff/patch.ts';
import { type Paint, type Tone, plain } from '../report/style.ts';
import type { Sink } from '../run/report-files.ts';
import { type Shown, coloured, shown, visibleDiff, visibleLine } from '../text/shown.ts';

const FORMATS: Readonly<Record<Tone, Parameters<typeof styleText>[0]>> = {
  error: 'red',
  warning: 'yellow',
  notice: 'cyan',
  good: 'green',
  strong: 'bold',
  faint: 'dim',
  added: 'green',
  removed: 'red',
};

/** Colours only for a terminal; NO_COLOR and FORCE_COLOR are heeded. */
export const paint: Paint = (tone, text) =>
  coloured(text, (given) =>
    styleText(FORMATS[tone], given, { stream: process.stdout, validateStream: true }),
  );

/** Whether `paint` colours, for a thread, whose own standard output is no terminal. */
export function hasColours(): boolean {
  return paint('strong', shown` `) !== ' ';
}

/** Colours or does not, whatever standard output is. */
export function painter(isColoured: boolean): Paint {
  if (!isColoured) return plain;
  return (tone, text) =>
    coloured(text, (given) => styleText(FORMATS[tone], given, { validateStream: false }));
}

/** Prints to standard output, no faster than its reader takes it. */
export async function print(text: Shown): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}

/** Standard output as the place of a report. */
export const standardOutput: Sink = { write: print, end: async () => Promise.resolve() };

/** Prints a line to standard error. */
export function note(text: Shown): void {
  process.stderr.write(`${text}\n`);
}

/**
 * Prints the change of a file as a unified diff. Control characters in the file are shown and not
 * printed, so that such a diff does not apply.
 */
export async function printPatch(path: string, before: string, after: string): Promise<void> {
  const patch = writePatch(path, before, after);
  const text = visibleDiff(patch);
  await print(text);
  if (text !== patch) {
    note(visibleLine(`${path}: has control characters. The diff shows them, and does not apply.`));
  }
}
