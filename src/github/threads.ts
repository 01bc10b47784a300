import { readMarker, isMarkedReview } from '../review/marker.ts';
import type { CommentPlace, PriorReview, Thread } from '../review/thread.ts';
import { type GitHubClient, type PullRequestRef, needs } from './client.ts';

/** A pull request as it stands now. */
export interface ExistingReview {
  readonly head: string;
  readonly threads: readonly Thread[];
  readonly reviews: readonly PriorReview[];
}

/** All fields are in GitHub Enterprise Server 3.10, too. */
const QUERY = `query ($owner: String!, $repo: String!, $number: Int!, $after: String) {
  viewer { login }
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      headRefOid
      reviews(last: 100, states: [CHANGES_REQUESTED, DISMISSED]) {
        nodes { databaseId state body viewerDidAuthor }
      }
      reviewThreads(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          id isResolved isOutdated viewerCanResolve path line startLine subjectType
          resolvedBy { login }
          comments(first: 1) {
            totalCount
            nodes { id databaseId body viewerDidAuthor isMinimized }
          }
        }
      }
    }
  }
}`;

interface Answer {
  readonly viewer: { readonly login: string };
  readonly repository: { readonly pullRequest: PullRequestNode };
}

interface PullRequestNode {
  readonly headRefOid: string;
  readonly reviews: { readonly nodes: readonly ReviewNode[] };
  readonly reviewThreads: {
    readonly pageInfo: { readonly hasNextPage: boolean; readonly endCursor: string | null };
    readonly nodes: readonly ThreadNode[];
  };
}

interface ReviewNode {
  readonly databaseId: number;
  readonly state: string;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
}

interface ThreadNode {
  readonly id: string;
  readonly isResolved: boolean;
  readonly isOutdated: boolean;
  readonly viewerCanResolve: boolean;
  readonly path: string;
  readonly line: number | null;
  readonly startLine: number | null;
  readonly subjectType: 'LINE' | 'FILE';
  readonly resolvedBy: { readonly login: string } | null;
  readonly comments: { readonly totalCount: number; readonly nodes: readonly CommentNode[] };
}

interface CommentNode {
  readonly id: string;
  readonly databaseId: number;
  readonly body: string;
  readonly viewerDidAuthor: boolean;
  readonly isMinimized: boolean;
}

/** Reads what runs of ours left on a pull request. A marker in a comment of others counts nothing. */
export async function readExistingReview(
  client: GitHubClient,
  { owner, repo, number }: PullRequestRef,
): Promise<ExistingReview> {
  const threads: Thread[] = [];
  for (let after: string | null = null; ;) {
    const variables = { owner, repo, number, after };
    // oxlint-disable-next-line no-await-in-loop
    const answer: Answer = await needs('pull-requests: read', async () =>
      client.graphql<Answer>(QUERY, variables),
    );
    const { headRefOid, reviews, reviewThreads } = answer.repository.pullRequest;
    threads.push(...reviewThreads.nodes.flatMap((node) => toThread(node, answer.viewer.login)));
    after = reviewThreads.pageInfo.endCursor;
    if (!reviewThreads.pageInfo.hasNextPage) {
      return { head: headRefOid, threads, reviews: reviews.nodes.flatMap(toReview) };
    }
  }
}

function toReview({ databaseId, state, body, viewerDidAuthor }: ReviewNode): PriorReview[] {
  if (!viewerDidAuthor || !isMarkedReview(body)) return [];
  return [{ number: databaseId, stands: state === 'CHANGES_REQUESTED' }];
}

function toThread(node: ThreadNode, login: string): Thread[] {
  const [comment] = node.comments.nodes;
  const marker = comment?.viewerDidAuthor === true && readMarker(comment.body);
  if (!comment || !marker) return [];
  // GitHub gives a bot that resolved a thread no login.
  const isResolvedByUs = node.isResolved && [undefined, login].includes(node.resolvedBy?.login);
  const isClosed = node.isResolved || comment.isMinimized;
  return [
    {
      id: node.id,
      commentId: comment.id,
      number: comment.databaseId,
      path: node.path,
      body: comment.body.replaceAll('\r\n', '\n'),
      fingerprints: marker.fingerprints,
      place: node.isOutdated ? undefined : placeOf(node),
      state: marker.isDone || isResolvedByUs ? 'done' : isClosed ? 'settled' : 'open',
      hasReply: node.comments.totalCount > 1,
      canResolve: node.viewerCanResolve,
    },
  ];
}

function placeOf({ subjectType, line, startLine }: ThreadNode): CommentPlace | undefined {
  if (subjectType === 'FILE') return { subject: 'file', line: 1 };
  if (line === null) return undefined;
  return { subject: 'line', line, ...(startLine !== null && startLine < line && { startLine }) };
}
