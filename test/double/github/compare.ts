import type { Handler, RepositoryCall } from './call.ts';
import { diffOf } from './diff.ts';
import { notFound, notImplemented } from './errors.ts';
import { commitsBetween, git, mergeBase } from './git.ts';
import { paginate } from './pagination.ts';
import { nodeId, stableId } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import { filePayload } from './pulls.ts';
import { resolveRef } from './refs.ts';
import { gitDirOf } from './state.ts';

/**
 * "a maximum of 300 changed files", on the first page alone, and 250 commits when no page was
 * asked for: https://docs.github.com/rest/commits/commits#compare-two-commits
 */
const MAX_FILES = 300;
const COMMITS_PER_PAGE = 250;

/** GET /repos/{owner}/{repo}/compare/{basehead} */
export const compare: Handler = async (call) => {
  if (/\.(diff|patch)\b/.test(call.accept)) {
    throw notImplemented(`GET compare/{basehead} with Accept: ${call.accept}`);
  }
  const { state, repository } = call;
  const gitDir = gitDirOf(repository);
  const [baseName = '', headName = '', ...rest] = (call.params['basehead'] ?? '').split('...');
  const base = await resolve(call, baseName);
  const head = await resolve(call, headName);
  const ancestor = base && head && (await mergeBase(gitDir, base, head));
  if (!base || !head || !ancestor || rest.length > 0) throw notFound();
  const ahead = await commitsBetween(gitDir, base, head);
  const behind = await commitsBetween(gitDir, head, base);
  const page = paginate(call, ahead.toReversed(), COMMITS_PER_PAGE);
  const files = page.number === 1 ? await diffOf(state, gitDir, ancestor, head) : [];
  const describe = (sha: string): Promise<unknown> => commitPayload(call, gitDir, sha);
  const body = {
    ...comparisonUrls(call, base, head),
    base_commit: await describe(base),
    merge_base_commit: await describe(ancestor),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: await Promise.all(page.items.map(describe)),
    files: files.slice(0, MAX_FILES).map((file) => filePayload(state, repository, file, head)),
  };
  return { status: 200, body, headers: page.headers };
};

/** A branch of another repository in the network is `owner:branch`; there is one git repository. */
function resolve(call: RepositoryCall, name: string): Promise<string | undefined> {
  return resolveRef(call.state, call.repository, name.replace(/^[^:]*:/, ''));
}

function statusOf(ahead: number, behind: number): string {
  if (ahead > 0 && behind > 0) return 'diverged';
  if (ahead > 0) return 'ahead';
  return behind > 0 ? 'behind' : 'identical';
}

function comparisonUrls(call: RepositoryCall, base: string, head: string): Record<string, unknown> {
  const range = `compare/${base}...${head}`;
  const page = `${repositoryPage(call.repository)}/${range}`;
  return {
    url: `${repositoryUrl(call.state, call.repository)}/${range}`,
    html_url: page,
    permalink_url: page,
    diff_url: `${page}.diff`,
    patch_url: `${page}.patch`,
  };
}

const FORMAT = ['%T', '%P', '%an', '%ae', '%aI', '%cn', '%ce', '%cI', '%B'].join('%x00');

async function commitPayload(
  call: RepositoryCall,
  gitDir: string,
  sha: string,
): Promise<Record<string, unknown>> {
  const shown = await git(gitDir, ['log', '-1', `--format=${FORMAT}`, '--end-of-options', sha]);
  const fields = shown.toString('utf8').split('\0');
  const [tree = '', parents = '', name, email, date, committer, mail, committed, message] = fields;
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
      author: { name, email, date },
      committer: { name: committer, email: mail, date: committed },
      message: message?.trimEnd() ?? '',
      comment_count: 0,
      tree: { sha: tree, url: `${api}/git/trees/${tree}` },
    },
    // No account belongs to the addresses of a test's commits.
    author: null,
    committer: null,
    parents: parents.split(' ').filter(Boolean).map(place),
  };
}
