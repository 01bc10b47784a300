import { type StructuredPatch, formatPatch, structuredPatch } from 'diff';

/** Unchanged lines that a patch shows around a change. */
const CONTEXT = 3;

/** The change of a file as a unified diff that `git apply` takes; names are quoted as git does. */
export function writePatch(path: string, before: string, after: string): string {
  const name = path.replace(/^\.?\//, '');
  const start = startOfChange(before, after);
  const patch =
    compare(name, before, after, { start, end: endOfChange(before, after, start) }) ??
    compare(name, before, after, { start, end: 0 });
  return patch === undefined ? '' : formatPatch(patch).replace(/^=+\n/, '');
}

/** What of two texts is compared: without so many characters at their start, and at their end. */
interface Part {
  readonly start: number;
  readonly end: number;
}

/**
 * Compares only where texts differ, as a comparison takes each line apart, of which a file may have a
 * hundred thousand.
 *
 * @returns undefined where a change reaches to the end of the part, as it may between equal lines: git
 *   takes a patch without lines below for one of the end of the file
 */
function compare(
  name: string,
  before: string,
  after: string,
  { start, end }: Part,
): StructuredPatch | undefined {
  const [old, now] = [before, after].map((text) => text.slice(start, text.length - end));
  const patch = structuredPatch(
    `a/${name}`,
    `b/${name}`,
    old ?? '',
    now ?? '',
    undefined,
    undefined,
    {
      context: CONTEXT,
    },
  );
  const below = patch.hunks.at(-1)?.lines.slice(-CONTEXT) ?? [];
  if (end > 0 && !below.every((line) => line.startsWith(' '))) return undefined;
  const above = countLines(before, start);
  for (const hunk of patch.hunks) {
    hunk.oldStart += above;
    hunk.newStart += above;
  }
  return patch;
}

/** The start of the line that is so many lines above the first one that differs. */
function startOfChange(before: string, after: string): number {
  let same = 0;
  while (same < before.length && before[same] === after[same]) same++;
  let start = same;
  for (let lines = 0; lines <= CONTEXT && start > 0; lines++) {
    start = start === 1 ? 0 : before.lastIndexOf('\n', start - 2) + 1;
  }
  return start;
}

/** How many characters follow the line that is so many lines below the last one that differs. */
function endOfChange(before: string, after: string, start: number): number {
  const most = Math.min(before.length, after.length) - start;
  let same = 0;
  while (same < most && before[before.length - same - 1] === after[after.length - same - 1]) same++;
  let end = before.length - same;
  for (let lines = 0; lines <= CONTEXT; lines++) {
    const feed = before.indexOf('\n', end);
    if (feed === -1) return 0;
    end = feed + 1;
  }
  return before.length - end;
}

function countLines(text: string, end: number): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at !== -1 && at < end; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
