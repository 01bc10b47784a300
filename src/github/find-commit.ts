import type { GitHubClient } from './client.ts';
import type { HeadBranch } from './head-branch.ts';
import { list, object, optional, string } from './shape.ts';

/** How far back a commit of ours is looked for: others may have pushed on top of it. */
const DEPTH = 20;

const QUERY = `query ($owner: String!, $repo: String!, $name: String!, $depth: Int!) {
  repository(owner: $owner, name: $repo) {
    ref(qualifiedName: $name) {
      target { ... on Commit { history(first: $depth) { nodes { oid message } } } }
    }
  }
}`;

const COMMITS = object({ nodes: list(object({ oid: string, message: string })) });

const ANSWER = object({
  repository: object({
    ref: optional(object({ target: optional(object({ history: optional(COMMITS) })) })),
  }),
});

/** The newest of the last commits of a branch whose message ends so; undefined where none does. */
export async function findCommit(
  client: GitHubClient,
  { owner, repo, branch }: HeadBranch,
  end: string,
): Promise<string | undefined> {
  const variables = { owner, repo, name: `refs/heads/${branch}`, depth: DEPTH };
  const { repository } = await client.graphql(QUERY, variables, ANSWER);
  const commits = repository.ref?.target?.history?.nodes ?? [];
  return commits.find(({ message }) => message.trimEnd().endsWith(end.trimEnd()))?.oid;
}
