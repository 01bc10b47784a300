import { notAccessible } from './access.ts';
import { moveBranch } from './branches.ts';
import type { Handler, RepositoryCall } from './call.ts';
import { isAncestor, isFile, writeBlob, writeChangedTree, writeCommitOf } from './commit-files.ts';
import { notFound, notImplemented, refusal, type Reply } from './errors.ts';
import { findCommit, findTree, readBlob } from './git.ts';
import { getTree } from './git-trees.ts';
import { nodeId, stableId } from './payload-account.ts';
import { gitCommitPayload } from './payload-commit.ts';
import { repositoryUrl } from './payload-repository.ts';
import { resolveRef } from './refs.ts';
import { gitDirOf } from './state.ts';

/** POST /repos/{owner}/{repo}/git/blobs */
export const createBlob: Handler = (call) => {
  const { content, encoding = 'utf-8' } = call.body as { content: string; encoding?: string };
  if (encoding !== 'utf-8' && encoding !== 'base64') {
    throw refusal(422, `${encoding} is not a supported encoding`);
  }
  const bytes = Buffer.from(content, encoding);
  const sha = writeBlob(gitDirOf(call.repository), bytes);
  const url = `${repositoryUrl(call.state, call.repository)}/git/blobs/${sha}`;
  return { status: 201, body: { sha, url } };
};

interface TreeInput {
  path?: string;
  mode?: string;
  sha?: string | null;
  content?: string;
}

/** POST /repos/{owner}/{repo}/git/trees. The words of the refusals are not verified. */
export const createTree: Handler = async (call) => {
  const gitDir = gitDirOf(call.repository);
  const { tree, base_tree: base } = call.body as { tree: TreeInput[]; base_tree?: string };
  if (base !== undefined && findTree(gitDir, base) === undefined) {
    throw refusal(422, 'base_tree is not a valid tree oid');
  }
  const changes = [];
  for (const { path = '', mode = '', sha, content } of tree) {
    if (mode === '040000' || mode === '160000') throw notImplemented(`git/trees with ${mode}`);
    // An App without the permission "workflows"; the double has no such permission.
    if (call.token.type === 'installation' && path.startsWith('.github/workflows/')) {
      throw notAccessible(call.token);
    }
    if (/^\/|(^|\/)(\.\.?|\.git)(\/|$)|^$/.test(path) || mode === '') {
      throw refusal(422, 'tree.path contains a malformed path component');
    }
    if ((sha === undefined) === (content === undefined)) {
      throw refusal(422, 'Must supply either tree.sha or tree.content, and not both');
    }
    if (sha === null) {
      if (base === undefined || !isFile(gitDir, base, path)) {
        throw refusal(422, 'GitRPC::BadObjectState');
      }
      changes.push({ path, sha });
      continue;
    }
    const blob = sha ?? writeBlob(gitDir, Buffer.from(content ?? ''));
    if (!readBlob(gitDir, blob)) throw refusal(422, 'tree.sha is not a valid blob');
    changes.push({ path, mode, sha: blob });
  }
  const made = writeChangedTree(gitDir, base, changes);
  const listed = await getTree({ ...call, params: { ...call.params, tree_sha: made } });
  return { ...listed, status: 201 };
};

/** POST /repos/{owner}/{repo}/git/commits, by whoever asks unless it says otherwise. */
export const createCommit: Handler = (call) => {
  const gitDir = gitDirOf(call.repository);
  const wanted = call.body as {
    message: string;
    tree: string;
    parents?: string[];
    author?: { name: string; email: string };
  };
  const { parents = [], message } = wanted;
  const tree = findTree(gitDir, wanted.tree);
  if (tree === undefined) throw refusal(422, 'Tree SHA does not exist');
  for (const parent of parents) {
    const found = findCommit(gitDir, parent);
    if (found !== parent) throw refusal(422, 'Parent SHA does not exist or is not a commit object');
  }
  const { login } = call.token;
  const email = `${stableId(login)}+${login}@users.noreply.github.com`;
  const author = wanted.author ?? { name: login, email };
  const sha = writeCommitOf(gitDir, { tree, parents, message, author });
  return { status: 201, body: gitCommitPayload(call, sha) };
};

/** GET /repos/{owner}/{repo}/git/ref/{ref}, of a branch. */
export const getRef: Handler = (call) => {
  const name = branchOf(call);
  const commit = resolveRef(call.state, call.repository, `refs/heads/${name}`);
  if (commit === undefined) throw notFound();
  return refReply(call, name, commit);
};

/** PATCH /repos/{owner}/{repo}/git/refs/{ref}; the words of the refusals are not verified. */
export const updateRef: Handler = async (call) => {
  const { state, repository } = call;
  const { sha, force = false } = call.body as { sha: string; force?: boolean };
  const name = branchOf(call);
  const before = resolveRef(state, repository, `refs/heads/${name}`);
  if (before === undefined) throw refusal(422, 'Reference does not exist');
  const gitDir = gitDirOf(repository);
  if (findCommit(gitDir, sha) !== sha) throw refusal(422, 'Object does not exist');
  if (!force && !isAncestor(gitDir, before, sha)) {
    throw refusal(422, 'Update is not a fast forward');
  }
  await moveBranch(state, repository, name, sha);
  return refReply(call, name, sha);
};

function branchOf(call: RepositoryCall): string {
  const ref = call.params['ref'] ?? '';
  if (!ref.startsWith('heads/')) throw notImplemented(`the ref ${ref}`);
  return ref.slice('heads/'.length);
}

function refReply(call: RepositoryCall, name: string, commit: string): Reply {
  const api = `${repositoryUrl(call.state, call.repository)}/git`;
  const body = {
    ref: `refs/heads/${name}`,
    node_id: nodeId('Ref', stableId(name)),
    url: `${api}/refs/heads/${name}`,
    object: { type: 'commit', sha: commit, url: `${api}/commits/${commit}` },
  };
  return { status: 200, body };
}
