import type { TreeFile } from '../reach/source-tree.ts';
import { inBatches } from './batches.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { needs } from './permissions.ts';
import { type Shape, integer, list, named, object, optional, string } from './shape.ts';

/** A folder of a commit; empty for its root. */
interface FolderOf {
  readonly commit: string;
  readonly folder: string;
}

/** A folder that is still to be listed, for one of those that were asked for. */
interface Open {
  readonly of: number;
  readonly path: string;
  readonly name: { readonly expression: string } | { readonly oid: string };
}

/** An entry of a folder; GitHub shows those of inner folders up to a depth. */
interface Entry {
  readonly name: string;
  readonly mode: number;
  readonly oid: string;
  readonly size: number;
  /** What it is; of a folder, its entries. */
  readonly object?: Tree | undefined;
}

/** What is no folder has no entries. */
interface Tree {
  readonly entries?: readonly Entry[] | undefined;
}

/** Folders within folders in one request: `charts/db/templates/tests` is four deep. */
const DEPTH = 4;
/** Folders in one request, each with those in it. */
const BATCH = 50;
/** Deeper ones are no chart's. */
const MAX_ROUNDS = 4;
/** No chart has so many files. */
const MAX_FILES = 5000;

/** How git writes modes, as numbers: a symbolic link, and a folder. */
const LINK = 0o120000;
const FOLDER = 0o040000;
const SUBMODULE = 0o160000;

/**
 * Lists all files below folders, those of all folders in a request or two.
 *
 * @returns undefined for a folder with too many files; none for one that is not there
 */
export async function listFolders(
  client: GitHubClient,
  ref: RepositoryRef,
  folders: readonly FolderOf[],
): Promise<(readonly TreeFile[] | undefined)[]> {
  const files: TreeFile[][] = folders.map(() => []);
  let open = folders.map(({ commit, folder }, of): Open => {
    return { of, path: folder, name: { expression: `${commit}:${folder}` } };
  });
  const isFull = ({ of }: Open): boolean => (files[of]?.length ?? 0) > MAX_FILES;
  for (let round = 0; round < MAX_ROUNDS && open.length > 0; round++) {
    // oxlint-disable-next-line no-await-in-loop
    const entries = await inBatches(open, BATCH, async (batch) => ask(client, ref, batch));
    open = open.flatMap((one, index) => {
      const { found, deeper } = walk(one, entries[index] ?? []);
      for (const file of found) files[one.of]?.push(file);
      return deeper;
    });
    open = open.filter((one) => !isFull(one));
  }
  const cut = new Set(open.map(({ of }) => of));
  return files.map((all, of) => (cut.has(of) || all.length > MAX_FILES ? undefined : all));
}

/** The files among entries, and the folders whose entries are not there. */
function walk(
  { of, path }: Open,
  entries: readonly Entry[],
): { found: TreeFile[]; deeper: Open[] } {
  const found: TreeFile[] = [];
  const deeper: Open[] = [];
  for (const { name, mode, oid, size, object: inner } of entries) {
    const at = path === '' ? name : `${path}/${name}`;
    if (mode === SUBMODULE) continue;
    if (mode !== FOLDER) found.push({ path: at, id: oid, bytes: size, isLink: mode === LINK });
    else if (inner?.entries) {
      const below = walk({ of, path: at, name: { oid } }, inner.entries);
      for (const file of below.found) found.push(file);
      for (const folder of below.deeper) deeper.push(folder);
    } else deeper.push({ of, path: at, name: { oid } });
  }
  return { found, deeper };
}

const OWN = { name: string, mode: integer, oid: string, size: integer };

function entriesShape(depth: number): Shape<Tree> {
  const entry: Shape<Entry> =
    depth > 1 ? object({ ...OWN, object: optional(entriesShape(depth - 1)) }) : object(OWN);
  return object({ entries: optional(list(entry)) });
}

function entriesQuery(depth: number): string {
  const inner = depth > 1 ? ` object { ... on Tree { ${entriesQuery(depth - 1)} } }` : '';
  return `entries { name mode oid size${inner} }`;
}

async function ask(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  batch: readonly Open[],
): Promise<(readonly Entry[])[]> {
  const names = batch.map((_, index) => `f${index}`);
  const declared = batch.map(
    ({ name }, index) => `$f${index}: ${'oid' in name ? 'GitObjectID' : 'String'}!`,
  );
  const fields = batch.map(
    ({ name }, index) =>
      `f${index}: object(${'oid' in name ? 'oid' : 'expression'}: $f${index}) { ... on Tree { ${entriesQuery(DEPTH)} } }`,
  );
  const query = `query ($owner: String!, $repo: String!, ${declared.join(', ')}) {
    repository(owner: $owner, name: $repo) { ${fields.join('\n')} }
  }`;
  const values = batch.map(({ name }, index) => [
    `f${index}`,
    'oid' in name ? name.oid : name.expression,
  ]);
  const { repository } = await needs('contents: read', async () =>
    client.graphql(
      query,
      { owner, repo, ...Object.fromEntries(values) },
      object({ repository: named(names, entriesShape(DEPTH)) }),
    ),
  );
  return repository.map((tree) => tree?.entries ?? []);
}
