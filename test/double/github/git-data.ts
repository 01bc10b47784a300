import { posix } from 'node:path';
import type { Handler, RepositoryCall } from './call.ts';
import { notFound, notImplemented, refusal, type Reply } from './errors.ts';
import { listTree, readBlob, type TreeEntry } from './git.ts';
import { nodeId, stableId } from './payload-account.ts';
import { repositoryPage, repositoryUrl } from './payload-repository.ts';
import { resolveRef } from './refs.ts';
import { gitDirOf } from './state.ts';

/** https://docs.github.com/rest/repos/contents#get-repository-content */
const MAX_INLINE_BYTES = 1024 * 1024;
const MAX_DIRECTORY_ENTRIES = 1000;

const RAW = /^application\/vnd\.github\.(?:v3\.)?raw(?:\+json)?$/;

function wantsRaw(call: RepositoryCall): boolean {
  return call.accept.split(',').some((type) => RAW.test(type.split(';')[0]?.trim() ?? ''));
}

function rawReply(bytes: Buffer): Reply {
  return { status: 200, raw: { bytes, type: 'application/vnd.github.raw; charset=utf-8' } };
}

/** Base64 in lines of 60 characters, each with a newline, the last too. */
function base64Lines(bytes: Buffer): string {
  return bytes.toString('base64').replace(/.{1,60}/g, '$&\n');
}

/** GET /repos/{owner}/{repo}/git/blobs/{file_sha} */
export const getBlob: Handler = (call) => {
  const sha = call.params['file_sha'] ?? '';
  if (!/^[0-9a-f]{40}$/.test(sha)) {
    const rule = 'must be exactly 40 characters and contain only [0-9a-f].';
    throw refusal(422, `The sha parameter ${rule}`);
  }
  const bytes = readBlob(gitDirOf(call.repository), sha);
  if (!bytes) throw notFound();
  if (wantsRaw(call)) return rawReply(bytes);
  const body = {
    sha,
    node_id: nodeId('Blob', stableId(sha)),
    size: bytes.length,
    url: `${repositoryUrl(call.state, call.repository)}/git/blobs/${sha}`,
    content: base64Lines(bytes),
    encoding: 'base64',
  };
  return { status: 200, body };
};

/** GET /repos/{owner}/{repo}/contents/{path} */
export const getContents: Handler = (call) => {
  if (call.accept.includes('application/vnd.github.object')) {
    throw notImplemented(`GET contents/{path} with Accept: ${call.accept}`);
  }
  const path = call.params['path'] ?? '';
  const ref = call.query.get('ref') || call.repository.defaultBranch;
  const commit = resolveRef(call.state, call.repository, ref);
  if (commit === undefined) {
    throw refusal(404, `No commit found for the ref ${ref}`, {
      documentation_url: 'https://docs.github.com/v3/repos/contents/',
    });
  }
  const found = { call, ref, commit, gitDir: gitDirOf(call.repository) };
  if (path === '') return listDirectory(found, '');
  const [entry] = listTree(found.gitDir, commit, path);
  if (!entry) throw notFound();
  if (entry.type === 'tree') return listDirectory(found, `${path}/`);
  return entry.mode === '120000' ? followSymlink(found, entry) : describeFile(found, entry);
};

interface Found {
  call: RepositoryCall;
  ref: string;
  commit: string;
  gitDir: string;
}

function listDirectory(found: Found, prefix: string): Reply {
  const entries = listTree(found.gitDir, found.commit, prefix);
  if (wantsRaw(found.call)) throw refusal(406, 'The directory has no raw content');
  const listed = entries.slice(0, MAX_DIRECTORY_ENTRIES);
  return { status: 200, body: listed.map((entry) => entryPayload(found, entry)) };
}

function describeFile(found: Found, entry: TreeEntry): Reply {
  if (entry.type === 'commit') {
    const body = { ...entryPayload(found, entry), type: 'submodule', submodule_git_url: null };
    return { status: 200, body };
  }
  const bytes = readBlob(found.gitDir, entry.sha);
  if (!bytes) throw notFound();
  if (wantsRaw(found.call)) return rawReply(bytes);
  const inline = bytes.length <= MAX_INLINE_BYTES;
  const content = inline ? base64Lines(bytes) : '';
  const encoding = inline ? 'base64' : 'none';
  return { status: 200, body: { ...entryPayload(found, entry), content, encoding } };
}

/** "If the target is a normal file in the repository, the API responds with its content." */
function followSymlink(found: Found, link: TreeEntry): Reply {
  const bytes = readBlob(found.gitDir, link.sha);
  const target = bytes?.toString('utf8') ?? '';
  const path = posix.normalize(posix.join(posix.dirname(link.path), target));
  const outside = target.startsWith('/') || path.startsWith('..') || path === '.';
  const [entry] = outside ? [] : listTree(found.gitDir, found.commit, path);
  if (entry?.type === 'blob' && entry.mode !== '120000') {
    return describeFile(found, { ...entry, path: link.path });
  }
  return { status: 200, body: { ...entryPayload(found, link), target } };
}

function entryPayload(found: Found, entry: TreeEntry): Record<string, unknown> {
  const { call, ref } = found;
  const { repository, state } = call;
  const encoded = entry.path.split('/').map(encodeURIComponent).join('/');
  const api = repositoryUrl(state, repository);
  const page = repositoryPage(repository);
  const directory = entry.type === 'tree';
  const url = `${api}/contents/${encoded}?ref=${encodeURIComponent(ref)}`;
  const git = `${api}/git/${directory ? 'trees' : 'blobs'}/${entry.sha}`;
  const html = `${page}/${directory ? 'tree' : 'blob'}/${ref}/${encoded}`;
  return {
    name: posix.basename(entry.path),
    path: entry.path,
    sha: entry.sha,
    size: entry.size,
    url,
    html_url: html,
    git_url: git,
    download_url: directory ? null : `${page}/raw/${ref}/${encoded}`,
    type: typeOf(entry),
    _links: { self: url, git, html },
  };
}

function typeOf(entry: TreeEntry): string {
  if (entry.type === 'tree') return 'dir';
  return entry.mode === '120000' ? 'symlink' : 'file';
}
