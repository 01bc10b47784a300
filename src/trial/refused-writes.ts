import { resolvePath } from '../learn/observation.ts';
import { Calls, unquote } from '../learn/strace-line.ts';
import { folderIn } from '../learn/strace.ts';

/** A write that a container was refused. */
export interface RefusedWrite {
  readonly path: string;
  /** read-only: the file system is; permission: the user may not. */
  readonly because: 'read-only' | 'permission';
  /** What says so: a line of the log, or the trace. */
  readonly by: 'log' | 'trace';
}

/** Longer lines of a log are not about one file. */
const MAX_LINE = 2000;
/** As many refused writes as anybody reads. */
const MAX_REFUSED = 200;

/** As the C library, Go, Java, Node and Python say it; numbers are of errno.h. */
const READ_ONLY = /read-only file ?system|\bEROFS\b|\bErrno 30\b|\(30:/i;
const DENIED = /permission denied|\bEACCES\b|\bErrno 13\b|\(13:|AccessDeniedException/i;
/** Of what is denied, only a write is one: a log also says what can't be read. */
const WRITING =
  /mkdir|mkstemp|creat|writ|bind|lock|renam|unlink|remov|touch|\bpid\b|chmod|chown|open\(\)|mkfifo|symlink|copy|save|tee:|cp:|mv:|socket/i;
/** An absolute path, behind what may stand before one. */
const PATHS = /(?<=^|[\s"'`‘“(=:[])\/[\w.@+~%,-]+(?:\/[\w.@+~%,-]+)*/g;

/** Finds in a log which writes were refused. */
export function refusedInLog(log: string): RefusedWrite[] {
  const found: RefusedWrite[] = [];
  for (const line of log.split('\n')) {
    if (line.length > MAX_LINE) continue;
    const readOnly = READ_ONLY.exec(line);
    const denied = readOnly ? null : DENIED.exec(line);
    const said = readOnly ?? (denied && WRITING.test(line) ? denied : undefined);
    const path = said && pathBeside(line, said.index);
    if (path !== undefined) {
      found.push({ path, because: readOnly ? 'read-only' : 'permission', by: 'log' });
    }
  }
  return distinctWrites(found);
}

/** The last path before the words, else the first behind them: as in Python's errors. */
function pathBeside(line: string, at: number): string | undefined {
  const paths = [...line.matchAll(PATHS)];
  const before = paths.findLast(({ index }) => index < at);
  const found = before ?? paths.find(({ index }) => index > at);
  return found && resolvePath(found[0].replace(/[.,]$/, ''));
}

const FOLDER_ARGUMENT = /(?:at2?|at)$/;
const OPENS = /^open(?:at2?)?$/;
const OPENS_TO_WRITE = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;
const WRITES =
  /^(?:creat|mkdir|mkdirat|mknod|mknodat|rename|renameat2?|link|linkat|symlink|symlinkat|unlink|unlinkat|rmdir|truncate|chmod|fchmodat|chown|lchown|fchownat|bind)$/;

/** Finds in the lines of strace which writes were refused. */
export function refusedInTrace(lines: readonly string[]): RefusedWrite[] {
  const calls = new Calls();
  const found: RefusedWrite[] = [];
  for (const line of lines) {
    const call = calls.read(line);
    const error = /^-1 (EROFS|EACCES|EPERM)\b/.exec(call?.result ?? '')?.[1];
    if (!call || error === undefined) continue;
    const isOpen = OPENS.test(call.name);
    const writes = isOpen
      ? call.args.some((arg) => !arg.startsWith('"') && OPENS_TO_WRITE.test(arg))
      : WRITES.test(call.name);
    const path = writes ? pathOf(call) : undefined;
    if (path !== undefined) {
      found.push({ path, because: error === 'EROFS' ? 'read-only' : 'permission', by: 'trace' });
    }
  }
  return distinctWrites(found);
}

function pathOf({ name, args }: { name: string; args: readonly string[] }): string | undefined {
  if (name === 'bind') {
    const socket = /sun_path=("[^"]*")/.exec(args[1] ?? '')?.[1];
    return resolvePath(unquote(socket) ?? '');
  }
  const texts = args.filter((arg) => arg.startsWith('"'));
  // Of two names, the new one is what can't be made.
  const text = /^(?:rename|link|symlink)/.test(name) ? texts.at(-1) : texts[0];
  const folder = FOLDER_ARGUMENT.test(name) ? folderIn(args[0]) : undefined;
  return resolvePath(unquote(text) ?? '', folder);
}

/** Each path once, in the order in which they were refused. */
export function distinctWrites(writes: readonly RefusedWrite[]): RefusedWrite[] {
  const byPath = new Map<string, RefusedWrite>();
  for (const write of writes) if (!byPath.has(write.path)) byPath.set(write.path, write);
  return [...byPath.values()].slice(0, MAX_REFUSED);
}
