import { readMarker, isMarkedReview } from '../review/marker.ts';
import type { CommentPlace, PriorReview, Thread } from '../review/thread.ts';
import { type GitHubClient, MAX_PAGES, type PullRequestRef } from './client.ts';
import { type ReviewRef, type RunIdentity, readStamp } from './run-identity.ts';
import { isTooMuch } from './github-errors.ts';
import { needs } from './permissions.ts';
import {
  BrokenAnswer,
  type Read,
  boolean,
  integer,
  list,
  numbered,
  object,
  optional,
  string,
  where,
} from './shape.ts';

/** A pull request as it stands now. */
export interface ExistingReview {
  readonly head: string;
  readonly threads: readonly Thread[];
  readonly reviews: readonly PriorReview[];
}

/** All fields are in GitHub Enterprise Server 3.10, too. */
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $count: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      reviews(last: 100, states: [CHANGES_REQUESTED, DISMISSED]) {
        nodes { url state body viewerDidAuthor }
      }
      reviewThreads(first: $count, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated viewerCanResolve path line startLine subjectType
          resolvedBy { login }
          comments(first: 1) {
            totalCount
            nodes { id url body viewerDidAuthor isMinimized }
          }
        }
      }
    }
  }
}`;

const REVIEW = object({
  url: numbered,
  state: string,
  body: string,
  viewerDidAuthor: boolean,
});

const COMMENT = object({
  id: string,
  url: numbered,
  body: string,
  viewerDidAuthor: boolean,
  isMinimized: boolean,
});

const THREAD = object({
  id: string,
  isResolved: boolean,
  isOutdated: boolean,
  viewerCanResolve: boolean,
  path: string,
  line: optional(integer),
  startLine: optional(integer),
  subjectType: string,
  resolvedBy: optional(object({ login: string })),
  comments: object({ totalCount: integer, nodes: list(COMMENT) }),
});

const ANSWER = object({
  viewer: object({ login: string }),
  repository: object({
    pullRequest: object({
      headRefOid: string,
      reviews: object({ nodes: list(REVIEW) }),
      reviewThreads: object({
        // Without a cursor the first page would be read for ever.
        pageInfo: where(
          object({ hasNextPage: boolean, endCursor: optional(string) }),
          ({ hasNextPage, endCursor }) => !hasNextPage || endCursor !== undefined,
        ),
        nodes: list(THREAD),
      }),
    }),
  }),
});

/** The most threads that GitHub gives at once; fewer where that is too much work for it. */
const MAX_PAGE = 100;

/** Reads what earlier runs posted on a pull request. A marker in a comment of somebody else counts nothing. */
export async function readExistingReview(
  client: GitHubClient,
  ref: ReviewRef,
): Promise<ExistingReview> {
  const threads: Thread[] = [];
  let count = MAX_PAGE;
  let after: string | undefined;
  for (let pages = 0; pages < MAX_PAGES; pages++) {
    // oxlint-disable-next-line no-await-in-loop
    const page = await readPage(client, ref, count, after);
    count = page.count;
    const { headRefOid, reviews, reviewThreads } = page.repository.pullRequest;
    threads.push(
      ...reviewThreads.nodes.flatMap((node) => toThread(node, page.viewer.login, ref.identity)),
    );
    after = reviewThreads.pageInfo.endCursor;
    if (!reviewThreads.pageInfo.hasNextPage) {
      return {
        head: headRefOid,
        threads,
        reviews: reviews.nodes.flatMap((node) => toReview(node, ref.identity)),
      };
    }
  }
  throw new BrokenAnswer(`GitHub's list of threads does not end after ${MAX_PAGES} pages`);
}

/** A page of threads, with how many GitHub can give at once. */
async function readPage(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
  count: number,
  after: string | undefined,
): Promise<Read<typeof ANSWER> & { readonly count: number }> {
  const variables = { owner, repo, number, count, after: after ?? null };
  try {
    const page = await needs('pull-requests: read', async () =>
      client.graphql(QUERY, variables, ANSWER),
    );
    return { ...page, count };
  } catch (error) {
    if (count === 1 || !isTooMuch(error)) throw error;
    return readPage(client, { owner, repo, number }, Math.ceil(count / 2), after);
  }
}

function toReview(
  { url, state, body, viewerDidAuthor }: Read<typeof REVIEW>,
  identity: RunIdentity,
): PriorReview[] {
  const read = readStamp(body, identity);
  if (!viewerDidAuthor || !read.isOwn || !isMarkedReview(read.body)) return [];
  return [{ number: url, stands: state === 'CHANGES_REQUESTED' }];
}

function toThread(node: Read<typeof THREAD>, login: string, identity: RunIdentity): Thread[] {
  const [comment] = node.comments.nodes;
  if (comment?.viewerDidAuthor !== true) return [];
  const { body, isOwn } = readStamp(comment.body.replaceAll('\r\n', '\n'), identity);
  const marker = readMarker(body);
  if (!marker) return [];
  // GitHub gives a bot that resolved a thread no login.
  const isResolvedByUs = node.isResolved && [undefined, login].includes(node.resolvedBy?.login);
  const isClosed = node.isResolved || comment.isMinimized;
  return [
    {
      id: node.id,
      isOwn: isOwn && identity.judgesFile(node.path),
      commentId: comment.id,
      number: comment.url,
      path: node.path,
      body,
      fingerprints: marker.fingerprints,
      place: node.isOutdated ? undefined : placeOf(node),
      state: marker.isDone || isResolvedByUs ? 'done' : isClosed ? 'settled' : 'open',
      hasReply: node.comments.totalCount > 1,
      canResolve: node.viewerCanResolve,
    },
  ];
}

function placeOf({ subjectType, line, startLine }: Read<typeof THREAD>): CommentPlace | undefined {
  if (subjectType === 'FILE') return { subject: 'file', line: 1 };
  if (line === undefined) return undefined;
  const isRange = startLine !== undefined && startLine < line;
  return { subject: 'line', line, ...(isRange && { startLine }) };
}
