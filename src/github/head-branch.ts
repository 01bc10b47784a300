import type { GitHubClient, PullRequestRef } from './client.ts';
import { needs } from './permissions.ts';
import { integer, object, optional, string } from './shape.ts';

/** The branch that a pull request wants to bring in. */
export interface HeadBranch {
  readonly owner: string;
  readonly repo: string;
  readonly branch: string;
  readonly sha: string;
  /** Why nothing can be committed to it, a sentence in Markdown; undefined when it can be tried. */
  readonly closed: string | undefined;
}

const PULL = object({
  state: string,
  // GitHub's schema says that a head has a repository; that of a deleted fork is null.
  head: object({ ref: string, sha: string, repo: optional(object({ id: integer })) }),
  base: object({ repo: object({ id: integer, default_branch: string }) }),
});

const BY_HAND = 'Take the suggestions in “Files changed” into one batch, or apply the patch below.';

/** Reads where a pull request's commits are, and whether we may add one. */
export async function readHeadBranch(
  client: GitHubClient,
  ref: PullRequestRef,
): Promise<HeadBranch> {
  const { owner, repo, number } = ref;
  const pull = await needs('pull-requests: read', async () =>
    client.ask(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { owner, repo, pull_number: number },
      PULL,
    ),
  );
  const isFork = pull.head.repo?.id !== pull.base.repo.id;
  const branch = { owner, repo, branch: pull.head.ref, sha: pull.head.sha };
  if (pull.state !== 'open') return { ...branch, closed: 'The pull request is closed.' };
  if (isFork) {
    const closed = `The branch is in a fork, and GitHub lets no workflow or app push there. ${BY_HAND}`;
    return { ...branch, closed };
  }
  // Whoever may write there goes through a pull request, and so do we.
  if (pull.head.ref === pull.base.repo.default_branch) {
    const closed = `The head of this pull request is the default branch, and nothing is committed to that. ${BY_HAND}`;
    return { ...branch, closed };
  }
  return { ...branch, closed: undefined };
}
