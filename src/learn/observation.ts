/** Something that a container was seen to change. */
export interface Observation {
  /** Absolute, without `.` and `..`. */
  readonly path: string;
  /** made: it was not there before; changed: it was, or nobody knows. */
  readonly change: 'made' | 'changed';
  /** Whether it is a folder; undefined where the log does not say. */
  readonly isFolder?: boolean | undefined;
  /** The image as the log names it. */
  readonly image?: string | undefined;
}

/** What was read of a log. */
export interface Log {
  readonly observations: readonly Observation[];
  /** What could not be used of it, in sentences that say what to do. */
  readonly notes: readonly string[];
}

/** Linux opens no longer ones (PATH_MAX). */
const MAX_PATH = 4096;

/** A path made absolute and plain; undefined where it is relative and its folder is not known. */
export function resolvePath(path: string, folder?: string): string | undefined {
  const whole = path.startsWith('/') ? path : folder && `${folder}/${path}`;
  if (whole === undefined || whole === '' || whole.length > MAX_PATH) return undefined;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return `/${parts.join('/')}`;
}

/** The folder of a path. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}
