import { pullRequestFiles, type ChangedFile, type FileStatus } from '../diff.ts';
import { nodeId } from '../payload-account.ts';
import { forkOf, repositoryPage } from '../payload-repository.ts';
import { isSubmitted } from '../review-state.ts';
import type { PullRequest } from '../state.ts';
import { actor } from './actor.ts';
import { commentFields, issueCommentFields, reviewFields } from './comment.ts';
import { connection, type PageArguments } from './connection.ts';
import type { Context, Fields } from './context.ts';
import { threadFields, threadsOf } from './thread.ts';

const CHANGE_TYPES: Readonly<Record<FileStatus, string>> = {
  added: 'ADDED',
  removed: 'DELETED',
  modified: 'MODIFIED',
  renamed: 'RENAMED',
  copied: 'COPIED',
  changed: 'CHANGED',
};

/** https://docs.github.com/rest/pulls/pulls#list-pull-requests-files; of GraphQL it isn't said. */
const MAX_FILES = 3000;

/** PullRequest */
export function pullFields(context: Context, pull: PullRequest): Fields {
  const { state } = context;
  const url = `${repositoryPage(pull.repository)}/pull/${pull.number}`;
  const files = (): Promise<ChangedFile[]> => pullRequestFiles(state, pull);
  const open = pull.state === 'open' ? 'OPEN' : 'CLOSED';
  return {
    __typename: 'PullRequest',
    id: nodeId('PullRequest', pull.id),
    databaseId: pull.id,
    fullDatabaseId: String(pull.id),
    number: pull.number,
    title: pull.title,
    url,
    resourcePath: new URL(url).pathname,
    state: pull.merged ? 'MERGED' : open,
    closed: pull.state === 'closed',
    merged: pull.merged,
    isDraft: pull.draft,
    locked: pull.locked,
    isCrossRepository: pull.fork,
    maintainerCanModify: pull.maintainerCanModify,
    author: actor(pull.author.login),
    createdAt: pull.createdAt,
    headRefOid: pull.head,
    headRefName: pull.headRef,
    baseRefOid: pull.base,
    baseRefName: pull.baseRef,
    headRepository: headRepository(pull),
    headRepositoryOwner: actor(pull.fork ? pull.author.login : pull.repository.owner),
    changedFiles: async () => (await files()).length,
    files: async (page: PageArguments) =>
      connection((await files()).slice(0, MAX_FILES), page, fileFields),
    reviewThreads: (page: PageArguments) =>
      connection(threadsOf(context, pull.number), page, (one) => threadFields(context, one)),
    ...conversation(context, pull),
  };
}

function headRepository({ repository, fork, author }: PullRequest): Fields {
  const place = fork ? forkOf(repository, author.login) : repository;
  return {
    __typename: 'Repository',
    id: nodeId('Repository', place.id),
    name: place.name,
    nameWithOwner: `${place.owner}/${place.name}`,
    isFork: fork,
  };
}

function conversation(context: Context, pull: PullRequest): Fields {
  const { state, token } = context;
  const reviews = state.reviews.filter(
    (one) => one.pullNumber === pull.number && (isSubmitted(one) || one.author === token.login),
  );
  return {
    reviews: (page: PageArguments & { author?: string | null; states?: string[] | null }) => {
      const wanted = reviews.filter(
        (one) =>
          [one.author.replace(/\[bot\]$/, ''), undefined, null].includes(page.author) &&
          (page.states ?? [one.state]).includes(one.state),
      );
      return connection(wanted, page, (review) => ({
        ...reviewFields(context, review),
        comments: (inner: PageArguments) =>
          connection(
            state.comments.filter((one) => one.reviewId === review.id),
            inner,
            (one) => commentFields(context, one),
          ),
      }));
    },
    comments: (page: PageArguments) => {
      const comments = state.issueComments.filter(
        (one) => one.issueNumber === pull.number && one.repositoryId === pull.repository.id,
      );
      return connection(comments, page, (one) => issueCommentFields(context, pull.repository, one));
    },
  };
}

function fileFields(file: ChangedFile): Fields {
  return {
    path: file.filename,
    additions: file.additions,
    deletions: file.deletions,
    changeType: CHANGE_TYPES[file.status],
    viewerViewedState: 'UNVIEWED',
  };
}
