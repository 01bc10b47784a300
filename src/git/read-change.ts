import { matcher } from '../options/globs.ts';
import { BASELINE_PATH } from '../configuration/configuration.ts';
import type { Configuration } from '../configuration/configuration.ts';
import { UserError } from '../errors/user-error.ts';
import { diffTexts } from '../diff/hunks.ts';
import type { ReadFiles } from '../configuration/read-extended.ts';
import type { Settled } from '../configuration/settle.ts';
import { decodeFile } from '../kubernetes/decode-file.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import {
  NO_SOURCES,
  type ReadSources,
  type SourceSearch,
  readSources,
} from '../reach/read-sources.ts';
import { deployingFiles } from '../reach/layer-files.ts';
import type { SourceTree } from '../reach/source-tree.ts';
import { type ChartArchives, allowed } from '../reach/chart-archives.ts';
import { isAutomation } from '../review/automation.ts';
import type { Change, ChangedFile, ConfigurationFiles } from '../review/change.ts';
import { readBlobs } from './blobs.ts';
import { readBeside } from './files-at.ts';
import { type Repository, openRepository } from './git.ts';
import { type RawEntry, listChanges, listWorktreeChanges } from './list-changes.ts';
import { readNextFiles, readProjectFiles } from './read-configuration.ts';
import { type LocalSides, LocalTree } from './source-tree.ts';
import { branchOf, defaultBranch, mergeBase, resolveCommit } from './refs.ts';
import { readWorktree, worktreeRoot } from './worktree.ts';

/** Which change of a local repository to read. */
export interface LocalChange {
  readonly folder: string;
  /** The default branch when undefined. */
  readonly base: string | undefined;
  /** HEAD when undefined. */
  readonly head: string | undefined;
  /** Compare with the files as they are, untracked ones included, instead of with `head`. */
  readonly worktree: boolean;
  /** Reads what the configuration extends in other repositories. */
  readonly readElsewhere: ReadFiles;
  /** How the change is looked at, which the repository's own configuration may say. */
  readonly settle: (files: ConfigurationFiles) => Pick<Settled, 'files' | 'automation'> & {
    readonly values?: Pick<Settled['values'], 'pull-charts'>;
    readonly configuration?: Pick<Configuration, 'charts'> &
      Partial<Pick<Configuration, 'kustomizations'>>;
  };
  /** Whether the charts and kustomizations are read, too, that it reaches. */
  readonly charts?: boolean;
  /** Opens the charts of others that releases install; without it, none of them are read. */
  readonly archives?: ChartArchives | undefined;
}

/** What stands for the head of a change that is not committed. */
export const WORKTREE = 'worktree';

/**
 * Reads a change from a local repository as GitHub would show it: against the merge base.
 *
 * @throws UserError for a folder without repository, or an unknown commit
 */
export async function readLocalChange(local: LocalChange): Promise<Change> {
  requireOneHead(local);
  const repository = await openRepository(local.folder);
  const { head: named = 'HEAD' } = local;
  const head = await resolveCommit(repository, named);
  const branch = await branchOf(repository, named);
  const against = local.base ?? (await defaultBranch(repository));
  const tip = await resolveCommit(repository, against);
  const base = await mergeBase(repository, tip, head);
  const entries = await (local.worktree
    ? listWorktreeChanges(repository, base)
    : listChanges(repository, base, head));
  // As on GitHub: what counts is what the branch has now that the change goes to.
  const project = await readProjectFiles(repository, tip, local.readElsewhere);
  const { files: globs, automation, configuration, values } = local.settle(project);
  const isWanted = matcher(globs);
  const wanted = entries.filter(({ path }) => isWanted(path));
  const commits = { base: tip, head: local.worktree ? undefined : head };
  const read = await readWanted(repository, wanted, commits);
  const tree = new LocalTree(repository, { ...commits, base });
  const archives = local.archives && allowed(local.archives, values?.['pull-charts']);
  const search = { ...configuredBy(configuration), entries, isWanted, texts: read, archives };
  const around = local.charts ? await readSourcesOf(tree, search) : NO_SOURCES;
  return {
    base,
    head: commits.head ?? WORKTREE,
    isAutomated: isAutomation({ author: undefined, branch }, automation),
    ...{ isWhole: true, threads: [], reviews: [] },
    ...project,
    touched: entries.map(({ path }) => path),
    editsBaseline: entries.some(({ path }) => path === BASELINE_PATH),
    configuredAt: { commit: tip, branch: (await branchOf(repository, against)) || undefined },
    next: await readNextFiles(repository, { project, base: tip, entries }, local.readElsewhere),
    ...read,
    beside: [...(read.beside ?? []), ...around.beside],
    ...{ charts: around.charts, roots: around.roots, sets: around.sets },
    unaffected: around.unaffected,
    hasMoreRoots: around.hasMoreRoots === true,
    skips: [...read.skips, ...around.skips],
  };
}

