import { type GitHubClient, needs } from './client.ts';

/** The tree of a commit, read folder by folder as it is asked for. */
export class FileModes {
  readonly #client: GitHubClient;
  readonly #place: { readonly owner: string; readonly repo: string };
  readonly #commit: string;
  readonly #folders = new Map<string, Promise<Map<string, Entry>>>();

  constructor(client: GitHubClient, owner: string, repo: string, commit: string) {
    this.#client = client;
    this.#place = { owner, repo };
    this.#commit = commit;
  }

  /** A file's mode as git writes it, `100644` for a plain one; undefined when it is not there. */
  async read(path: string): Promise<string | undefined> {
    return (await this.#find(path))?.mode;
  }

  async #find(path: string): Promise<Entry | undefined> {
    const at = path.lastIndexOf('/');
    const folder = await this.#list(at < 0 ? '' : path.slice(0, at));
    return folder.get(path.slice(at + 1));
  }

  async #list(folder: string): Promise<Map<string, Entry>> {
    const known = this.#folders.get(folder) ?? this.#fetch(folder);
    this.#folders.set(folder, known);
    return known;
  }

  async #fetch(folder: string): Promise<Map<string, Entry>> {
    const entry = folder === '' ? undefined : await this.#find(folder);
    if (folder !== '' && entry?.type !== 'tree') return new Map();
    const tree = { ...this.#place, tree_sha: entry?.sha ?? this.#commit };
    const { data } = await needs('contents: read', async () =>
      this.#client.request('GET /repos/{owner}/{repo}/git/trees/{tree_sha}', tree),
    );
    return new Map(data.tree.map((one) => [one.path, one]));
  }
}

interface Entry {
  readonly mode: string;
  readonly type: string;
  readonly sha: string;
}
