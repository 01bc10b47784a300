import { decodeFile } from '../manifest/decode.ts';
import { readBlob } from './blobs.ts';
import { type GitHubClient, type PullRequestRef, statusOf } from './client.ts';

/** The files as they were where a pull request branched off; asks only for those that are needed. */
export class BaseTexts {
  readonly #client: GitHubClient;
  readonly #ref: PullRequestRef;
  readonly #base: string;
  readonly #head: string;
  #mergeBase: Promise<string> | undefined;

  constructor(client: GitHubClient, ref: PullRequestRef, base: string, head: string) {
    this.#client = client;
    this.#ref = ref;
    this.#base = base;
    this.#head = head;
  }

  /** A file's text; undefined when it was not there or is not text. */
  async read(path: string): Promise<string | undefined> {
    this.#mergeBase ??= this.#findMergeBase();
    return readText(this.#client, this.#ref, path, await this.#mergeBase);
  }

  /** The diff of a pull request is against the merge base, not against the base branch. */
  async #findMergeBase(): Promise<string> {
    const { owner, repo } = this.#ref;
    const basehead = `${this.#base}...${this.#head}`;
    const { data } = await this.#client.request('GET /repos/{owner}/{repo}/compare/{basehead}', {
      owner,
      repo,
      basehead,
      per_page: 1,
    });
    return data.merge_base_commit.sha;
  }
}

/** A file's text at a commit; undefined when it was not there or is not text. */
export async function readText(
  client: GitHubClient,
  ref: PullRequestRef,
  path: string,
  commit: string,
): Promise<string | undefined> {
  const { owner, repo } = ref;
  try {
    const { data } = await client.request('GET /repos/{owner}/{repo}/contents/{path}', {
      owner,
      repo,
      path,
      ref: commit,
    });
    if (Array.isArray(data) || data.type !== 'file') return undefined;
    // GitHub leaves out the content of files over 1 MB, but not their blobs.
    const bytes =
      data.content === ''
        ? await readBlob(client, ref, data.sha)
        : Buffer.from(data.content, 'base64');
    const decoded = bytes && decodeFile(path, bytes);
    return decoded && 'text' in decoded ? decoded.text : undefined;
  } catch (error) {
    if (statusOf(error) === 404) return undefined;
    throw error;
  }
}
