import { findLine, parsePatch, type DiffLine, type Side } from './anchors.ts';
import { diffOf, pullRequestFiles, type ChangedFile } from './diff.ts';
import { requireCommit } from './git.ts';
import { headOf, pullByNumber } from './pulls.ts';
import type { PullRequest, ReviewComment, State } from './state.ts';

/** A push to the head branch: the comments move with their lines or become outdated. */
export async function setHead(state: State, number: number, commit: string): Promise<void> {
  const pull = pullByNumber(state, number);
  const head = requireCommit(pull.gitDir, commit);
  Object.assign(pull, headOf(pull.gitDir, pull.base, head));
  await relocateAll(state, pull);
}

/** The base branch moved, or another one was chosen: the diff is another. */
export async function setBase(
  state: State,
  number: number,
  commit: string,
  baseRef?: string,
): Promise<void> {
  const pull = pullByNumber(state, number);
  const base = requireCommit(pull.gitDir, commit);
  const changed = headOf(pull.gitDir, base, pull.head);
  Object.assign(pull, { base, baseRef: baseRef ?? pull.baseRef, ...changed });
  await relocateAll(state, pull);
}

async function relocateAll(state: State, pull: PullRequest): Promise<void> {
  for (const comment of state.comments.filter((one) => one.pullNumber === pull.number)) {
    await relocate(state, pull, comment);
  }
}

/**
 * Puts a comment where its lines are at the head of the pull request. When they were changed or
 * left the diff the comment is outdated: `line` is null and `commit_id` stays, while `position`
 * keeps its value (speakeasy-api/mcp-setup-docs measured it in 2026; older comments were seen
 * with a null position, github/rest-api-description#1901).
 */
export async function relocate(
  state: State,
  pull: PullRequest,
  comment: ReviewComment,
): Promise<void> {
  const files = await pullRequestFiles(state, pull);
  const file = files.find((candidate) => candidate.filename === comment.path);
  if (comment.subjectType === 'file') {
    if (file) comment.commitId = pull.head;
    return;
  }
  const before = file?.previousFilename ?? comment.path;
  const changes = {
    LEFT: await changeOf(state, pull, before, [comment.originalMergeBase, pull.mergeBase]),
    RIGHT: await changeOf(state, pull, comment.path, [comment.originalCommitId, pull.head]),
  };
  const follow = (side: Side, line: number): number | undefined => followLine(changes[side], line);
  const place = findPlace(parsePatch(file?.patch ?? ''), comment, follow);
  const outdated = { line: null, startLine: null };
  Object.assign(comment, place ? { ...place, commitId: pull.head } : outdated);
}

async function changeOf(
  state: State,
  pull: PullRequest,
  path: string,
  [from, to]: [string, string],
): Promise<ChangedFile | undefined> {
  const files = await diffOf(pull.gitDir, from, to);
  return files.find((file) => file.filename === path);
}

type Place = Pick<ReviewComment, 'line' | 'startLine' | 'position'>;

function findPlace(
  lines: readonly DiffLine[],
  comment: ReviewComment,
  follow: (side: Side, line: number) => number | undefined,
): Place | undefined {
  const { side, startSide, originalLine, originalStartLine: from } = comment;
  const line = follow(side, originalLine);
  const end = findLine(lines, side, line);
  if (line === undefined || !end) return undefined;
  if (from === null) return { line, startLine: null, position: end.position };
  const startLine = follow(startSide ?? side, from);
  const start = findLine(lines, startSide ?? side, startLine);
  if (startLine === undefined || start?.hunk !== end.hunk) return undefined;
  // A line that changed or came in between is a change of the range too.
  if ((startSide ?? side) === side) {
    for (let at = from; at < originalLine; at += 1) {
      if (follow(side, at) !== line - originalLine + at) return undefined;
    }
  }
  return { line, startLine, position: end.position };
}

/** The number of a line after a change; undefined when the change took it away. */
function followLine(change: ChangedFile | undefined, line: number): number | undefined {
  if (!change) return line;
  if (change.patch === undefined || change.status === 'removed') return undefined;
  const lines = parsePatch(change.patch);
  const found = findLine(lines, 'LEFT', line);
  if (found) return found.RIGHT;
  // Between hunks a line moves as far as the last unchanged line before it did.
  const last = lines.findLast(({ LEFT, RIGHT }) => (LEFT ?? line) < line && RIGHT !== undefined);
  return line + (last?.RIGHT ?? 0) - (last?.LEFT ?? 0);
}
