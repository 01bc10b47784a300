import { type GitHubClient, type PullRequestRef, needs, statusOf } from './client.ts';

/** A blob's bytes; undefined when GitHub does not give it out (over 100 MB). */
export async function readBlob(
  client: GitHubClient,
  { owner, repo }: PullRequestRef,
  sha: string,
): Promise<Uint8Array | undefined> {
  const request = { owner, repo, file_sha: sha };
  try {
    const { data } = await needs('contents: read', async () =>
      client.request('GET /repos/{owner}/{repo}/git/blobs/{file_sha}', request),
    );
    return Buffer.from(data.content, 'base64');
  } catch (error) {
    if (statusOf(error) === 422 || isTooLarge(error)) return undefined;
    throw error;
  }
}

/** GitHub says 403 for a blob that is too large, as it does for a missing permission. */
function isTooLarge(error: unknown): boolean {
  return error instanceof Error && /too.large/i.test(error.message);
}
