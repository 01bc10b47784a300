import { isDockerfile } from '../builds/paths.ts';
import { BASELINE_PATH } from '../configuration/configuration.ts';
import type { Hunk } from '../diff/hunks.ts';
import type { Change } from '../review/change.ts';
import { matcher } from '../options/globs.ts';
import { NO_SOURCES, type ReadSources, readSources } from '../reach/read-sources.ts';
import { type ChartArchives, allowed } from '../reach/chart-archives.ts';
import { deployingFiles } from '../reach/layer-files.ts';
import { isAutomation } from '../review/automation.ts';
import { BlobStore } from './blob-store.ts';
import type { GitHubClient, PullRequestRef, RepositoryRef } from './client.ts';
import { type Listed, MAX_LISTED_FILES, gonePaths, listFiles, touchedPaths } from './list-files.ts';
import { needs } from './permissions.ts';
import { askPullRequest } from './pull-request.ts';
import type { Elsewhere, Trust } from './read-configuration.ts';
import { type Texts, readTexts } from './read-texts.ts';
import { object, string } from './shape.ts';
import { readExistingReview } from './threads.ts';
import { compareTrees } from './trees.ts';
import { type Look, type View, type Wanted, readWanted } from './wanted-files.ts';
import { GitHubTree } from './source-tree.ts';

const COMPARISON = object({ merge_base_commit: object({ sha: string }) });

/** What else a pull request is read with. */
interface ReadWith {
  readonly elsewhere?: Elsewhere | undefined;
  /** Opens the charts of others that releases install; without it, none of them are read. */
  readonly archives?: ChartArchives | undefined;
}

/**
 * Reads a pull request through the API: the changed files that match the globs, before and after,
 * and what earlier runs posted there. Nothing is checked out, nothing of it is executed.
 *
 * @returns `moved` when a commit was pushed while it read, `closed` when nobody can merge it
 */
export async function readPullRequest(
  client: GitHubClient,
  ref: PullRequestRef,
  look: Look,
  { elsewhere, archives }: ReadWith = {},
): Promise<Change | 'moved' | 'closed'> {
  const { owner, repo } = ref;
  const pull = await askPullRequest(client, ref);
  if (pull.state !== 'open') return 'closed';
  const [base, head] = [pull.base.sha, pull.head.sha];
  const mergeBase = once(async () => findMergeBase(client, ref, base, head));
  const listed =
    (await listFiles(client, ref, pull.changed_files)) ??
    (await compareTrees(client, ref, await mergeBase(), head));
  const from = pull.head.repo?.full_name.toLowerCase();
  const isTrusted = from === `${owner}/${repo}`.toLowerCase();
  const by = { elsewhere, archives, isTrusted };
  const place = { listed, base, head, mergeBase, branch: pull.base.ref, ...by };
  const { read, view } = await readListed(client, ref, place, look);
  const existing = await readExistingReview(client, { ...ref, identity: view.identity });
  if (existing.head !== head) return 'moved';
  const { threads, reviews } = existing;
  const isAutomated = isAutomation({ author: pull.user, branch: pull.head.ref }, view.automation);
  return { base, head, isAutomated, ...read, threads, reviews };
}

/** Reads what lies between two commits, as a merge queue asks for. */
export async function readRange(
  client: GitHubClient,
  ref: RepositoryRef,
  { base, head }: Pick<Change, 'base' | 'head'>,
  look: Look,
  by: ReadWith = {},
): Promise<Change> {
  const listed = await compareTrees(client, ref, base, head);
  const mergeBase = async (): Promise<string> => base;
  // What is queued was approved.
  const place = { listed, base, head, mergeBase, branch: undefined, ...by, isTrusted: true };
  const { read } = await readListed(client, ref, place, look);
  return { base, head, isAutomated: false, ...read, threads: [], reviews: [] };
}

/** The files of a change, where they could be listed, and its commits. */
interface Place extends Pick<Change, 'base' | 'head'>, Trust {
  readonly listed: Listed | undefined;
  readonly mergeBase: () => Promise<string>;
  /** The base branch, where it is known. */
  readonly branch: string | undefined;
  readonly archives?: ChartArchives | undefined;
}

