import { UserError } from '../errors/user-error.ts';

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

type PullRequestTrigger = Extract<Trigger, { kind: 'pull-request' }>;

/** What an event says of a pull request; undefined for an event of something else. */
export function pullRequestOf(
  eventName: string,
  { pull_request: pull, action, changes }: Payload,
): PullRequestTrigger | undefined {
  const isOfPull = eventName === 'pull_request' || eventName === 'pull_request_target';
  if (!isOfPull || typeof pull?.number !== 'number') return undefined;
  const { number, draft, head } = pull;
  const isBaseEdit = typeof changes === 'object' && changes !== null && 'base' in changes;
  return {
    kind: 'pull-request',
    number,
    head: typeof head?.sha === 'string' ? head.sha : undefined,
    isDraft: draft === true,
    isTextEdit: action === 'edited' && !isBaseEdit,
  };
}

/**
 * Reads what a workflow's event is about.
 *
 * @throws UserError for an event that is about no change
 */
export function readTrigger(eventName: string, payload: Payload): Trigger {
  const pull = pullRequestOf(eventName, payload);
  if (pull) return pull;
  const { base_sha: base, head_sha: head } = payload.merge_group ?? {};
  if (eventName === 'merge_group' && typeof base === 'string' && typeof head === 'string') {
    return { kind: 'merge-group', base, head };
  }
  throw new UserError(
    `Podseal reviews pull requests, and this run was started by ${eventName || 'no event'}: ` +
      'write `on: pull_request` in the workflow.',
  );
}
