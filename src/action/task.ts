import { type Trigger, readTrigger } from '../run/trigger.ts';
import { UserError } from '../errors/user-error.ts';
import type { Request } from '../github/conversation.ts';
import type { FinishedRun } from '../github/find-pull-requests.ts';
import type { Mode } from './given-inputs.ts';

/** What a run is about. */
export type Task =
  | { readonly kind: 'review' | 'plan'; readonly trigger: Trigger }
  | { readonly kind: 'publish'; readonly run: FinishedRun }
  | { readonly kind: 'answer'; readonly request: Request; readonly body: string }
  | { readonly kind: 'nothing'; readonly why: string };

/** The event that started a run, as the runner gives it. */
export interface Event {
  readonly eventName: string;
  readonly payload: object;
  readonly repo: { readonly owner: string; readonly repo: string };
}

/**
 * Says what to do for an event.
 *
 * @throws UserError where the event and the mode do not go together
 */
export function readTask(event: Event, mode: Mode): Task {
  const { eventName, payload } = event;
  if (mode === 'publish') return readPublish(event);
  if (eventName === 'issue_comment' && mode === 'review') {
    const isOnPull = at(payload, 'issue', 'pull_request') !== undefined;
    return readAnswer(event, isOnPull ? at(payload, 'issue', 'number') : undefined);
  }
  if (eventName === 'pull_request_review_comment' && mode === 'review') {
    const id = at(payload, 'comment', 'id');
    const thread = at(payload, 'comment', 'in_reply_to_id') ?? id;
    return readAnswer(event, at(payload, 'pull_request', 'number'), thread);
  }
  if (eventName === 'workflow_run') {
    throw new UserError('A workflow on workflow_run needs `mode: publish`.');
  }
  return { kind: mode, trigger: readTrigger(eventName, payload) };
}

function readPublish({ eventName, payload }: Event): Task {
  if (eventName !== 'workflow_run') {
    throw new UserError(
      `Mode publish works on workflow_run, and this run was started by ${eventName || 'no event'}.`,
    );
  }
  const run = (...path: string[]): string => text(payload, 'workflow_run', ...path);
  if (run('event') !== 'pull_request') {
    return { kind: 'nothing', why: 'the finished run was not started by a pull request' };
  }
  const headRepository = run('head_repository', 'full_name');
  if (headRepository === '') return { kind: 'nothing', why: 'the fork is gone' };
  return {
    kind: 'publish',
    run: { head: run('head_sha'), branch: run('head_branch'), headRepository },
  };
}

/**
 * Only comments that a person just wrote count: not ours, no other bot's, and none that was edited.
 *
 * @param number of the pull request
 * @param thread the comment that its thread starts with, for one on lines
 */
function readAnswer({ payload, repo }: Event, number: unknown, thread?: unknown): Task {
  const comment = (...path: string[]): string => text(payload, 'comment', ...path);
  const id = at(payload, 'comment', 'id');
  if (typeof number !== 'number' || typeof id !== 'number') {
    return { kind: 'nothing', why: 'the comment is not on a pull request' };
  }
  if (text(payload, 'action') !== 'created') {
    return { kind: 'nothing', why: 'only new comments are answered' };
  }
  if (comment('user', 'type') !== 'User') {
    return { kind: 'nothing', why: 'only people are answered' };
  }
  const request = {
    pullRequest: { ...repo, number },
    commentId: id,
    ...(typeof thread === 'number' && { thread }),
    url: comment('html_url'),
    createdAt: comment('created_at'),
    login: comment('user', 'login'),
  };
  return { kind: 'answer', request, body: comment('body') };
}

function at(value: unknown, ...path: readonly string[]): unknown {
  const [name, ...rest] = path;
  if (name === undefined) return value;
  if (typeof value !== 'object' || value === null) return undefined;
  return at(new Map<string, unknown>(Object.entries(value)).get(name), ...rest);
}

function text(value: unknown, ...path: readonly string[]): string {
  const found = at(value, ...path);
  return typeof found === 'string' ? found : '';
}
