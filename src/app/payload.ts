import * as v from 'valibot';
import { boolean, integer, list, object, optional, string } from '../github/shape.ts';

/** The webhooks that lead to work. The App asks for no others, and others are dropped. */
export const EVENTS = [
  'pull_request',
  'merge_group',
  'check_run',
  'check_suite',
  'issue_comment',
  'pull_request_review_comment',
] as const;

/** A webhook that is signed, but not what GitHub's documentation says. */
export class OddPayload extends Error {
  override readonly name = 'OddPayload';
}

const REPOSITORY = object({
  id: integer,
  full_name: v.pipe(v.string(), v.regex(/^[^/\s]+\/[^/\s]+$/, 'owner/name')),
});

const TIME = v.pipe(
  v.string(),
  v.check((text) => !Number.isNaN(Date.parse(text)), 'a time'),
);

const CHECK = {
  head_sha: string,
  pull_requests: list(object({ number: integer, base: object({ repo: object({ id: integer }) }) })),
};

const BRANCH = optional(string);

/** What is read of a webhook; GitHub signs them, and says more. */
const PAYLOAD = object({
  action: optional(string),
  installation: optional(object({ id: integer })),
  repository: optional(REPOSITORY),
  sender: optional(object({ login: string, type: string })),
  changes: optional(v.record(v.string(), v.unknown())),
  pull_request: optional(
    object({
      number: integer,
      state: optional(string),
      updated_at: TIME,
      draft: optional(boolean),
      head: object({ sha: string }),
    }),
  ),
  merge_group: optional(object({ head_sha: string, base_sha: string })),
  check_run: optional(
    object({
      ...CHECK,
      id: integer,
      html_url: optional(string),
      check_suite: optional(object({ head_branch: BRANCH })),
    }),
  ),
  check_suite: optional(object({ ...CHECK, head_branch: BRANCH })),
  requested_action: optional(object({ identifier: optional(string) })),
  issue: optional(object({ number: integer, state: string, pull_request: optional(v.unknown()) })),
  comment: optional(
    object({
      id: integer,
      in_reply_to_id: optional(integer),
      body: string,
      html_url: string,
      created_at: string,
    }),
  ),
});

export type Payload = v.InferOutput<typeof PAYLOAD>;

/** Of other events, no more than this is read; what else they have is named alike, and is something else. */
const OTHER = v.pick(PAYLOAD, ['action', 'installation']);

/**
 * Reads what a webhook says.
 *
 * @throws OddPayload where it is of another shape
 */
export function readPayload(event: string, payload: unknown): Payload {
  const isWork = EVENTS.some((name) => name === event);
  const result = v.safeParse(isWork ? PAYLOAD : OTHER, payload, { abortEarly: true });
  if (result.success && !Array.isArray(payload)) return result.output;
  const place = result.issues ? v.getDotPath(result.issues[0]) : undefined;
  throw new OddPayload(`${place ?? 'the payload'} is not as documented by GitHub`);
}

/**
 * Reads the body of a webhook.
 *
 * @throws OddPayload where it is no JSON, or of another shape
 */
export function readBody(event: string, body: string): Payload {
  let payload: unknown;
  try {
    payload = JSON.parse(body);
  } catch (error) {
    throw new OddPayload('the payload is not JSON', { cause: error });
  }
  return readPayload(event, payload);
}
