import type { AnchorFault } from './anchors.ts';
import type { AnchorWording, Loss } from './options.ts';

/** What the double answers. `documentation_url` and `status` are added where they belong. */
export interface Reply {
  status: number;
  body?: unknown;
  /** Sent as it is, instead of a JSON body. */
  raw?: { bytes: Buffer; type: string };
  headers?: Record<string, string>;
  /** What it takes off the budget, when that isn't one. */
  cost?: number;
  /** How it gets lost on its way. */
  lost?: Loss;
}

/** An error that carries the answer to the request it ends. */
export type Refusal = Error & { reply: Reply };

/** Makes a refusal with a message and whatever else GitHub puts in the body. */
export function refusal(
  status: number,
  message: string,
  extra: { errors?: unknown[]; documentation_url?: string; headers?: Record<string, string> } = {},
): Refusal {
  const { headers = {}, ...fields } = extra;
  return Object.assign(new Error(`${status} ${message}`), {
    reply: { status, body: { message, ...fields }, headers },
  });
}

/** Whether an error is an answer, and not a defect of the double. */
export function isRefusal(error: unknown): error is Refusal {
  return error instanceof Error && 'reply' in error;
}

export function notFound(): Refusal {
  return refusal(404, 'Not Found');
}

/** Answers what GitHub can do and the double can't: a test that needs it must fail loudly. */
export function notImplemented(what: string): Refusal {
  return refusal(501, `The GitHub double does not implement ${what}`);
}

/** The shape of POST pulls/{n}/reviews: one sentence for all there is to say. */
export function unprocessable(...sentences: string[]): Refusal {
  return refusal(422, 'Unprocessable Entity', { errors: [toSentence(sentences)] });
}

export interface FieldError {
  resource: string;
  code: 'custom' | 'invalid' | 'missing_field' | 'abuse' | 'unprocessable';
  field: string;
  message?: string;
}

/** The shape of POST pulls/{n}/comments and of check runs. */
export function validationFailed(...errors: FieldError[]): Refusal {
  return refusal(422, 'Validation Failed', { errors });
}

/** The shape of a body that doesn't fit the schema. */
export function invalidRequest(details: string): Refusal {
  return refusal(422, `Invalid request.\n\n${details}`);
}

/** Joins as Rails does: "a", "a and b", "a, b, and c" (parkerbxyz/suggest-changes#64). */
function toSentence(parts: readonly string[]): string {
  if (parts.length <= 2) return parts.join(' and ');
  return `${parts.slice(0, -1).join(', ')}, and ${parts.at(-1)}`;
}

interface FaultText {
  field: string;
  code: FieldError['code'];
  /** What comes after the name of the field. */
  text: string;
}

/** The-PR-Agent/pr-agent#592, villesau/ai-codereviewer#34, ubuntu/WSL#244, qiniu/reviewbot#179. */
const PART_OF_THE_DIFF: Record<AnchorFault, FaultText> = {
  path: { field: 'path', code: 'invalid', text: 'is invalid' },
  position: { field: 'position', code: 'invalid', text: 'is invalid' },
  line: { field: 'line', code: 'custom', text: 'must be part of the diff' },
  'start-hunk': {
    field: 'start_line',
    code: 'custom',
    text: 'must be part of the same hunk as the line.',
  },
  'start-order': { field: 'start_line', code: 'custom', text: 'must precede the end line.' },
};

/** warpdotdev/oz-for-oss#310, max-sixty/tend#123, speakeasy-api/mcp-setup-docs (a design note). */
const COULD_NOT_BE_RESOLVED: Record<AnchorFault, FaultText> = {
  path: { field: 'path', code: 'invalid', text: 'could not be resolved' },
  position: { field: 'position', code: 'invalid', text: 'could not be resolved' },
  line: { field: 'line', code: 'invalid', text: 'could not be resolved' },
  'start-hunk': { field: 'start_line', code: 'invalid', text: 'could not be resolved' },
  'start-order': PART_OF_THE_DIFF['start-order'],
};

/** A fault of the end of the range leaves the comment without a hunk to show. */
const WITHOUT_HUNK: ReadonlySet<AnchorFault> = new Set(['path', 'position', 'line']);

/** The words for the anchors of a review's comments, all in one sentence, none named. */
export function anchorSentence(
  comments: readonly (readonly AnchorFault[])[],
  wording: AnchorWording,
): string {
  const parts = comments.flatMap((faults) => faultParts(faults, wording));
  return toSentence(parts);
}

function faultParts(faults: readonly AnchorFault[], wording: AnchorWording): string[] {
  const resolved = wording === 'could-not-be-resolved';
  const parts = faults.map((fault) => {
    const { field, text } = (resolved ? COULD_NOT_BE_RESOLVED : PART_OF_THE_DIFF)[fault];
    const name = field.replace('_', ' ');
    const subject = `${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    return resolved ? `${subject} ${text}` : `Pull request review thread ${name} ${text}`;
  });
  if (!resolved && faults.some((fault) => WITHOUT_HUNK.has(fault))) {
    parts.push("Pull request review thread diff hunk can't be blank");
  }
  return parts;
}

/** The errors for the anchor of a single comment. */
export function anchorErrors(faults: readonly AnchorFault[], wording: AnchorWording): FieldError[] {
  const resource = 'PullRequestReviewComment';
  const resolved = wording === 'could-not-be-resolved';
  const errors = faults.map((fault): FieldError => {
    const { field, code, text } = (resolved ? COULD_NOT_BE_RESOLVED : PART_OF_THE_DIFF)[fault];
    const name = `pull_request_review_thread.${field}`;
    return { resource, code, field: name, message: resolved ? text : `${name} ${text}` };
  });
  if (!resolved && faults.some((fault) => WITHOUT_HUNK.has(fault))) {
    errors.push({ resource, code: 'missing_field', field: 'pull_request_review_thread.diff_hunk' });
  }
  return errors;
}
