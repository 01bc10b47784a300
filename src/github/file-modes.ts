import type { GitHubClient } from './client.ts';
import { integer, list, object, optional, record, string } from './shape.ts';

/** An object that is no folder has no entries. */
const FOLDER = object({ entries: optional(list(object({ name: string, mode: integer }))) });

const ANSWER = object({ repository: record(optional(FOLDER)) });

/**
 * Reads the modes of files in a commit, as numbers that git writes in octal: 0o100644 is a plain
 * file, 0o100755 an executable one, 0o120000 a symbolic link. Files that are not there have none.
 */
export async function readModes(
  client: GitHubClient,
  { owner, repo, sha }: { readonly owner: string; readonly repo: string; readonly sha: string },
  paths: readonly string[],
): Promise<Map<string, number>> {
  const folders = [...new Set(paths.map(folderOf))];
  // Names of folders are a stranger's: they go in as variables.
  const variables = folders.map((_, index) => `, $f${index}: String!`).join('');
  const fields = folders.map(
    (_, index) =>
      `f${index}: object(expression: $f${index}) { ... on Tree { entries { name mode } } }`,
  );
  const query = `query ($owner: String!, $repo: String!${variables}) {
    repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
  }`;
  const values = folders.map((folder, index) => [`f${index}`, `${sha}:${folder}`]);
  const { repository } = await client.graphql(
    query,
    { owner, repo, ...Object.fromEntries(values) },
    ANSWER,
  );
  const modes = folders.flatMap((folder, index) =>
    (repository.get(`f${index}`)?.entries ?? []).map(({ name, mode }): [string, number] => [
      folder === '' ? name : `${folder}/${name}`,
      mode,
    ]),
  );
  return new Map(modes);
}

function folderOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}
