import { history, readCommit } from '../../git/commits.ts';
import { listTree, objectOf, readBlob, type TreeEntry } from '../git.ts';
import { nodeId, stableId } from '../payload-account.ts';
import { dateOf } from '../payload-commit.ts';
import { repositoryPage } from '../payload-repository.ts';
import { resolveRef } from '../refs.ts';
import { gitDirOf, type Repository, type State } from '../state.ts';
import { connection, type PageArguments } from './connection.ts';
import type { Fields } from './context.ts';

/**
 * GitHub cuts the text of larger blobs and documents no limit; orbiting/backends#116 met it at
 * 500 KB. The smallest number that this can mean is taken.
 */
const MAX_TEXT_BYTES = 500_000;

/** Git looks for a zero byte as far as this. */
const BINARY_PROBE = 8000;

/** The object that an expression or an oid names; null when there is none. */
export async function gitObject(
  state: State,
  repository: Repository,
  wanted: { expression?: string | null; oid?: string | null },
): Promise<Fields | null> {
  const gitDir = gitDirOf(repository);
  const named = wanted.oid ?? resolveExpression(state, repository, wanted.expression ?? '');
  const found = named === undefined ? undefined : objectOf(gitDir, named);
  if (!found) return null;
  const common = commonFields(repository, found.type, found.sha);
  if (found.type === 'blob') return { ...common, ...blobFields(gitDir, found.sha) };
  if (found.type === 'tree') {
    const entries = async (): Promise<unknown> => treeEntries(state, repository, found.sha);
    return { ...common, entries };
  }
  if (found.type !== 'commit') return null;
  const commitHistory = async (page: PageArguments): Promise<unknown> => {
    return connection(history(gitDir, found.sha), page, (sha) =>
      gitObject(state, repository, { oid: sha }),
    );
  };
  return { ...common, ...commitFields(gitDir, found.sha), history: commitHistory };
}

/** `HEAD:path`, `branch:path`, `sha:path`, or a revision alone. */
function resolveExpression(
  state: State,
  repository: Repository,
  expression: string,
): string | undefined {
  const colon = expression.indexOf(':');
  const revision = colon < 0 ? expression : expression.slice(0, colon);
  const commit = resolveRef(state, repository, revision);
  return commit && (colon < 0 ? commit : `${commit}:${expression.slice(colon + 1)}`);
}

function commonFields(repository: Repository, type: string, sha: string): Fields {
  const name = type.charAt(0).toUpperCase() + type.slice(1);
  const page = `${repositoryPage(repository)}/commit/${sha}`;
  return {
    __typename: name,
    id: nodeId(name, stableId(sha)),
    oid: sha,
    abbreviatedOid: sha.slice(0, 7),
    commitUrl: page,
    commitResourcePath: new URL(page).pathname,
  };
}

function blobFields(gitDir: string, sha: string): Fields {
  const bytes = readBlob(gitDir, sha) ?? Buffer.alloc(0);
  const isBinary = bytes.subarray(0, BINARY_PROBE).includes(0);
  const isTruncated = bytes.length > MAX_TEXT_BYTES;
  // "UTF8 text data or null if the Blob is binary"
  const text = isBinary ? null : bytes.subarray(0, MAX_TEXT_BYTES).toString('utf8');
  return { byteSize: bytes.length, isBinary, isTruncated, text };
}

function treeEntries(state: State, repository: Repository, sha: string): Fields[] {
  const entries = listTree(gitDirOf(repository), sha, '');
  return entries.map((entry) => entryFields(state, repository, entry));
}

function entryFields(state: State, repository: Repository, entry: TreeEntry): Fields {
  return {
    name: entry.path,
    // A number written in octal: 33188 is 100644.
    mode: Number.parseInt(entry.mode, 8),
    type: entry.type,
    oid: entry.sha,
    size: entry.size,
    object: () => gitObject(state, repository, { oid: entry.sha }),
  };
}

function commitFields(gitDir: string, sha: string): Fields {
  const commit = readCommit(gitDir, sha);
  if (!commit) throw new Error(`"${sha}" is no commit of ${gitDir}`);
  const committedDate = dateOf(commit.committer.time);
  const message = commit.message.trimEnd().split('\n');
  return {
    committedDate,
    message: message.join('\n'),
    messageHeadline: message[0] ?? '',
    messageBody: message.slice(2).join('\n'),
  };
}
