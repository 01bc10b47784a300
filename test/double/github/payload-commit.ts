import type { RepositoryCall } from './call.ts';
import { git } from './git.ts';
import { nodeId, stableId } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import { gitDirOf } from './state.ts';

const FORMAT = ['%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

interface Shown {
  tree: string;
  parents: string[];
  author: Record<string, string>;
  committer: Record<string, string>;
  message: string;
}

async function show(gitDir: string, sha: string): Promise<Shown> {
  const shown = await git(gitDir, ['log', '-1', `--format=${FORMAT}`, '--end-of-options', sha]);
  const fields = shown.toString('utf8').split('\0');
  const [tree = '', parents = '', name = '', email = '', date = '', ...rest] = fields;
  const [committer = '', mail = '', committed = '', message = ''] = rest;
  return {
    tree,
    parents: parents.split(' ').filter(Boolean),
    author: { name, email, date },
    committer: { name: committer, email: mail, date: committed },
    message: message.trimEnd(),
  };
}

/** The `commit` of a commit. */
export async function commitPayload(
  call: RepositoryCall,
  sha: string,
): Promise<Record<string, unknown>> {
  const { tree, parents, author, committer, message } = await show(gitDirOf(call.repository), sha);
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
export async function gitCommitPayload(
  call: RepositoryCall,
  sha: string,
): Promise<Record<string, unknown>> {
  const { tree, parents, ...fields } = await show(gitDirOf(call.repository), sha);
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
