import type { Handler, RepositoryCall } from './call.ts';
import { diffOf } from './diff.ts';
import { notFound, notImplemented } from './errors.ts';
import { commitsBetween, mergeBase } from './git.ts';
import { paginate } from './pagination.ts';
import { commitPayload } from './payload-commit.ts';
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
  const base = resolve(call, baseName);
  const head = resolve(call, headName);
  const ancestor = base && head && mergeBase(gitDir, base, head);
  if (!base || !head || !ancestor || rest.length > 0) throw notFound();
  const ahead = commitsBetween(gitDir, base, head);
  const behind = commitsBetween(gitDir, head, base);
  const page = paginate(call, ahead.toReversed(), COMMITS_PER_PAGE);
  const files = page.number === 1 ? await diffOf(gitDir, ancestor, head) : [];
  const describe = (sha: string): unknown => commitPayload(call, sha);
  const body = {
    ...comparisonUrls(call, base, head),
    base_commit: await describe(base),
    merge_base_commit: await describe(ancestor),
    status: statusOf(ahead.length, behind.length),
    ahead_by: ahead.length,
    behind_by: behind.length,
    total_commits: ahead.length,
    commits: page.items.map(describe),
    files: files.slice(0, MAX_FILES).map((file) => filePayload(state, repository, file, head)),
  };
  return { status: 200, body, headers: page.headers };
};

/** A branch of another repository in the network is `owner:branch`; there is one git repository. */
function resolve(call: RepositoryCall, name: string): string | undefined {
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
