import type { Fault, FaultReply, OnRequest, RequestInfo } from './options.ts';

/** Everything that can go wrong with one request. A test can run over all of it. */
export const FAULT_KINDS = [
  'primary-limit',
  'primary-limit-429',
  'secondary-limit',
  'secondary-limit-retry-after',
  'secondary-limit-429',
  'secondary-limit-429-retry-after',
  'abuse-422',
  'error-500',
  'error-500-after',
  'error-502',
  'error-502-after',
  'error-503',
  'error-503-after',
  'timeout-504-after',
  'drop',
  'drop-after',
  'cut',
  'cut-unsized',
  'empty',
  'html',
  'slow',
  'unauthorized',
  'forbidden',
  'not-found',
  'not-acceptable',
  'conflict',
  'graphql-error',
  'graphql-error-after',
  'graphql-secondary-limit',
  'graphql-too-much',
] as const;

export type FaultKind = (typeof FAULT_KINDS)[number];

/** Which requests meet a fault: the one with this number in the log, or those that fit. */
export type Where = number | ((info: RequestInfo) => boolean);

/** Spoils requests; what it gives is for `onRequest`. Waiting takes `seconds`, or a test's time. */
export function faultAt(where: Where, kind: FaultKind, seconds = 1): OnRequest {
  return (info) => {
    const here = typeof where === 'number' ? info.index === where : where(info);
    return here && canMeet(info, kind) ? faultOf(info, kind, seconds) : undefined;
  };
}

const WHOLE = ['drop', 'drop-after', 'cut', 'cut-unsized', 'empty', 'html'] as const;

/** Whether a kind is a fault as it stands. */
function isWhole(kind: FaultKind): kind is (typeof WHOLE)[number] {
  return WHOLE.some((one) => one === kind);
}

/** Whether GitHub could answer a request so. */
export function canMeet({ method, path }: RequestInfo, kind: FaultKind): boolean {
  const graphql = isGraphql(path);
  if (kind === 'abuse-422') return method === 'POST' && !graphql;
  if (kind === 'conflict') return method !== 'GET' && !graphql;
  if (kind === 'not-acceptable') return method === 'GET';
  return graphql || !kind.startsWith('graphql-');
}

function isGraphql(path: string): boolean {
  return /\/graphql(?:\?|$)/.test(path);
}

function faultOf(info: RequestInfo, kind: FaultKind, seconds: number): Fault {
  if (isWhole(kind)) return kind;
  if (kind === 'slow') return { delayMs: seconds * 1000 };
  const special = isGraphql(info.path) ? graphqlFault(kind, seconds) : undefined;
  return special ?? limited(kind, seconds) ?? refused(kind);
}

/** What GraphQL says with status 200. */
function graphqlFault(kind: FaultKind, seconds: number): FaultReply | undefined {
  if (kind === 'primary-limit') return primaryOfGraphql(seconds);
  const error = GRAPHQL_ERRORS[kind];
  if (!error) return undefined;
  // "`200` or `403`", with `retry-after` (docs: rate limits for the GraphQL API).
  const headers: Record<string, string> =
    kind === 'graphql-secondary-limit' ? { 'retry-after': String(seconds) } : {};
  const after = kind === 'graphql-error-after';
  return { status: 200, headers, body: { data: null, errors: [error] }, after };
}

function limited(kind: FaultKind, seconds: number): FaultReply | undefined {
  const status = kind.includes('-429') ? 429 : 403;
  if (kind.startsWith('primary-limit')) return primary(status, seconds);
  if (!kind.startsWith('secondary-limit')) return undefined;
  return secondary(status, kind.endsWith('-retry-after') ? seconds : undefined);
}

/** https://docs.github.com/en/rest/using-the-rest-api/rate-limits-for-the-rest-api */
function primary(status: 403 | 429, seconds: number): FaultReply {
  const message = 'API rate limit exceeded for installation ID 1.';
  return { status, headers: noneLeft(seconds), body: { message, status: String(status) } };
}

/** yanyongyu/githubkit#271 */
function primaryOfGraphql(seconds: number): FaultReply {
  const message = 'API rate limit already exceeded for installation ID 1.';
  const errors = [{ type: 'RATE_LIMIT', code: 'graphql_rate_limit', message }];
  const headers = { ...noneLeft(seconds), 'x-ratelimit-resource': 'graphql' };
  return { status: 200, headers, body: { errors } };
}

function noneLeft(seconds: number): Record<string, string> {
  const reset = Math.ceil(Date.now() / 1000 + seconds);
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': String(reset) };
}

/** alibaba/open-code-review#158 */
function secondary(status: 403 | 429, seconds: number | undefined): FaultReply {
  const message =
    'You have exceeded a secondary rate limit and have been temporarily blocked from content ' +
    'creation. Please retry your request again later.';
  const headers: Record<string, string> =
    seconds === undefined ? {} : { 'retry-after': String(seconds) };
  return { status, headers, body: { message, status: String(status) } };
}

const WENT_WRONG =
  'Something went wrong while executing your query. Please include `0000:0000` when reporting ' +
  'this issue.';

const GRAPHQL_ERRORS: Partial<Record<FaultKind, object>> = {
  'graphql-error': { message: WENT_WRONG },
  'graphql-error-after': { message: WENT_WRONG },
  'graphql-secondary-limit': { message: 'You have exceeded a secondary rate limit.' },
  // yoshi389111/github-profile-3d-contrib#163
  'graphql-too-much': {
    type: 'RESOURCE_LIMITS_EXCEEDED',
    message: 'Resource limits for this query exceeded.',
  },
  forbidden: { type: 'FORBIDDEN', message: 'Resource not accessible by integration' },
  'not-found': { type: 'NOT_FOUND', message: 'Could not resolve to a node.' },
};

const UNICORN = '<html><body><h1>Whoa there!</h1></body></html>';

const REFUSALS: Partial<Record<FaultKind, FaultReply>> = {
  // octokit/plugin-throttling.js#775
  'abuse-422': {
    status: 422,
    body: {
      message: 'Validation Failed',
      errors: [{ resource: 'PullRequestReview', code: 'abuse', field: 'base' }],
    },
  },
  'error-500': { status: 500 },
  'error-500-after': { status: 500, after: true },
  'error-502': { status: 502, body: UNICORN },
  'error-502-after': { status: 502, body: UNICORN, after: true },
  'error-503': { status: 503, body: UNICORN },
  'error-503-after': { status: 503, body: UNICORN, after: true },
  'timeout-504-after': {
    status: 504,
    body: { message: "We couldn't respond to your request in time. Sorry about that." },
    after: true,
  },
  unauthorized: { status: 401, body: { message: 'Bad credentials', status: '401' } },
  forbidden: {
    status: 403,
    body: { message: 'Resource not accessible by integration', status: '403' },
  },
  'not-found': { status: 404, body: { message: 'Not Found', status: '404' } },
  'not-acceptable': { status: 406, body: { message: 'Not Acceptable', status: '406' } },
  conflict: { status: 409, body: { message: 'Conflict', status: '409' } },
};

function refused(kind: FaultKind): FaultReply {
  const reply = REFUSALS[kind];
  if (!reply) throw new Error(`no answer is known for the fault ${kind}`);
  return reply;
}
