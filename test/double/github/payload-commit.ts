import type { RepositoryCall } from './call.ts';
import { type Person, readCommit } from '../git/commits.ts';
import { nodeId, stableId } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import { gitDirOf } from './state.ts';

interface Shown {
  tree: string;
  parents: readonly string[];
  author: Record<string, string>;
  committer: Record<string, string>;
  message: string;
}

function show(gitDir: string, sha: string): Shown {
  const commit = readCommit(gitDir, sha);
  if (!commit) throw new Error(`"${sha}" is no commit of ${gitDir}`);
  return {
    ...commit,
    author: person(commit.author),
    committer: person(commit.committer),
    message: commit.message.trimEnd(),
  };
}

function person({ name, email, time }: Person): Record<string, string> {
  return { name, email, date: dateOf(time) };
}

/** As git writes it in ISO 8601. */
export function dateOf(time: number): string {
  return new Date(time * 1000).toISOString().replace('.000Z', '+00:00');
}

/** The `commit` of a commit. */
export function commitPayload(call: RepositoryCall, sha: string): Record<string, unknown> {
  const { tree, parents, author, committer, message } = show(gitDirOf(call.repository), sha);
  const api = repositoryUrl(call.state, call.repository);
  const page = repositoryPage(call.repository);
  const place = (commit: string): Record<string, string> => ({
    sha: commit,
    url: `${api}/commits/${commit}`,
    html_url: `${page}/commit/${commit}`,
  });
  return {
    ...place(sha),
    node_id: nodeId('Commit', stableId(sha)),
    comments_url: `${api}/commits/${sha}/comments`,
    commit: {
      url: `${api}/git/commits/${sha}`,
      author,
      committer,
      message,
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    },
    // No account belongs to the addresses of a test's commits.
    author: null,
    committer: null,
    parents: parents.map(place),
  };
}

/** The `git-commit` of a commit. */
export function gitCommitPayload(call: RepositoryCall, sha: string): Record<string, unknown> {
  const { tree, parents, ...fields } = show(gitDirOf(call.repository), sha);
  const api = `${repositoryUrl(call.state, call.repository)}/git`;
  const page = repositoryPage(call.repository);
  const place = (commit: string): Record<string, string> => ({
    sha: commit,
    url: `${api}/commits/${commit}`,
    html_url: `${page}/commit/${commit}`,
  });
  return {
    ...place(sha),
    node_id: nodeId('Commit', stableId(sha)),
    ...fields,
    tree: { sha: tree, url: `${api}/trees/${tree}` },
    parents: parents.map(place),
    // Whether GitHub signs it was seen both ways (nearform/lastlight#268); the stricter is no.
    verification: {
      verified: false,
      reason: 'unsigned',
      signature: null,
      payload: null,
      verified_at: null,
    },
  };
}
