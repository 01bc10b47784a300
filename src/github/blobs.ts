import { createHash } from 'node:crypto';
import { type GitHubClient, type RepositoryRef, needs, statusOf } from './client.ts';
import { isBroken } from './limits.ts';

/** Which blob: by its id, or by `commit:path`. */
export type BlobName = { readonly oid: string } | { readonly expression: string };

/** A blob's bytes; `missing` where there is none, `withheld` where GitHub does not give it out. */
export type Blob = Uint8Array | 'missing' | 'withheld';

/**
 * Blobs in one request of GraphQL. GitHub cuts each at about half a megabyte; where all together are
 * too much for it, the request fails, and halves are asked for.
 */
const BATCH = 100;

interface BlobNode {
  readonly oid?: string;
  readonly text?: string | null;
}

interface Answer {
  readonly repository: Readonly<Record<string, BlobNode | null>>;
}

/** Reads blobs, many in one request; those that GraphQL can't show as they are one by one. */
export async function readBlobs(
  client: GitHubClient,
  ref: RepositoryRef,
  names: readonly BlobName[],
): Promise<Blob[]> {
  const blobs: Blob[] = [];
  for (let at = 0; at < names.length; at += BATCH) {
    // GitHub asks for requests one after the other.
    // oxlint-disable-next-line no-await-in-loop
    blobs.push(...(await readBatch(client, ref, names.slice(at, at + BATCH))));
  }
  return blobs;
}

async function readBatch(
  client: GitHubClient,
  ref: RepositoryRef,
  names: readonly BlobName[],
): Promise<Blob[]> {
  try {
    const nodes = await queryBlobs(client, ref, names);
    const blobs: Blob[] = [];
    for (const [index, node] of nodes.entries()) {
      const name = names[index];
      // oxlint-disable-next-line no-await-in-loop
      if (name) blobs.push(exactBytes(node) ?? (await readAlone(client, ref, name, node)));
    }
    return blobs;
  } catch (error) {
    if (names.length === 1 || !isBroken(error)) throw error;
    const middle = Math.ceil(names.length / 2);
    const first = await readBatch(client, ref, names.slice(0, middle));
    return [...first, ...(await readBatch(client, ref, names.slice(middle)))];
  }
}

async function queryBlobs(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  names: readonly BlobName[],
): Promise<(BlobNode | null)[]> {
  const declared = names.map((name, at) => `$b${at}: ${'oid' in name ? 'GitObjectID' : 'String'}!`);
  const fields = names.map(
    (name, at) =>
      `b${at}: object(${'oid' in name ? 'oid' : 'expression'}: $b${at}) { ... on Blob { oid text } }`,
  );
  const query = `query ($owner: String!, $repo: String!, ${declared.join(', ')}) {
    repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
  }`;
  const values = names.map((name, at) => [`b${at}`, 'oid' in name ? name.oid : name.expression]);
  const answer = await needs('contents: read', async () =>
    client.graphql<Answer>(query, { owner, repo, ...Object.fromEntries(values) }),
  );
  return names.map((_, at) => answer.repository[`b${at}`] ?? null);
}

/** A blob's bytes from its text, where it is whole and nothing was lost on the way. */
function exactBytes(node: BlobNode | null): Uint8Array | undefined {
  if (node?.oid === undefined || typeof node.text !== 'string') return undefined;
  const bytes = Buffer.from(node.text);
  return isBlob(bytes, node.oid) ? bytes : undefined;
}

/** Whether bytes are those of a blob: its id is their hash, with git's header in front. */
export function isBlob(bytes: Uint8Array, oid: string): boolean {
  const hash = createHash(oid.length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === oid;
}

/** One blob through REST, which has the bytes: it may be binary, or too large for GraphQL. */
async function readAlone(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  name: BlobName,
  node: BlobNode | null,
): Promise<Blob> {
  const oid = node?.oid ?? ('oid' in name ? name.oid : undefined);
  if (oid === undefined) return 'missing';
  try {
    const { data } = await needs('contents: read', async () =>
      client.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', {
        owner,
        repo,
        file_sha: oid,
      }),
    );
    return Buffer.from(data.content, 'base64');
  } catch (error) {
    // GitHub says 403 for a blob that is too large, as it does for a missing permission.
    const isTooLarge = error instanceof Error && /too.large/i.test(error.message);
    if (statusOf(error) === 422 || isTooLarge) return 'withheld';
    throw error;
  }
}
