import { type Log, type Observation, resolvePath } from './observation.ts';

type Json = Readonly<Record<string, unknown>>;

/** unclear: the event does not say whether it wrote. */
type Reading = readonly Observation[] | 'unclear';

const OPENING = /^(?:open|openat|openat2|open_by_handle_at|creat)$/;
const CHANGING =
  /^(?:mkdir|mkdirat|rename|renameat|renameat2|unlink|unlinkat|rmdir|link|linkat|symlink|symlinkat|chmod|fchmodat|chown|lchown|fchownat|creat)$/;
const WRITING = /\bO_(?:WRONLY|RDWR|CREAT|TRUNC|TMPFILE)\b/;
/** O_WRONLY, O_RDWR, O_CREAT and O_TRUNC as numbers (fcntl.h of Linux, on x86 and Arm). */
const WRITING_BITS = 0o1103;

/**
 * Reads Falco's alerts as JSON, one a line: those that opened a file for writing, or changed one by
 * its name (falco.org/docs/reference/rules/supported-fields: `evt.type`, `evt.is_open_write`,
 * `evt.failed`, `fd.name`, `fs.path.name`, `container.image.repository` and `.tag`).
 */
export function readFalco(lines: readonly string[]): Log {
  return readEvents(
    lines,
    falcoEvent,
    'add `evt.is_open_write` and `evt.type` to the output of the rule',
  );
}

function falcoEvent(event: Json): Reading {
  const fields = mapIn(event, 'output_fields');
  const type = textIn(fields, 'evt.type');
  const image = imageName(
    textIn(fields, 'container.image.repository'),
    textIn(fields, 'container.image.tag'),
  );
  if (textIn(fields, 'container.id') === 'host' || String(fields['evt.failed']) === 'true')
    return [];
  if (CHANGING.test(type ?? '')) {
    const paths = [textIn(fields, 'fs.path.name'), textIn(fields, 'fs.path.target')];
    const isFolder = type?.startsWith('mkdir') ?? false;
    const found = paths.flatMap((path) => (path === undefined ? [] : [path]));
    if (found.length === 0 && textIn(fields, 'fd.name') === undefined) return 'unclear';
    const all = found.length > 0 ? found : [textIn(fields, 'fd.name') ?? ''];
    return all.flatMap((path) => observe(path, image, isFolder));
  }
  if (type !== undefined && !OPENING.test(type)) return [];
  const path = textIn(fields, 'fd.name') ?? textIn(fields, 'fs.path.name');
  const kind = textIn(fields, 'fd.typechar') ?? 'f';
  // A socket's name is its addresses.
  if (!path?.startsWith('/') || kind !== 'f') return [];
  const isWrite = fields['evt.is_open_write'];
  const flags = textIn(fields, 'evt.arg.flags');
  if (isWrite === undefined && flags === undefined) return 'unclear';
  const wrote = String(isWrite) === 'true' || WRITING.test(flags ?? '');
  return wrote ? observe(path, image) : [];
}

/**
 * Reads Tracee's events as JSON, one a line: `security_file_open`, whose path is resolved, and those
 * of files that are removed or renamed
 * (aquasecurity.github.io/tracee/latest/docs/events/builtin/man/lsm).
 */
export function readTracee(lines: readonly string[]): Log {
  return readEvents(lines, traceeEvent, 'record security_file_open with its flags');
}

function traceeEvent(event: Json): Reading {
  const args = listIn(event, 'args').map((arg) => [textIn(arg, 'name'), arg['value']] as const);
  const valueOf = (name: string): unknown => args.find(([key]) => key === name)?.[1];
  const image = textIn(event, 'containerImage') ?? textIn(mapIn(event, 'container'), 'image');
  const paths = ['pathname', 'old_path', 'new_path'].flatMap((name) => {
    const value = valueOf(name);
    return typeof value === 'string' ? [value] : [];
  });
  const name = textIn(event, 'eventName') ?? '';
  if (/^security_inode_(?:unlink|rename)$/.test(name)) {
    return paths.flatMap((path) => observe(path, image));
  }
  if (name !== 'security_file_open') return [];
  const flags = valueOf('flags');
  if (flags === undefined) return 'unclear';
  return isWriting(flags) ? paths.flatMap((path) => observe(path, image)) : [];
}

/**
 * Reads what Inspektor Gadget's `trace_open` prints with `-o json`: `fname`, `flags`, `error` and the
 * image (inspektor-gadget/inspektor-gadget, gadgets/trace_open).
 */
export function readGadget(lines: readonly string[]): Log {
  return readEvents(lines, gadgetEvent, 'record the flags, which `-o json` has');
}

function gadgetEvent(event: Json): Reading {
  const path = textIn(event, 'fname');
  const flags = event['flags'] ?? event['flags_raw'];
  if (path === undefined || (textIn(event, 'error') ?? '') !== '') return [];
  if (flags === undefined) return 'unclear';
  if (!isWriting(flags)) return [];
  if (!path.startsWith('/')) return 'unclear';
  return observe(path, textIn(mapIn(event, 'runtime'), 'containerImageName'));
}

function isWriting(flags: unknown): boolean {
  // oxlint-disable-next-line no-bitwise
  return typeof flags === 'number' ? (flags & WRITING_BITS) !== 0 : WRITING.test(String(flags));
}

function readEvents(lines: readonly string[], read: (event: Json) => Reading, remedy: string): Log {
  const found: Observation[] = [];
  const count = { broken: 0, unclear: 0 };
  // Logs of a daemon have lines that are no events.
  for (const line of lines.filter((text) => text.startsWith('{'))) {
    const event = parseLine(line);
    const reading = event ? read(event) : [];
    if (!event) count.broken++;
    else if (reading === 'unclear') count.unclear++;
    else for (const observation of reading) found.push(observation);
  }
  return {
    observations: found,
    notes: [
      ...(count.broken > 0 ? [`Left out, because they are no JSON: ${count.broken}.`] : []),
      ...(count.unclear > 0
        ? [
            `Left out, because they do not say what they wrote to or whether they did: ${count.unclear}. To use them, ${remedy}.`,
          ]
        : []),
    ],
  };
}

function parseLine(line: string): Json | undefined {
  try {
    const parsed: unknown = JSON.parse(line);
    return isJson(parsed) ? parsed : undefined;
  } catch {
    return undefined;
  }
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function mapIn(event: Json, name: string): Json {
  const value = event[name];
  return isJson(value) ? value : {};
}

function listIn(event: Json, name: string): Json[] {
  const value = event[name];
  return Array.isArray(value) ? value.filter(isJson) : [];
}

/** Falco writes `<NA>` for what it does not know. */
function textIn(event: Json, name: string): string | undefined {
  const value = event[name];
  return typeof value === 'string' && value !== '' && value !== '<NA>' ? value : undefined;
}

function imageName(repository: string | undefined, tag: string | undefined): string | undefined {
  return repository === undefined || tag === undefined ? repository : `${repository}:${tag}`;
}

function observe(path: string, image: string | undefined, isFolder = false): Observation[] {
  const resolved = resolvePath(path);
  return resolved === undefined ? [] : [{ path: resolved, change: 'changed', isFolder, image }];
}
