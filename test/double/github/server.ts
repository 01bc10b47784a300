import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenOf } from './access.ts';
import { graphqlUrl, REST_OF_ENTERPRISE, targetOf } from './addresses.ts';
import { answer, type Incoming } from './answer.ts';
import { moveBranch } from './branches.ts';
import type { Reply } from './errors.ts';
import { common, pullRequestEvent } from './apps.ts';
import { budgetHeaders, budgetOf, isLimited, spend } from './limits.ts';
import type {
  Fault,
  FaultReply,
  GitHubOptions,
  Loss,
  OnRequest,
  PullRequestOptions,
  RequestRecord,
} from './options.ts';
import { operationOf } from './operation.ts';
import { personOf, type Person } from './people.ts';
import { addPullRequest, pullByNumber } from './pulls.ts';
import { setHead } from './relocate.ts';
import { createState, findRepository, nextId } from './state.ts';
import type {
  CheckRun,
  IssueComment,
  Reaction,
  Repository,
  Review,
  ReviewComment,
  State,
} from './state.ts';
import { applySuggestions } from './suggestions.ts';
import { trafficOf, type Traffic } from './traffic.ts';

/** A zip that a workflow run left. */
export interface ArtifactOptions {
  runId: number;
  name: string;
  zip: Buffer;
  headSha: string;
  expired?: boolean;
}

/** A double of GitHub's API, on loopback. */
export interface GitHubDouble {
  /** The address of the API, without a slash at the end: a GITHUB_API_URL. */
  readonly url: string;
  /** That of GraphQL: a GITHUB_GRAPHQL_URL. */
  readonly graphqlUrl: string;
  /** Looks at every request first and can spoil it. */
  onRequest: OnRequest | undefined;
  readonly requests: readonly RequestRecord[];
  addPullRequest(options: PullRequestOptions): Promise<void>;
  /** A push to the head branch of a pull request. */
  setHead(number: number, commit: string): Promise<void>;
  /** The payload of a webhook about a pull request, as it is now. */
  event(number: number, action: string): Promise<Record<string, unknown>>;
  /** What every event of a repository says. */
  common(owner: string, repo: string): Record<string, unknown>;
  /** A branch that no pull request is about, such as that of a merge queue; or a push to any. */
  setBranch(owner: string, repo: string, name: string, commit: string): Promise<void>;
  /** Somebody who does things on the page of a pull request. */
  as(login: string): Person;
  /** Leaves an artifact of a workflow run, and gives its id. */
  addArtifact(owner: string, repo: string, artifact: ArtifactOptions): number;
  /** All reviews of a pull request, pending ones too. */
  reviews(number: number): Review[];
  /** All review comments of a pull request, pending ones too. */
  comments(number: number): ReviewComment[];
  checkRuns(sha: string): CheckRun[];
  /** The comments on the conversation of a pull request. */
  issueComments(number: number): IssueComment[];
  /** The reactions to a comment of either kind. */
  reactions(commentId: number): Reaction[];
  /** Who resolved the thread of a comment; undefined while it is open. */
  resolvedBy(commentId: number): string | undefined;
  /** The commit that a pull request's head is. */
  head(number: number): string;
  /** What the client did so far. */
  traffic(): Traffic;
  /** The files of the head, by path, as they are when suggestions are committed in a batch. */
  applySuggestions(number: number, commentIds?: readonly number[]): Promise<Map<string, string>>;
  close(): Promise<void>;
}

/** Starts a double on a free port of 127.0.0.1. */
export async function startGitHub(options: GitHubOptions): Promise<GitHubDouble> {
  const state = createState(options);
  const server = createServer((request, response) => {
    void serve(state, double, request, response);
  });
  const double: GitHubDouble = {
    get url() {
      return state.url;
    },
    get graphqlUrl() {
      return graphqlUrl(state.url);
    },
    onRequest: options.onRequest,
    ...inspection(state),
    ...changes(state),
    close: () =>
      new Promise((resolve, reject) => {
        server.close((error) => (error ? reject(error) : resolve()));
        server.closeAllConnections();
      }),
  };
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  // A server that listens on a port has an address of this kind.
  const { port } = server.address() as AddressInfo;
  state.url = `http://127.0.0.1:${port}${options.enterprise ? REST_OF_ENTERPRISE : ''}`;
  return double;
}