/** All of a change but who it is by, and what is said of it. */
type Read = Omit<Change, 'base' | 'head' | 'isAutomated' | 'threads' | 'reviews'>;

/** Reads the files of a change, and what decides how they are looked at. */
async function readListed(
  client: GitHubClient,
  ref: RepositoryRef,
  { listed, mergeBase, branch, base, head, archives, ...trust }: Place,
  look: Look,
): Promise<{ readonly read: Read; readonly view: View }> {
  const store = new BlobStore(client, ref);
  const source = { store, client, base, head, ...trust };
  const wanted = await readWanted(source, listed ?? NOTHING, look);
  const texts = await readTexts(store, wanted, mergeBase);
  const { project, beside, view } = wanted;
  const tree = new GitHubTree({ client, ref, store, head, base: mergeBase });
  const around = await sourcesOf(tree, { listed: listed ?? NOTHING, texts, archives }, wanted);
  const at = 'configuration' in project && {
    configuredAt: { commit: base, branch },
  };
  const editsBaseline = listed?.files.some(({ path }) => path === BASELINE_PATH) === true;
  const own = { ...project, ...at, editsBaseline };
  const read = whole({ ...texts, skips: [...texts.skips, ...around.skips] }, listed !== undefined);
  const paths = listed ? [...touchedPaths(listed)] : [];
  const { charts, roots, sets, unaffected, hasMoreRoots = false } = around;
  const all = [...beside, ...around.beside];
  const sources = { charts, roots, sets, unaffected, hasMoreRoots, beside: all };
  const touched = { touched: paths, dockerfiles: dockerfileHunks(listed ?? NOTHING) };
  return { read: { ...read, ...own, ...touched, ...sources }, view };
}

/** The diffs of the Dockerfiles of a change, where GitHub gives them. */
function dockerfileHunks({ files }: Listed): Map<string, readonly Hunk[]> {
  return new Map(
    files.flatMap(({ path, hunks }): [string, readonly Hunk[]][] =>
      isDockerfile(path) && hunks ? [[path, hunks]] : [],
    ),
  );
}

const NOTHING: Listed = { files: [], removed: [] };

/** What was read of a change. */
interface Found extends Pick<Place, 'archives'> {
  readonly listed: Listed;
  readonly texts: Texts;
}

/** The charts and kustomizations that changed files are part of; none where nobody renders them, or nothing is analyzed. */
async function sourcesOf(
  tree: GitHubTree,
  { listed, texts, archives }: Found,
  { view, project, beside }: Wanted,
): Promise<ReadSources> {
  if (!view.charts || project.repairs) return NO_SOURCES;
  const isWanted = matcher(view.globs);
  return readSources(tree, {
    changed: [...touchedPaths(listed)],
    removed: new Set(gonePaths(listed)),
    configured: view.charts,
    deployed: view.kustomizations ?? [],
    deploying: deployingFiles(texts),
    isWanted,
    texts: { ...texts, beside },
    archives: archives && allowed(archives, view.pullsCharts),
  });
}

/** Where not even the trees tell what changed, that is said. */
function whole(texts: Texts, isWhole: boolean): Texts & Pick<Change, 'isWhole'> {
  if (isWhole) return { ...texts, isWhole };
  const reason =
    `GitHub lists only ${MAX_LISTED_FILES} files of a pull request and 100,000 of a commit: ` +
    'split it, or run podseal review locally';
  return {
    ...texts,
    skips: [...texts.skips, { file: 'the changed files', reason }],
    isWhole,
  };
}

/** The diff of a pull request is against the merge base, not against the base branch. */
async function findMergeBase(
  client: GitHubClient,
  { owner, repo }: RepositoryRef,
  base: string,
  head: string,
): Promise<string> {
  const basehead = `${base}...${head}`;
  const comparison = await needs('contents: read', async () =>
    client.ask(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      { owner, repo, basehead, per_page: 1 },
      COMPARISON,
    ),
  );
  return comparison.merge_base_commit.sha;
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return async () => (made ??= make());
}
