import { createHash, randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { tokenOf } from './access.ts';
import { answer, type Incoming } from './answer.ts';
import type { Reply } from './errors.ts';
import { common, pullRequestEvent } from './apps.ts';
import { budgetHeaders, budgetOf, spend } from './limits.ts';
import type {
  Fault,
  FaultReply,
  GitHubOptions,
  OnRequest,
  PullRequestOptions,
  RequestRecord,
} from './options.ts';
import { addPullRequest } from './pulls.ts';
import { setHead } from './relocate.ts';
import { createState, type CheckRun, type Review, type ReviewComment } from './state.ts';
import type { State } from './state.ts';
import { applySuggestions } from './suggestions.ts';

/** A double of GitHub's REST API, on loopback. */
export interface GitHubDouble {
  /** The address of the API, without a slash at the end: a GITHUB_API_URL. */
  readonly url: string;
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
  /** All reviews of a pull request, pending ones too. */
  reviews(number: number): Review[];
  /** All review comments of a pull request, pending ones too. */
  comments(number: number): ReviewComment[];
  checkRuns(sha: string): CheckRun[];
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
    onRequest: options.onRequest,
    requests: state.requests,
    addPullRequest: (pull) => addPullRequest(state, pull),
    setHead: (number, commit) => setHead(state, number, commit),
    event: (number, action) => pullRequestEvent(state, number, action),
    common: (owner, repo) => common(state, owner, repo),
    reviews: (number) => structuredClone(state.reviews.filter((one) => one.pullNumber === number)),
    comments: (number) =>
      structuredClone(state.comments.filter((one) => one.pullNumber === number)),
    checkRuns: (sha) => structuredClone(state.checkRuns.filter((one) => one.headSha === sha)),
    applySuggestions: (number, ids) => applySuggestions(state, number, ids),
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
  state.url = `http://127.0.0.1:${port}`;
  return double;
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
  };
  state.requests.push(record);
  try {
    const { method, path: target } = record;
    const incoming = { method, target, headers: request.headers, text: await readText(request) };
    record.body = parseLeniently(incoming.text);
    const reply = await replyTo(state, double, record, incoming);
    if (reply === 'drop') {
      request.socket.destroy();
      return;
    }
    record.status = send(state, incoming, reply, response);
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
  const bytes = reply.raw?.bytes ?? Buffer.from(JSON.stringify(reply.body ?? null));
  const cacheable = incoming.method === 'GET' && reply.status === 200;
  const etag = `W/"${createHash('sha256').update(bytes).digest('hex')}"`;
  const unchanged = cacheable && incoming.headers['if-none-match'] === etag;
  const secret = tokenOf(incoming.headers.authorization) ?? '';
  if (!unchanged && !incoming.target.startsWith('/rate_limit')) spend(state, secret);
  const status = unchanged ? 304 : reply.status;
  response.writeHead(status, {
    ...budgetHeaders(budgetOf(state, secret)),
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomUUID(),
    ...(cacheable ? { etag } : {}),
    ...(unchanged ? {} : { 'content-type': reply.raw?.type ?? 'application/json; charset=utf-8' }),
    ...reply.headers,
  });
  response.end(unchanged ? undefined : bytes);
  return status;
}
