export type Side = 'LEFT' | 'RIGHT';

/** A line of a patch that can carry a comment. */
export interface DiffLine {
  /** How many lines it is below the first `@@`, as the `position` parameter counts. */
  position: number;
  hunk: number;
  LEFT: number | undefined;
  RIGHT: number | undefined;
}

const HUNK_HEADER = /^@@ -(\d+)(?:,\d+)? \+(\d+)(?:,\d+)? @@/;

/**
 * The lines of a patch that can carry a comment: deletions on the left, additions on the right,
 * context on both.
 * https://docs.github.com/rest/pulls/comments#create-a-review-comment-for-a-pull-request
 */
export function parsePatch(patch: string): DiffLine[] {
  const lines: DiffLine[] = [];
  let hunk = -1;
  let left = 0;
  let right = 0;
  for (const [position, text] of patch.split('\n').entries()) {
    const header = HUNK_HEADER.exec(text);
    if (header) {
      hunk += 1;
      left = Number(header[1]);
      right = Number(header[2]);
      continue;
    }
    const sign = text.charAt(0);
    // "\ No newline at end of file" is a note, not a line.
    if (sign === '\\') continue;
    lines.push({
      position,
      hunk,
      LEFT: sign === '+' ? undefined : left,
      RIGHT: sign === '-' ? undefined : right,
    });
    if (sign !== '+') left += 1;
    if (sign !== '-') right += 1;
  }
  return lines;
}

/** Where a client wants its comment. */
export interface AnchorRequest {
  line?: number | undefined;
  side?: Side | undefined;
  start_line?: number | undefined;
  /** `side` is an old way to say "the same as `side`". */
  start_side?: Side | 'side' | undefined;
  position?: number | undefined;
}

/** Where the comment is, in the words of the API. */
export interface Anchor {
  line: number;
  side: Side;
  startLine: number | null;
  startSide: Side | null;
  position: number;
  diffHunk: string;
}

/** What is wrong with an anchor, in the order GitHub names it. */
export type AnchorFault = 'path' | 'position' | 'line' | 'start-hunk' | 'start-order';

/** Finds the anchor in a patch, or says what is wrong with it. */
export function resolveAnchor(
  patch: string | undefined,
  request: AnchorRequest,
): Anchor | AnchorFault[] {
  // With the older `position` GitHub doesn't look at the other keys.
  if (request.position !== undefined && request.start_line !== undefined) {
    return resolveAnchor(patch, { position: request.position });
  }
  const lines = patch === undefined ? [] : parsePatch(patch);
  const end = findEnd(lines, request);
  const startFaults = findStartFaults(lines, request, end?.line);
  if (!end) {
    return [request.position === undefined ? 'line' : 'position', ...startFaults];
  }
  if (startFaults.length > 0) return startFaults;
  return {
    line: end.number,
    side: end.side,
    startLine: request.start_line ?? null,
    startSide: request.start_line === undefined ? null : startSideOf(request),
    position: end.line.position,
    diffHunk: diffHunk(patch ?? '', end.line.position),
  };
}

interface End {
  line: DiffLine;
  side: Side;
  number: number;
}

function findEnd(lines: DiffLine[], request: AnchorRequest): End | undefined {
  if (request.position !== undefined) {
    const line = lines.find((candidate) => candidate.position === request.position);
    if (!line) return undefined;
    const side = line.RIGHT === undefined ? 'LEFT' : 'RIGHT';
    return { line, side, number: line[side] ?? 0 };
  }
  const side = request.side ?? 'RIGHT';
  const line = findLine(lines, side, request.line);
  return line && request.line !== undefined ? { line, side, number: request.line } : undefined;
}

/** The line of a patch that has this number on this side. */
export function findLine(
  lines: readonly DiffLine[],
  side: Side,
  number: number | undefined,
): DiffLine | undefined {
  return lines.find((line) => number !== undefined && line[side] === number);
}

function startSideOf(request: AnchorRequest): Side {
  const { side = 'RIGHT', start_side: start = side } = request;
  return start === 'side' ? side : start;
}

/**
 * A range starts strictly before its end (ubuntu/WSL#244, promptfoo/promptfoo#6314), in the same
 * hunk. Hunks that touch are still two.
 */
function findStartFaults(
  lines: DiffLine[],
  request: AnchorRequest,
  end: DiffLine | undefined,
): AnchorFault[] {
  if (request.start_line === undefined) return [];
  const side = startSideOf(request);
  const start = findLine(lines, side, request.start_line);
  const sameSide = side === (request.side ?? 'RIGHT');
  const before = sameSide
    ? request.start_line < (request.line ?? 0)
    : !start || !end || start.position < end.position;
  if (!before) return ['start-order'];
  return start && end && start.hunk === end.hunk ? [] : ['start-hunk'];
}

/** The part of a hunk that GitHub shows above a comment: from its header to the line. */
function diffHunk(patch: string, position: number): string {
  const lines = patch.split('\n').slice(0, position + 1);
  const header = lines.findLastIndex((line) => line.startsWith('@@ '));
  return lines.slice(header).join('\n');
}
