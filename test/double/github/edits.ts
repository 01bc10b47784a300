import type { TokenOptions } from './options.ts';
import { bodyFault } from './review-state.ts';
import { nextId, timestamp } from './state.ts';
import type { IssueComment, Reaction, ReactionContent, ReviewComment, State } from './state.ts';
import { firstSuggestion } from './suggestion-block.ts';

/**
 * Whether a token may change a comment's words. People with write access can edit those of
 * others; that an App can isn't verified, so it can't.
 */
export function mayEdit(token: TokenOptions, comment: { author: string }): boolean {
  return comment.author === token.login || token.type === 'pat';
}

/** Changes the words of a comment. */
export function editComment(comment: ReviewComment | IssueComment, body: string): void {
  comment.body = body;
  comment.updatedAt = timestamp();
  if ('suggestion' in comment) comment.suggestion = firstSuggestion(body) ?? null;
}

/**
 * Takes a comment away, whoever wrote it: an App with write access can delete those of others,
 * and has (danger/danger-js#552). The answers to it stay, and with them the thread.
 */
export function deleteComment(state: State, comment: ReviewComment | IssueComment): void {
  state.comments = state.comments.filter((one) => one !== comment);
  state.issueComments = state.issueComments.filter((one) => one !== comment);
  state.reactions = state.reactions.filter((one) => one.subjectId !== comment.id);
}

/** Adds a reaction, or finds the same one from before. */
export function react(
  state: State,
  subjectId: number,
  author: string,
  content: ReactionContent,
): { reaction: Reaction; isNew: boolean } {
  const before = state.reactions.find(
    (one) => one.subjectId === subjectId && one.author === author && one.content === content,
  );
  if (before) return { reaction: before, isNew: false };
  const reaction = { id: nextId(state), subjectId, author, content, createdAt: timestamp() };
  state.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Whether a text can't be a comment's. */
export function isUnfit(body: string): boolean {
  return bodyFault(body) !== undefined;
}
