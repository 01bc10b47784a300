import type { IncomingHttpHeaders } from 'node:http';
import { authenticate, authorize, tokenOf } from './access.ts';
import { answerApp } from './apps.ts';
import type { Call, RepositoryCall } from './call.ts';
import { invalidRequest, isRefusal, notFound, notImplemented, refusal } from './errors.ts';
import type { Reply } from './errors.ts';
import { isWellEncoded } from './addresses.ts';
import { answerStore } from './artifacts.ts';
import { answerGraphql } from './graphql/endpoint.ts';
import { checkContentCreation, checkPrimaryLimit } from './limits.ts';
import {
  documentationUrl,
  isKnownToGitHub,
  requestProblem,
  responseProblem,
  type DocumentName,
} from './openapi.ts';
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
    const stored = answerStore(state, incoming.target, incoming.headers.authorization);
    if (stored) return stored;
    if (!incoming.headers['user-agent']) return NO_USER_AGENT;
    const asApp = answerApp(state, incoming);
    if (asApp) return checkReply(state, asApp.reply, asApp.operation);
    const reply = await dispatch(state, incoming, context);
    return checkReply(state, reply, context.operation);
  } catch (error) {
    if (isRefusal(error))
      return checkReply(state, explain(state, error.reply, context), context.operation);
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
  if (sentPath === '/graphql' && method === 'POST') {
    const secret = tokenOf(headers.authorization) ?? '';
    return answerGraphql(state, token, secret, incoming.text);
  }
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
  if (!match) throw unknown(documentOf(state), method, path);
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
  const accepted = route.permissions.map((name) => `${name}=${access}`).join('; ');
  const headers = { 'x-accepted-github-permissions': accepted };
  try {
    authorize(token, repository, route.permissions, access);
    const body = WITH_BODY.has(method) ? parseBody(text) : undefined;
    const person = [...state.people.values()].includes(token);
    if (route.creates !== undefined && !person) checkContentCreation(state, route.creates);
    const problem = body && requestProblem(documentOf(state), route.operation, body);
    if (problem !== undefined) throw invalidRequest(problem);
    const reply = await route.handle({ ...named, body });
    return { ...reply, headers: { ...headers, ...reply.headers } };
  } catch (error) {
    if (isRefusal(error)) error.reply.headers = { ...headers, ...error.reply.headers };
    throw error;
  }
}

/** Links name repositories by id, as GitHub's do; both ways lead to the same place. */
function byName(state: State, path: string): string {
  const [, id, rest = ''] = /^\/repositories\/(\d+)(\/.*)?$/.exec(path) ?? [];
  const repository = state.repositories.find((candidate) => String(candidate.id) === id);
  return repository ? `/repos/${repository.owner}/${repository.name}${rest}` : path;
}

/** What the requests and answers have to fit. */
function documentOf({ options }: State): DocumentName {
  return options.enterprise ? `ghes-${options.enterprise.version}` : 'api.github.com';
}

/** A path that isn't GitHub's is a 404 there too; what GitHub has and the double hasn't is loud. */
function unknown(name: DocumentName, method: string, path: string): Error {
  return isKnownToGitHub(name, method, path) ? notImplemented(`${method} ${path}`) : notFound();
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
function explain(state: State, reply: Reply, context: { operation?: string }): Reply {
  const page = context.operation && documentationUrl(documentOf(state), context.operation);
  const own = typeof reply.body === 'object' && reply.body !== null ? reply.body : {};
  const documentation = { documentation_url: page ?? 'https://docs.github.com/rest' };
  return { ...reply, body: { ...own, ...documentation, ...own, status: String(reply.status) } };
}

/** An answer that GitHub couldn't give is a defect of the double, and no test may build on it. */
function checkReply(state: State, reply: Reply, operation: string | undefined): Reply {
  if (operation === undefined || reply.raw || reply.body === undefined) return reply;
  const problem = responseProblem(documentOf(state), operation, reply.status, reply.body);
  return problem === undefined ? reply : defect(problem);
}
