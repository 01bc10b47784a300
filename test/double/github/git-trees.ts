import type { Handler } from './call.ts';
import { notFound } from './errors.ts';
import { findTree, listTreeRecursively, listTree } from './git.ts';
import { repositoryUrl } from './payload-repository.ts';
import { resolveRef } from './refs.ts';
import { gitDirOf } from './state.ts';

/** "The limit for the `tree` array is 100,000 entries" of a recursive listing. */
const MAX_ENTRIES = 100_000;

/** GET /repos/{owner}/{repo}/git/trees/{tree_sha}: "the SHA1 value or ref name of the tree". */
export const getTree: Handler = (call) => {
  const { repository, state } = call;
  const gitDir = gitDirOf(repository);
  const name = call.params['tree_sha'] ?? '';
  const commit = resolveRef(state, repository, name);
  const sha = findTree(gitDir, commit ?? name);
  if (sha === undefined) throw notFound();
  // "Setting this parameter to any value" makes it recursive; to false or 0 as well.
  const recursive = call.query.has('recursive');
  const all = recursive ? listTreeRecursively(gitDir, sha) : listTree(gitDir, sha, '');
  const url = `${repositoryUrl(state, repository)}/git`;
  const tree = all.slice(0, MAX_ENTRIES).map((entry) => ({
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    sha: entry.sha,
    ...(entry.type === 'blob' ? { size: entry.size } : {}),
    ...(entry.type === 'commit'
      ? {}
      : { url: `${url}/${entry.type === 'tree' ? 'trees' : 'blobs'}/${entry.sha}` }),
  }));
  const body = { sha, url: `${url}/trees/${sha}`, tree, truncated: all.length > MAX_ENTRIES };
  return { status: 200, body };
};
