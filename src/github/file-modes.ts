import { inBatches } from './batches.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { integer, list, named, object, optional, string } from './shape.ts';

/** An object that is no folder has no entries. */
const FOLDER = object({ entries: optional(list(object({ name: string, mode: integer }))) });

type Place = RepositoryRef & { readonly sha: string };

/** Folders in one request, each with all of its entries. */
const BATCH = 50;

/**
 * Reads the modes of files in a commit, as numbers that git writes in octal: 0o100644 is a plain
 * file, 0o100755 an executable one, 0o120000 a symbolic link. Files that are not there have none.
 */
export async function readModes(
  client: GitHubClient,
  place: Place,
  paths: readonly string[],
): Promise<Map<string, number>> {
  const folders = [...new Set(paths.map(folderOf))];
  const modes = await inBatches(folders, BATCH, async (batch) => readFolders(client, place, batch));
  return new Map(modes.flat());
}

/** The modes of what is in each of these folders. */
async function readFolders(
  client: GitHubClient,
  { owner, repo, sha }: Place,
  folders: readonly string[],
): Promise<[string, number][][]> {
  // Names of folders are a stranger's: they go in as variables.
  const variables = folders.map((_, index) => `, $f${index}: String!`).join('');
  const names = folders.map((_, index) => `f${index}`);
  const fields = names.map(
    (name) => `${name}: object(expression: $${name}) { ... on Tree { entries { name mode } } }`,
  );
  const query = `query ($owner: String!, $repo: String!${variables}) {
    repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
  }`;
  const values = folders.map((folder, index) => [names[index], `${sha}:${folder}`]);
  const { repository } = await client.graphql(
    query,
    { owner, repo, ...Object.fromEntries(values) },
    object({ repository: named(names, FOLDER) }),
  );
  return folders.map((folder, index) =>
    (repository[index]?.entries ?? []).map(({ name, mode }) => [
      folder === '' ? name : `${folder}/${name}`,
      mode,
    ]),
  );
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
