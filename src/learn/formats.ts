import { readFalco, readGadget, readTracee } from './events.ts';
import { readDiff, readPaths } from './lists.ts';
import { LOG_FORMATS, type LogFormat } from './log-formats.ts';
import type { Log } from './observation.ts';
import { isStraceLine } from './strace-line.ts';
import { readStrace } from './strace.ts';
import { readTrials } from './trials.ts';

/** A way in which a log can be written. */
export interface Format {
  readonly name: string;
  /** As a source is called. */
  readonly title: string;
  /** Whether a line is written like that. */
  readonly has: (line: string) => boolean;
  readonly read: (lines: readonly string[], folder?: string) => Log;
}

const BY_NAME: Readonly<Record<LogFormat, Omit<Format, 'name'>>> = {
  'docker-diff': {
    title: 'docker diff',
    has: (line) => /^[ACD]\s+\//.test(line),
    read: readDiff,
  },
  try: { title: 'podseal try', has: hasKey('trials'), read: readTrials },
  falco: { title: 'Falco events', has: hasKey('output_fields'), read: readFalco },
  tracee: { title: 'Tracee events', has: hasKey('eventName'), read: readTracee },
  gadget: { title: 'trace_open events', has: hasKey('fname'), read: readGadget },
  strace: { title: 'strace', has: isStraceLine, read: readStrace },
  paths: { title: 'a list of paths', has: (line) => line.startsWith('/'), read: readPaths },
};

/** In the order in which they are tried. */
export const FORMATS: readonly Format[] = LOG_FORMATS.map((name) => ({ name, ...BY_NAME[name] }));

function hasKey(key: string): (line: string) => boolean {
  return (line) => line.startsWith('{') && line.includes(`"${key}"`);
}

/** Enough to tell, also behind what a daemon says when it starts. */
const MAX_LOOKED_AT = 200;

/** The format that most of the first lines have; undefined where none has any. */
export function detectFormat(lines: readonly string[]): Format | undefined {
  const some = lines.slice(0, MAX_LOOKED_AT);
  const counted = FORMATS.map((format) => ({ format, count: some.filter(format.has).length }));
  const [most] = counted.toSorted((a, b) => b.count - a.count);
  return most && most.count > 0 ? most.format : undefined;
}

/** The lines of a log that have something on them. */
export function linesOf(text: string): string[] {
  return text
    .replace(/^\u{FEFF}/u, '')
    .split(/\r?\n/)
    .filter((line) => line.trim() !== '');
}
