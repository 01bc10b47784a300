import type { BuildReader } from '../review/reviewed-builds.ts';
import { BlobStore } from './blob-store.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { listPaths } from './trees.ts';

/** What says how an image is built is far shorter; a longer file counts as one that can't be read. */
const MAX_BYTES = 256 * 1024;

/**
 * Reads the files of a repository that say how its images are built: one request for its tree, and one
 * for each step, unless it takes more than a hundred files.
 */
export function buildReader(
  client: GitHubClient,
  ref: RepositoryRef,
  { base, head }: { readonly base: string; readonly head: string },
): BuildReader {
  const store = new BlobStore(client, ref);
  const readAt = async (commit: string, paths: readonly string[]): Promise<Map<string, string>> => {
    const nameOf = (path: string): { readonly expression: string; readonly isMinor: true } => ({
      expression: `${commit}:${path}`,
      isMinor: true,
    });
    await store.fetch(paths.map(nameOf));
    return new Map(
      paths.flatMap((path): [string, string][] => {
        const blob = store.get(nameOf(path));
        if (!(blob instanceof Uint8Array) || blob.length > MAX_BYTES) return [];
        return [[path, new TextDecoder().decode(blob)]];
      }),
    );
  };
  return {
    list: async () => listPaths(client, ref, head),
    read: async (paths) => readAt(head, paths),
    readBefore: async (paths) => readAt(base, paths),
  };
}
