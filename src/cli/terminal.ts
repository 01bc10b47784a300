import { once } from 'node:events';
import { styleText } from 'node:util';
import { type Paint, type Tone, plain } from '../report/style.ts';

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
  styleText(FORMATS[tone], text, { stream: process.stdout, validateStream: true });

/** Whether `paint` colours, for a thread, whose own standard output is no terminal. */
export function hasColours(): boolean {
  return paint('strong', ' ') !== ' ';
}

/** Colours or does not, whatever standard output is. */
export function painter(isColoured: boolean): Paint {
  if (!isColoured) return plain;
  return (tone, text) => styleText(FORMATS[tone], text, { validateStream: false });
}

/** Prints to standard output, no faster than its reader takes it. */
export async function print(text: string): Promise<void> {
  if (text !== '' && !process.stdout.write(text)) await once(process.stdout, 'drain');
}
