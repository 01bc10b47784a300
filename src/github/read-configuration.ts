import type { FilePlace } from '../configuration/extends.ts';
import { readEach, readExtended } from '../configuration/read-extended.ts';
import { readNext } from '../configuration/read-next.ts';
import { UserError } from '../errors/user-error.ts';
import type { ConfigurationFiles, ExtendedFile, FileText, NextFiles } from '../review/change.ts';
import type { BlobStore } from './blob-store.ts';
import { type Blob, readBlobs } from './blobs.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { type Listed, gonePaths } from './list-files.ts';
import { isForbidden } from './permissions.ts';
import { docPage } from '../text/doc-page.ts';

/** Gives a client that may read another repository; the same client where nobody may more. */
export type Elsewhere = (repository: RepositoryRef) => Promise<GitHubClient>;

/** What of other repositories is read for a change. */
export interface Trust {
  readonly elsewhere?: Elsewhere | undefined;
  /** Whether who made the change may have other repositories read: who may write to this one may. */
  readonly isTrusted: boolean;
}

/** Where the files are that say how a repository is judged. */
export interface ConfigurationSource extends Trust {
  readonly store: BlobStore;
  readonly client: GitHubClient;
  readonly base: string;
}

/** Reads what the configuration on the base extends. */
export async function readExtendedOnGitHub(
  source: ConfigurationSource,
  { configuration }: ConfigurationFiles,
): Promise<readonly ExtendedFile[]> {
  const read = readEach(
    async (places) => readOnBase(source, places),
    async (places) => readElsewhere(source, places),
  );
  return readExtended(configuration, read);
}

/** Reads what a change makes of the files that say how the repository is judged. */
export async function readNextOnGitHub(
  source: ConfigurationSource,
  project: ConfigurationFiles,
  listed: Listed,
): Promise<NextFiles | undefined> {
  const { files } = listed;
  const { store } = source;
  const changed = new Map(
    files.flatMap((file) => (file.isSubmodule ? [] : [[file.path, file] as const])),
  );
  const nameOf = (path: string) => ({ oid: changed.get(path)?.oid ?? '' });
  return readNext(project, {
    changed: new Set(changed.keys()),
    removed: new Set(gonePaths(listed)),
    readHunks: async (path) => Promise.resolve(changed.get(path)?.hunks),
    readHeads: async (paths) => {
      await store.fetch(paths.map(nameOf));
      return paths.map((path) =>
        textOf(store.get(nameOf(path)), "GitHub doesn't have it any more"),
      );
    },
    readBase: async (places) => readOnBase(source, places),
    readElsewhere: source.isTrusted ? async (places) => readElsewhere(source, places) : undefined,
  });
}

async function readOnBase(
  { store, base }: ConfigurationSource,
  places: readonly FilePlace[],
): Promise<FileText[]> {
  const names = places.map(({ path }) => ({ expression: `${base}:${path}` }));
  await store.fetch(names);
  return names.map((name) => textOf(store.get(name), 'there is no such file'));
}

async function readElsewhere(
  source: ConfigurationSource,
  places: readonly FilePlace[],
): Promise<FileText[]> {
  const texts: FileText[] = [];
  // GitHub asks for requests one after the other.
  // oxlint-disable-next-line no-await-in-loop
  for (const place of places) texts.push(await readOne(source, place));
  return texts;
}

/** A file of another repository, as it is on its default branch. */
async function readOne(
  { client, elsewhere }: ConfigurationSource,
  { repository = '', path }: FilePlace,
): Promise<FileText> {
  const [owner = '', repo = ''] = repository.split('/');
  const ref = { owner, repo };
  try {
    const reader = (await elsewhere?.(ref)) ?? client;
    const [blob = 'missing'] = await readBlobs(reader, ref, [{ expression: `HEAD:${path}` }]);
    return textOf(blob, 'there is no such file on its default branch');
  } catch (error) {
    if (!(error instanceof UserError && isForbidden(error.cause))) throw error;
    return { absent: `the token can't read ${repository}: check the name, and ${REMEDY}` };
  }
}

const REMEDY = `see "Private repositories" in ${docPage('configuration')}`;

function textOf(blob: Blob, missing: string): FileText {
  if (blob === 'missing') return { absent: missing };
  if (blob === 'withheld') return UNREADABLE;
  try {
    return { text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(blob) };
  } catch {
    return UNREADABLE;
  }
}

const UNREADABLE: FileText = { absent: "it can't be read: save it as UTF-8, below 1 MiB" };
