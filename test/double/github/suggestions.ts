import { listTree, readBlob } from './git.ts';
import { pullByNumber } from './pulls.ts';
import { isSubmitted } from './review-state.ts';
import type { PullRequest, ReviewComment, State } from './state.ts';

interface Edit {
  start: number;
  end: number;
  lines: readonly string[];
}

/**
 * The files of the head with the suggestions applied in one batch, by path. What GitHub's button
 * would refuse is refused with the words of its page. Without ids every suggestion that can be
 * seen on the head counts: not the outdated ones, and none of a pending review.
 */
export async function applySuggestions(
  state: State,
  number: number,
  commentIds?: readonly number[],
): Promise<Map<string, string>> {
  const pull = pullByNumber(state, number);
  const comments = commentIds ? pick(state, number, commentIds) : current(state, number);
  const edits = new Map<string, Edit[]>();
  for (const comment of comments) {
    const edit = editOf(state, comment);
    edits.set(comment.path, [...(edits.get(comment.path) ?? []), edit]);
  }
  const applied = new Map<string, string>();
  for (const [path, some] of edits) {
    applied.set(path, applyEdits(readHead(pull, path), some));
  }
  return applied;
}

function pick(state: State, number: number, ids: readonly number[]): ReviewComment[] {
  return ids.map((id) => {
    const comment = state.comments.find((one) => one.id === id && one.pullNumber === number);
    if (!comment) throw new Error(`pull request ${number} has no comment ${id}`);
    return comment;
  });
}

function current(state: State, number: number): ReviewComment[] {
  return state.comments.filter(
    (comment) =>
      comment.pullNumber === number &&
      comment.suggestion !== null &&
      comment.line !== null &&
      !isPending(state, comment),
  );
}

function isPending(state: State, comment: ReviewComment): boolean {
  const review = state.reviews.find((one) => one.id === comment.reviewId);
  return review !== undefined && !isSubmitted(review);
}

function editOf(state: State, comment: ReviewComment): Edit {
  const { suggestion, line } = comment;
  if (suggestion === null) throw new Error(`comment ${comment.id} has no suggestion`);
  if (isPending(state, comment)) {
    throw new Error('Suggestions cannot be applied from pending reviews.');
  }
  if (comment.side === 'LEFT' || comment.startSide === 'LEFT') {
    throw new Error('Applying suggestions on deleted lines is not supported.');
  }
  if (line === null) throw new Error('Outdated suggestions cannot be applied.');
  if (comment.subjectType === 'file') {
    throw new Error('Suggestion cannot be applied right now. Please check back later.');
  }
  return { start: comment.startLine ?? line, end: line, lines: suggestion };
}

function readHead(pull: PullRequest, path: string): string {
  const [entry] = listTree(pull.gitDir, pull.head, path);
  const bytes = entry && readBlob(pull.gitDir, entry.sha);
  if (!bytes) throw new Error(`there is no ${path} at the head of pull request ${pull.number}`);
  return bytes.toString('utf8');
}

/** Replaces lines. Whether GitHub keeps CRLF is not known, so what a block says is put as it is. */
function applyEdits(text: string, edits: readonly Edit[]): string {
  const sorted = edits.toSorted((one, other) => one.start - other.start);
  const lines = text.split(/(?<=\n)/);
  const made: string[] = [];
  let next = 1;
  for (const { start, end, lines: suggested } of sorted) {
    if (start < next) throw new Error('Only one suggestion per line can be applied in a batch.');
    if (end > lines.length) throw new Error(`the file has no line ${end}`);
    const replaced = lines.slice(start - 1, end);
    if (isSame(replaced, suggested)) {
      throw new Error('This suggestion is invalid because no changes were made to the code.');
    }
    made.push(...lines.slice(next - 1, start - 1), ...terminated(suggested, replaced));
    next = end + 1;
  }
  return [...made, ...lines.slice(next - 1)].join('');
}

function isSame(replaced: readonly string[], suggested: readonly string[]): boolean {
  const texts = replaced.map((line) => line.replace(/\r?\n$/, ''));
  return texts.length === suggested.length && texts.every((text, at) => text === suggested[at]);
}

/** A suggestion neither adds nor removes the newline at the end of a file (reviewdog#1927). */
function terminated(suggested: readonly string[], replaced: readonly string[]): string[] {
  const open = !replaced.at(-1)?.endsWith('\n');
  return suggested.map((line, at) => (open && at === suggested.length - 1 ? line : `${line}\n`));
}
