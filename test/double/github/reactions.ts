import type { Handler, RepositoryCall } from './call.ts';
import { findComment } from './edit-comments.ts';
import { react } from './edits.ts';
import type { Reply } from './errors.ts';
import { findIssueComment } from './issue-comments.ts';
import { paginate } from './pagination.ts';
import { accountOf, nodeId, userPayload } from './payload-account.ts';
import type { Reaction, ReactionContent } from './state.ts';

/** POST .../pulls/comments/{comment_id}/reactions */
export const reactToComment: Handler = (call) => add(call, findComment(call).comment.id);

/** POST .../issues/comments/{comment_id}/reactions */
export const reactToIssueComment: Handler = (call) => add(call, findIssueComment(call).id);

/** GET .../pulls/comments/{comment_id}/reactions */
export const listReactions: Handler = (call) => list(call, findComment(call).comment.id);

/** GET .../issues/comments/{comment_id}/reactions */
export const listIssueReactions: Handler = (call) => list(call, findIssueComment(call).id);

/** 201, or 200 when the same reaction was there already. */
function add(call: RepositoryCall, subjectId: number): Reply {
  const { content } = call.body as { content: ReactionContent };
  const { reaction, isNew } = react(call.state, subjectId, call.token.login, content);
  return { status: isNew ? 201 : 200, body: payload(call, reaction) };
}

function list(call: RepositoryCall, subjectId: number): Reply {
  const content = call.query.get('content');
  const all = call.state.reactions.filter(
    (one) => one.subjectId === subjectId && (content === null || one.content === content),
  );
  const page = paginate(call, all);
  const body = page.items.map((one) => payload(call, one));
  return { status: 200, body, headers: page.headers };
}

function payload(call: RepositoryCall, reaction: Reaction): Record<string, unknown> {
  return {
    id: reaction.id,
    node_id: nodeId('Reaction', reaction.id),
    user: userPayload(call.state, accountOf(reaction.author)),
    content: reaction.content,
    created_at: reaction.createdAt,
  };
}
