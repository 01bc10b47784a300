import { createHash } from 'node:crypto';
import * as v from 'valibot';
import { inBatches } from './batches.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { statusOf } from './github-errors.ts';
import { needs } from './permissions.ts';
import { type Read, type Shape, named, object, optional, string, where } from './shape.ts';

/** Which blob: by its id, or by `commit:path`. */
export type BlobName = ({ readonly oid: string } | { readonly expression: string }) & {
  /** Whether it is worth no request of its own, where it does not come whole with the others. */
  readonly isMinor?: boolean;
};

/** A blob's bytes; `missing` where there is none, `withheld` where GitHub does not give it out. */
export type Blob = Uint8Array | 'missing' | 'withheld';

/** Blobs in one request of GraphQL, which cuts each at about half a megabyte. */
const BATCH = 100;

/** An object that is no blob has neither. */
const NODE = object({ oid: optional(string), text: optional(string) });

type BlobNode = Read<typeof NODE> | undefined;

/** Reads blobs, many in one request; those that GraphQL can't show as they are one by one. */
export async function readBlobs(
  client: GitHubClient,
  ref: RepositoryRef,
  names: readonly BlobName[],
): Promise<Blob[]> {
  return inBatches(names, BATCH, async (batch) => {
    const nodes = await queryBlobs(client, ref, batch);
    const blobs: Blob[] = [];
    for (const [index, name] of batch.entries()) {
      const node = nodes[index];
      // oxlint-disable-next-line no-await-in-loop
      blobs.push(exactBytes(node) ?? (await readAlone(client, ref, name, node)));
    }
    return blobs;
  });
}

async function queryBlobs(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  names: readonly BlobName[],
): Promise<BlobNode[]> {
  const declared = names.map((name, at) => `$b${at}: ${'oid' in name ? 'GitObjectID' : 'String'}!`);
  const fields = names.map(
    (name, at) =>
      `b${at}: object(${'oid' in name ? 'oid' : 'expression'}: $b${at}) { ... on Blob { oid text } }`,
  );
  const query = `query ($owner: String!, $repo: String!, ${declared.join(', ')}) {
    repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
  }`;
  const values = names.map((name, at) => [`b${at}`, 'oid' in name ? name.oid : name.expression]);
  const shape = object({
    repository: named(
      names.map((_, at) => `b${at}`),
      NODE,
    ),
  });
  const answer = await needs('contents: read', async () =>
    client.graphql(query, { owner, repo, ...Object.fromEntries(values) }, shape),
  );
  return answer.repository;
}

/** A blob's bytes from its text, where it is whole and nothing was lost on the way. */
function exactBytes(node: BlobNode): Uint8Array | undefined {
  if (node?.oid === undefined || node.text === undefined) return undefined;
  const bytes = Buffer.from(node.text);
  return isBlob(bytes, node.oid) ? bytes : undefined;
}

/** Whether bytes are those of a blob: its id is their hash, with git's header in front. */
export function isBlob(bytes: Uint8Array, oid: string): boolean {
  const hash = createHash(oid.length === 40 ? 'sha1' : 'sha256');
  return hash.update(`blob ${bytes.length}\0`).update(bytes).digest('hex') === oid;
}

/** The bytes of a blob, whole: its id is their hash. */
function bytesOf(oid: string): Shape<Uint8Array> {
  const bytes = v.pipe(
    object({ content: string }),
    v.transform(({ content }): Uint8Array => Buffer.from(content, 'base64')),
  );
  return where(bytes, (found) => isBlob(found, oid));
}

/** One blob through REST, which has the bytes: it may be binary, or too large for GraphQL. */
async function readAlone(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  name: BlobName,
  node: BlobNode,
): Promise<Blob> {
  const oid = node?.oid ?? ('oid' in name ? name.oid : undefined);
  if (oid === undefined) return 'missing';
  if (name.isMinor === true) return 'withheld';
  const route = 'GET /repos/{owner}/{repo}/git/blobs/{file_sha}';
  try {
    return await needs('contents: read', async () =>
      client.ask(route, { owner, repo, file_sha: oid }, bytesOf(oid)),
    );
  } catch (error) {
    // GitHub says 403 for a blob that is too large, as it does for a missing permission.
    const isTooLarge = error instanceof Error && /too.large/i.test(error.message);
    if (statusOf(error) === 422 || isTooLarge) return 'withheld';
    throw error;
  }
}
