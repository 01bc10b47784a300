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
/** Four times as deep as applications nest their folders; each folder of each path is looked at. */
const MAX_DEPTH = 128;

/**
 * A path made absolute and plain; undefined where it is relative and its folder is not known, and for
 * one that is too long or too deep.
 */
export function resolvePath(path: string, folder?: string): string | undefined {
  const whole = path.startsWith('/') ? path : folder && `${folder}/${path}`;
  if (whole === undefined || whole === '' || whole.length > MAX_PATH) return undefined;
  const parts: string[] = [];
  for (const part of whole.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '' && part !== '.') parts.push(part);
  }
  return parts.length > MAX_DEPTH ? undefined : `/${parts.join('/')}`;
}

/** The folder of a path. */
export function parentOf(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/';
}

/** The folders that a path is in, from the outermost. */
export function ancestorsOf(path: string): string[] {
  const ancestors: string[] = [];
  for (let at = path; at !== '/'; at = parentOf(at)) ancestors.unshift(parentOf(at));
  return ancestors;
}
