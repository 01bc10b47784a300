import { once } from 'node:events';
import { fstatSync, writeSync } from 'node:fs';
import { styleText } from 'node:util';
import { writePatch } from '../diff/patch.ts';
import type { Paint, Tone } from '../report/style.ts';
import type { Sink } from '../run/report-files.ts';
import type { Terminal } from './progress.ts';
import { type Shown, coloured, visibleDiff, visibleLine } from '../text/shown.ts';

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
  isColoured() ? coloured(text, (given) => styled(tone, given)) : text;

let hasColours: boolean | undefined;

/** Asked once: to ask for each piece took a fiftieth of a check. */
function isColoured(): boolean {
  return (hasColours ??= mayColour() && styled('error', '-') !== '-');
}

function styled(tone: Tone, text: string): string {
  return styleText(FORMATS[tone], text, { stream: process.stdout, validateStream: true });
}

/** Whether colours may be wanted: to ask Node's stream itself takes longer than all else that is printed. */
function mayColour(): boolean {
  return 'FORCE_COLOR' in process.env || isCharacterDevice();
}

function isCharacterDevice(): boolean {
  try {
    return fstatSync(STANDARD_OUTPUT).isCharacterDevice();
  } catch {
    return true;
  }
}

const STANDARD_OUTPUT = 1;

/** Prints to standard output, no faster than its reader takes it. */
export async function print(text: Shown): Promise<void> {
  const rest = writeNow(Buffer.from(text));
  if (rest.length > 0 && !outputStream().write(rest)) await once(process.stdout, 'drain');
}

/**
 * Writes what standard output takes at once, without Node's stream, which takes longer to make than a report.
 *
 * @returns the rest, which is for the stream
 */
function writeNow(bytes: Uint8Array): Uint8Array {
  // A console of Windows takes text, not bytes; and what is in a stream comes first.
  if (process.platform === 'win32' || stream) return bytes;
  let rest = bytes;
  try {
    while (rest.length > 0) rest = rest.subarray(writeSync(STANDARD_OUTPUT, rest));
  } catch (error) {
    if (codeOf(error) === 'EPIPE') process.exit();
    // The stream waits where the other end is not ready, and says what else is wrong.
  }
  return rest;
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}

let stream: NodeJS.WriteStream | undefined;

/** Node's stream of standard output. A reader that stops early, such as `head`, is not a fault. */
function outputStream(): NodeJS.WriteStream {
  if (stream) return stream;
  stream = process.stdout;
  stream.on('error', (error) => {
    if (codeOf(error) === 'EPIPE') process.exit();
    process.stderr.write(`podseal: the output can't be written (${error.message}).\n`);
    process.exit(2);
  });
  return stream;
}

/** Standard error, for progress: Node's stream is made where it is needed. */
export const standardError: Terminal = {
  get isTTY() {
    return process.stderr.isTTY;
  },
  write: (text) => process.stderr.write(text),
};

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