function requireOneHead({ worktree, head }: LocalChange): void {
  if (!worktree || head === undefined) return;
  throw new UserError('Give either --head or --worktree: the files as they are have no commit.');
}

type Configured = ReturnType<LocalChange['settle']>['configuration'];

/** What the configuration says of charts and kustomizations. */
function configuredBy(configuration: Configured): Pick<SourceSearch, 'configured' | 'deployed'> {
  const { charts: configured = [], kustomizations: deployed = [] } = configuration ?? {};
  return { configured, deployed };
}

/** The texts of the files that are looked at, and what is beside them. */
async function readWanted(
  repository: Repository,
  wanted: readonly RawEntry[],
  commits: LocalSides,
): Promise<Pick<Change, 'files' | 'skips' | 'beside' | 'removed'>> {
  const there = wanted.filter(({ isRemoved }) => !isRemoved);
  const paths = there.map(({ path }) => path);
  return {
    ...(await readTexts(repository, there)),
    beside: await readBeside(repository, paths, commits),
    removed: await readRemoved(repository, wanted),
  };
}

async function readSourcesOf(
  tree: SourceTree,
  { entries, ...search }: SearchIn,
): Promise<ReadSources> {
  const gone = entries.flatMap(({ path, from, isRemoved }) => (isRemoved ? path : (from ?? [])));
  const changed = [...entries.map(({ path }) => path), ...gone];
  const deploying = deployingFiles(search.texts);
  return readSources(tree, { ...search, deploying, changed, removed: new Set(gone) });
}

interface SearchIn extends Pick<
  SourceSearch,
  'configured' | 'deployed' | 'isWanted' | 'texts' | 'archives'
> {
  readonly entries: readonly RawEntry[];
}

async function readTexts(
  repository: Repository,
  entries: readonly RawEntry[],
): Promise<{ files: ChangedFile[]; skips: Skip[] }> {
  const oids = entries.flatMap(({ baseOid, headOid }) => [baseOid, headOid]);
  const blobs = await readBlobs(repository, [...new Set(oids.filter((oid) => oid !== undefined))]);
  const root = entries.some(({ headOid }) => headOid === undefined)
    ? await worktreeRoot(repository)
    : '';
  const files: ChangedFile[] = [];
  const skips: Skip[] = [];
  for (const { path, from, baseOid, headOid } of entries) {
    const head =
      headOid === undefined
        ? // oxlint-disable-next-line no-await-in-loop
          await readWorktree(root, path)
        : readBlob(path, blobs.get(headOid));
    const base = baseOid === undefined ? undefined : readBlob(path, blobs.get(baseOid));
    if (!head) continue;
    if ('reason' in head) skips.push(head);
    // Without the text before, everything would look new.
    else if (base && 'reason' in base && baseOid && !blobs.has(baseOid)) skips.push(base);
    else {
      const before = base && 'text' in base ? base.text : undefined;
      const renamed = from === undefined ? {} : { from };
      const hunks = diffTexts(before ?? '', head.text);
      const file = { path, ...renamed, base: before, head: head.text, hunks };
      files.push(file);
    }
  }
  return { files, skips };
}

/** The texts of removed files; what can't be read has nothing that could have moved. */
async function readRemoved(
  repository: Repository,
  entries: readonly RawEntry[],
): Promise<SourceFile[]> {
  const removed = entries.filter(({ isRemoved }) => isRemoved);
  const blobs = await readBlobs(
    repository,
    removed.flatMap(({ baseOid }) => baseOid ?? []),
  );
  return removed.flatMap(({ path, baseOid = '' }) => {
    const bytes = blobs.get(baseOid);
    const file = bytes && decodeFile(path, bytes);
    return file && 'text' in file ? [file] : [];
  });
}

function readBlob(path: string, bytes: Uint8Array | undefined): SourceFile | Skip | undefined {
  return bytes
    ? decodeFile(path, bytes)
    : { file: path, reason: 'its content is not in this clone: fetch it' };
}
