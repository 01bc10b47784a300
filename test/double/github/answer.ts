import type { IncomingHttpHeaders } from 'node:http';
import { authenticate, authorize, tokenOf } from './access.ts';
import { answerApp } from './apps.ts';
import type { Call, RepositoryCall } from './call.ts';
import { invalidRequest, isRefusal, notFound, notImplemented, refusal } from './errors.ts';
import type { Reply } from './errors.ts';
import { checkContentCreation, checkPrimaryLimit } from './limits.ts';
import { documentationUrl, isKnownToGitHub, requestProblem, responseProblem } from './openapi.ts';
import { findPlainRoute, findRoute, type Match } from './routes.ts';
import { findRepository, type State } from './state.ts';

/** A request as it came in. */
export interface Incoming {
  method: string;
  /** The path and the query, as they were sent. */
  target: string;
  headers: IncomingHttpHeaders;
  text: string;
}

const WITH_BODY = new Set(['POST', 'PATCH', 'PUT']);

/** Does what a request asks, or refuses it as GitHub would. */
export async function answer(state: State, incoming: Incoming): Promise<Reply> {
  const context: { operation?: string } = {};
  try {
    if (!incoming.headers['user-agent']) return NO_USER_AGENT;
    const asApp = answerApp(state, incoming);
    if (asApp) return asApp;
    const reply = await dispatch(state, incoming, context);
    return checkReply(reply, context.operation);
  } catch (error) {
    if (isRefusal(error)) return checkReply(explain(error.reply, context), context.operation);
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return defect(text);
  }
}

/** Plain text, as the merge request gitlab-org/gitlab!43852 quotes it. */
const NO_USER_AGENT: Reply = {
  status: 403,
  raw: {
    bytes: Buffer.from(
      'Request forbidden by administrative rules. Please make sure your request has a ' +
        'User-Agent header (http://developer.github.com/v3/#user-agent-required). Check ' +
        'https://developer.github.com for other possible causes.\n',
    ),
    type: 'text/html; charset=utf-8',
  },
};

function defect(text: string): Reply {
  return { status: 500, body: { message: `The GitHub double failed: ${text}`, status: '500' } };
}

async function dispatch(
  state: State,
  incoming: Incoming,
  context: { operation?: string },
): Promise<Reply> {
  const { method, headers } = incoming;
  const token = authenticate(state, headers.authorization);
  const [sentPath = '', search = ''] = incoming.target.split(/\?(.*)/s);
  if (sentPath.endsWith('/') || !isWellEncoded(sentPath)) throw notFound();
  const path = byName(state, sentPath);
  const accept = headers.accept ?? '*/*';
  const query = new URLSearchParams(search);
  const call: Call = {
    ...{ state, token, method, query, accept },
    linkPath: path,
    params: {},
    body: undefined,
  };
  const plain = findPlainRoute(method, path);
  if (plain?.operation !== 'get /rate_limit') {
    checkPrimaryLimit(state, tokenOf(headers.authorization) ?? '', token);
  }
  if (plain) {
    context.operation = plain.operation;
    return plain.handle(call);
  }
  const match = findRoute(method, path);
  if (!match) throw unknown(method, path);
  context.operation = match.route.operation;
  return perform(call, match, path, incoming.text);
}

async function perform(call: Call, match: Match, path: string, text: string): Promise<Reply> {
  const { route, params } = match;
  const { state, token, method } = call;
  const repository = findRepository(state, params['owner'] ?? '', params['repo'] ?? '');
  if (!repository) throw notFound();
  const linkPath = path.replace(/^\/repos\/[^/]+\/[^/]+/, `/repositories/${repository.id}`);
  const named: RepositoryCall = { ...call, linkPath, params, repository };
  route.first?.(named);
  const access = method === 'GET' ? 'read' : 'write';
  const headers = { 'x-accepted-github-permissions': `${route.permission}=${access}` };
  try {
    authorize(token, repository, route.permission, access);
    const body = WITH_BODY.has(method) ? parseBody(text) : undefined;
    if (route.creates !== undefined) checkContentCreation(state, route.creates);
    const problem = body && requestProblem(route.operation, body);
    if (problem !== undefined) throw invalidRequest(problem);
    const reply = await route.handle({ ...named, body });
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (isRefusal(error)) error.reply.headers = { ...headers, ...error.reply.headers };
    throw error;
  }
}

function isWellEncoded(path: string): boolean {
  try {
    return decodeURIComponent(path) !== '';
  } catch {
    return false;
  }
}

/** Links name repositories by id, as GitHub's do; both ways lead to the same place. */
function byName(state: State, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = state.repositories.find((candidate) => String(candidate.id) === id);
  return repository ? `/repos/${repository.owner}/${repository.name}${rest}` : path;
}

/** A path that isn't GitHub's is a 404 there too; what GitHub has and the double hasn't is loud. */
function unknown(method: string, path: string): Error {
  const known = path === '/graphql' || isKnownToGitHub(method, path);
  return known ? notImplemented(`${method} ${path}`) : notFound();
}

/** https://docs.github.com/en/rest/using-the-rest-api/troubleshooting-the-rest-api */
function parseBody(text: string): object {
  let body: unknown;
  try {
    body = JSON.parse(text === '' ? '{}' : text);
  } catch {
    throw refusal(400, 'Problems parsing JSON');
  }
  if (typeof body === 'object' && body !== null && !Array.isArray(body)) return body;
  throw refusal(400, 'Body should be a JSON object');
}

/** The rest of an error's body; `status` is text there (parkerbxyz/suggest-changes#64). */
function explain(reply: Reply, context: { operation?: string }): Reply {
  const page = context.operation && documentationUrl(context.operation);
  const own = typeof reply.body === 'object' && reply.body !== null ? reply.body : {};
  const documentation = { documentation_url: page ?? 'https://docs.github.com/rest' };
  return { ...reply, body: { ...own, ...documentation, ...own, status: String(reply.status) } };
}

/** An answer that GitHub couldn't give is a defect of the double, and no test may build on it. */
function checkReply(reply: Reply, operation: string | undefined): Reply {
  if (operation === undefined || reply.raw || reply.body === undefined) return reply;
  const problem = responseProblem(operation, reply.status, reply.body);
  return problem === undefined ? reply : defect(problem);
}