/** What a test looks at afterwards; copies, so that it can't change anything. */
function inspection(
  state: State,
): Pick<
  GitHubDouble,
  | ('requests' | 'reviews' | 'comments' | 'checkRuns' | 'issueComments' | 'reactions')
  | ('resolvedBy' | 'head' | 'traffic')
> {
  return {
    requests: state.requests,
    reviews: (number) => structuredClone(state.reviews.filter((one) => one.pullNumber === number)),
    comments: (number) =>
      structuredClone(state.comments.filter((one) => one.pullNumber === number)),
    checkRuns: (sha) => structuredClone(state.checkRuns.filter((one) => one.headSha === sha)),
    issueComments: (number) =>
      structuredClone(state.issueComments.filter((one) => one.issueNumber === number)),
    reactions: (id) => structuredClone(state.reactions.filter((one) => one.subjectId === id)),
    resolvedBy(id) {
      const threadId = state.comments.find((one) => one.id === id)?.threadId;
      return threadId === undefined ? undefined : state.resolvedBy.get(threadId);
    },
    head: (number) => pullByNumber(state, number).head,
    traffic: () => trafficOf(state.requests),
  };
}

/** What a test changes besides asking. */
function changes(
  state: State,
): Pick<
  GitHubDouble,
  | 'addPullRequest'
  | 'event'
  | 'common'
  | 'setHead'
  | 'setBranch'
  | 'as'
  | 'addArtifact'
  | 'applySuggestions'
> {
  const repository = (owner: string, repo: string): Repository => {
    const found = findRepository(state, owner, repo);
    if (!found) throw new Error(`there is no ${owner}/${repo}`);
    return found;
  };
  return {
    addPullRequest: (pull) => addPullRequest(state, pull),
    setHead: (number, commit) => setHead(state, number, commit),
    event: (number, action) => pullRequestEvent(state, number, action),
    common: (owner, repo) => common(state, owner, repo),
    setBranch: (owner, repo, name, commit) =>
      moveBranch(state, repository(owner, repo), name, commit),
    as: (login) => personOf(state, login),
    addArtifact(owner, repo, artifact) {
      const id = nextId(state);
      const repositoryId = repository(owner, repo).id;
      state.artifacts.push({ expired: false, ...artifact, id, repositoryId });
      return id;
    },
    applySuggestions: (number, ids) => applySuggestions(state, number, ids),
  };
}

async function serve(
  state: State,
  double: GitHubDouble,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const record: RequestRecord = {
    index: state.requests.length,
    method: request.method ?? 'GET',
    path: request.url ?? '/',
    body: undefined,
    status: 0,
    operation: '',
    createsContent: false,
    startedAt: performance.now(),
    endedAt: undefined,
  };
  response.once('close', () => {
    record.endedAt = performance.now();
  });
  state.requests.push(record);
  try {
    const { method } = record;
    const target = targetOf(state, record.path);
    const incoming = { method, target, headers: request.headers, text: await readText(request) };
    record.body = parseLeniently(incoming.text);
    Object.assign(record, operationOf(method, target.replace(/\?.*$/s, ''), record.body));
    const reply = await replyTo(state, double, record, incoming);
    if (reply === 'drop') {
      request.socket.destroy();
      return;
    }
    const { lost } = reply;
    record.status = lost ? lose(reply, lost, response) : send(state, incoming, reply, response);
  } catch (error) {
    // A hook of the test threw, or the client went away while it was sending.
    const message = `The GitHub double failed: ${String(error)}`;
    if (!response.headersSent) response.writeHead(500, { 'content-type': 'application/json' });
    response.end(JSON.stringify({ message, status: '500' }));
    record.status = 500;
  }
}

