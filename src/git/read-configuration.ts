import {
  BASELINE_PATH,
  CONFIGURATION_PATHS,
  onlyConfiguration,
} from '../configuration/configuration.ts';
import { type ReadFiles, readEach, readExtended } from '../configuration/read-extended.ts';
import { readNext } from '../configuration/read-next.ts';
import { diffTexts } from '../diff/hunks.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images-path.ts';
import { decodeFile } from '../kubernetes/decode-file.ts';
import type { Change, FileText, NextFiles } from '../review/change.ts';
import { readBlobs } from './blobs.ts';
import { readFilesAt } from './files-at.ts';
import type { Repository } from './git.ts';
import type { RawEntry } from './list-changes.ts';
import { readWorktree, worktreeRoot } from './worktree.ts';

/** What a repository says of itself at a commit. */
export type ProjectFiles = Pick<
  Change,
  'configuration' | 'extended' | 'baseline' | 'projectImages'
>;

/** Reads what a repository says of itself at a commit. */
export async function readProjectFiles(
  repository: Repository,
  commit: string,
  readElsewhere: ReadFiles,
): Promise<ProjectFiles> {
  const paths = [PROJECT_IMAGES_PATH, BASELINE_PATH, ...CONFIGURATION_PATHS];
  const found = await readFilesAt(repository, commit, paths);
  const [projectImages, baseline, ...configurations] = paths.map((path) => found.get(path));
  const configuration = onlyConfiguration(configurations);
  const read = readEach(commitReader(repository, commit), readElsewhere);
  const extended = await readExtended(configuration, read);
  return { projectImages, baseline, configuration, extended };
}

function commitReader(repository: Repository, commit: string): ReadFiles {
  return async (places) => {
    const paths = places.map(({ path }) => path);
    const found = await readFilesAt(repository, commit, paths);
    return paths.map((path) => found.get(path) ?? { absent: 'there is no such file' });
  };
}

/** A change as far as it tells what becomes of these files. */
interface LocalFiles {
  readonly project: ProjectFiles;
  readonly base: string;
  readonly entries: readonly RawEntry[];
}

/** Reads what a change makes of the files that say how the repository is judged. */
export async function readNextFiles(
  repository: Repository,
  { project, base, entries }: LocalFiles,
  readElsewhere: ReadFiles,
): Promise<NextFiles | undefined> {
  const removed = entries.filter(({ isRemoved }) => isRemoved).map(({ path }) => path);
  const changed = new Map(
    entries.flatMap((entry) => (entry.isRemoved ? [] : [[entry.path, entry] as const])),
  );
  const readHead = async (path: string): Promise<FileText> =>
    readEntry(repository, path, changed.get(path)?.headOid);
  return readNext(project, {
    changed: new Set(changed.keys()),
    removed: new Set(removed),
    readHeads: async (paths) => Promise.all(paths.map(readHead)),
    readHunks: async (path) => {
      const before = (await readFilesAt(repository, base, [path])).get(path);
      const after = await readHead(path);
      return diffTexts(before?.text ?? '', 'text' in after ? after.text : '');
    },
    readBase: commitReader(repository, base),
    readElsewhere,
  });
}

/** A changed file as the change leaves it; without a blob, in the work tree. */
async function readEntry(
  repository: Repository,
  path: string,
  oid: string | undefined,
): Promise<FileText> {
  const blob = oid === undefined ? undefined : (await readBlobs(repository, [oid])).get(oid);
  const file =
    oid === undefined
      ? await readWorktree(await worktreeRoot(repository), path)
      : blob && decodeFile(path, blob);
  return file && 'text' in file
    ? { text: file.text }
    : { absent: "it can't be read: save it as UTF-8" };
}
