import type { Repository } from './git.ts';

/**
 * Reads blobs from the object store, in one process.
 *
 * @returns their bytes by object id; an object that is missing, as in a partial clone, is left out
 */
export async function readBlobs(
  repository: Repository,
  oids: readonly string[],
): Promise<Map<string, Uint8Array>> {
  const blobs = new Map<string, Uint8Array>();
  if (oids.length === 0) return blobs;
  const output = await repository.run(
    ['cat-file', '--batch'],
    oids.map((oid) => `${oid}\n`).join(''),
  );
  for (let at = 0; at < output.length;) {
    const lineEnd = output.indexOf('\n', at);
    const [oid = '', type, size] = output.toString('utf8', at, lineEnd).split(' ');
    at = lineEnd + 1;
    // "<oid> missing" has no content after it.
    if (type === 'missing' || size === undefined) continue;
    blobs.set(oid, output.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
  return blobs;
}