async function replyTo(
  state: State,
  double: GitHubDouble,
  record: RequestRecord,
  incoming: Incoming,
): Promise<Reply | 'drop'> {
  const { index, method, path, body } = record;
  const fault: Fault | undefined = await double.onRequest?.({ index, method, path, body });
  if (fault === undefined) return answer(state, incoming);
  if (fault === 'drop') return 'drop';
  if (fault === 'drop-after') {
    await answer(state, incoming);
    return 'drop';
  }
  if (typeof fault === 'string') return { ...(await answer(state, incoming)), lost: fault };
  if ('delayMs' in fault) {
    await sleep(fault.delayMs);
    return answer(state, incoming);
  }
  if (fault.after) await answer(state, incoming);
  return faultReply(fault);
}

function faultReply(fault: FaultReply): Reply {
  const { status, headers = {}, body = { message: 'Server Error' } } = fault;
  if (typeof body !== 'string') return { status, headers, body };
  return { status, headers, raw: { bytes: Buffer.from(body), type: 'text/html; charset=utf-8' } };
}

const JSON_TYPE = 'application/json; charset=utf-8';

const PAGE = '<!DOCTYPE html><html><body>Be right back.</body></html>';

/** Sends the status of an answer, and not all of the rest. */
function lose(reply: Reply, how: Loss, response: ServerResponse): number {
  const type = how === 'html' ? 'text/html; charset=utf-8' : (reply.raw?.type ?? JSON_TYPE);
  const bytes = bytesOf(reply);
  const half = bytes.subarray(0, bytes.length / 2);
  if (how === 'cut-unsized') {
    // Node would send it in chunks, whose end tells that it is whole.
    const head = `HTTP/1.1 ${reply.status} OK\r\ncontent-type: ${type}\r\nconnection: close\r\n\r\n`;
    response.socket?.end(Buffer.concat([Buffer.from(head), half]));
    return 0;
  }
  if (how === 'cut') {
    response.writeHead(reply.status, { 'content-type': type, 'content-length': bytes.length + 1 });
    response.write(half, () => response.destroy());
    return 0;
  }
  response.writeHead(reply.status, { 'content-type': type });
  response.end(how === 'html' ? PAGE : undefined);
  return 0;
}

function bytesOf(reply: Reply): Buffer {
  return reply.raw?.bytes ?? Buffer.from(JSON.stringify(reply.body ?? null));
}

async function readText(request: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  for await (const chunk of request) {
    if (chunk instanceof Uint8Array) chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseLeniently(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}

/** Writes a reply and gives its status. A GET that is answered as before is a 304, and free. */
function send(state: State, incoming: Incoming, reply: Reply, response: ServerResponse): number {
  const bytes = bytesOf(reply);
  const cacheable = incoming.method === 'GET' && reply.status === 200;
  const etag = `W/"${createHash('sha256').update(bytes).digest('hex')}"`;
  const unchanged = cacheable && incoming.headers['if-none-match'] === etag;
  const secret = tokenOf(incoming.headers.authorization) ?? '';
  const resource = /^\/graphql(?:\?|$)/.test(incoming.target) ? 'graphql' : 'core';
  const free = unchanged || incoming.target.startsWith('/rate_limit');
  spend(state, secret, resource, free ? 0 : (reply.cost ?? 1));
  const { enterprise } = state.options;
  const status = unchanged ? 304 : reply.status;
  response.writeHead(status, {
    ...(isLimited(state) ? budgetHeaders(budgetOf(state, secret, resource), resource) : {}),
    ...(enterprise ? { 'x-github-enterprise-version': `${enterprise.version}.0` } : {}),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID(),
    ...(cacheable ? { etag } : {}),
    ...(unchanged ? {} : { 'content-type': reply.raw?.type ?? 'application/json; charset=utf-8' }),
    ...reply.headers,
  });
  response.end(unchanged ? undefined : bytes);
  return status;
}
