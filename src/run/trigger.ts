import { UserError } from '../errors/user-error.ts';
import type { PullRequest } from '../github/pull-request.ts';

/** What made a workflow run: something about a pull request, or a merge queue. */
export type Trigger =
  | {
      readonly kind: 'pull-request';
      readonly number: number;
      /** The head when it happened; undefined when the event does not name it. */
      readonly head: string | undefined;
      readonly isDraft: boolean;
      /** Whether only its title or its text was edited. */
      readonly isTextEdit: boolean;
      /** What GitHub says of it, where that was asked for already. */
      readonly asked?: Promise<PullRequest>;
    }
  | { readonly kind: 'merge-group'; readonly base: string; readonly head: string };

interface Payload {
  readonly action?: string;
  readonly changes?: unknown;
  readonly pull_request?: {
    readonly number?: unknown;
    readonly draft?: unknown;
    readonly head?: { readonly sha?: unknown };
  };
  readonly merge_group?: { readonly base_sha?: unknown; readonly head_sha?: unknown };
}

/**
 * Reads what a workflow's event is about.
 *
 * @throws UserError for an event that is about no change
 */
export function readTrigger(eventName: string, payload: Payload): Trigger {
  const { pull_request: pull, merge_group: group, action, changes } = payload;
  if (['pull_request', 'pull_request_target'].includes(eventName) && pull) {
    const { number, draft, head } = pull;
    if (typeof number === 'number') {
      const isBaseEdit = typeof changes === 'object' && changes !== null && 'base' in changes;
      return {
        kind: 'pull-request',
        number,
        head: typeof head?.sha === 'string' ? head.sha : undefined,
        isDraft: draft === true,
        isTextEdit: action === 'edited' && !isBaseEdit,
      };
    }
  }
  const [base, head] = [group?.base_sha, group?.head_sha];
  if (eventName === 'merge_group' && typeof base === 'string' && typeof head === 'string') {
    return { kind: 'merge-group', base, head };
  }
  throw new UserError(
    `Podseal reviews pull requests, and this run was started by ${eventName || 'no event'}: ` +
      'write `on: pull_request` in the workflow.',
  );
}
