import { matcher } from '../options/globs.ts';
import { type Hunk, addedText, diffTexts } from '../diff/hunks.ts';
import { unapplyPatch } from '../diff/unapply.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images.ts';
import { decodeFile } from '../kubernetes/decode-file.ts';
import { UserError } from '../errors/user-error.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import { BASELINE_PATH, CONFIGURATION_PATHS, onlyConfiguration } from '../policy/configuration.ts';
import type { PolicyFiles } from '../policy/settle.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import { type Blob, type BlobName, isBlob, readBlobs } from './blobs.ts';
import type { GitHubClient, RepositoryRef } from './client.ts';
import { type ListedFile, MAX_LISTED_FILES, listFiles } from './list-files.ts';
import { needs } from './permissions.ts';
import type { ReviewRef } from './run-identity.ts';
import { integer, object, optional, string } from './shape.ts';
import { readExistingReview } from './threads.ts';
import { compareTrees } from './trees.ts';

const PULL = object({
  state: string,
  changed_files: integer,
  base: object({ sha: string }),
  head: object({ sha: string }),
  // Null where the account of the author is deleted.
  user: optional(object({ type: string })),
});

const COMPARISON = object({ merge_base_commit: object({ sha: string }) });

type Texts = Pick<Change, 'files' | 'skips'>;

/** What a repository says of itself, as it is on the base: a pull request can't change it. */
type ProjectFiles = Pick<Change, 'configuration' | 'baseline' | 'projectImages'>;

/**
 * Reads a pull request through the API: the changed files that match the globs, before and after,
 * and what runs of ours left there. Nothing is checked out, nothing of it is executed.
 *
 * @returns `moved` when a commit was pushed while it read, `closed` when nobody can merge it
 */
export async function readPullRequest(
  client: GitHubClient,
  ref: ReviewRef,
  globsOf: (files: PolicyFiles) => readonly string[],
): Promise<Change | 'moved' | 'closed'> {
  const { owner, repo, number } = ref;
  const pull = await needs('pull-requests: read', async () =>
    client.ask(
      'GET /repos/{owner}/{repo}/pulls/{pull_number}',
      { owner, repo, pull_number: number },
      PULL,
    ),
  );
  if (pull.state !== 'open') return 'closed';
  const [base, head] = [pull.base.sha, pull.head.sha];
  const mergeBase = once(async () => findMergeBase(client, ref, base, head));
  const listed = await listFiles(client, ref, pull.changed_files);
  const files = listed ?? (await compareTrees(client, ref, await mergeBase(), head));
  const project = await readProjectFiles(client, ref, base);
  const texts = await readTexts(client, ref, wanted(files, globsOf(project)), mergeBase);
  const existing = await readExistingReview(client, ref);
  if (existing.head !== head) return 'moved';
  const { threads, reviews } = existing;
  const byBot = pull.user?.type === 'Bot';
  return { base, head, byBot, ...whole(texts, files), ...project, threads, reviews };
}

/** Reads what lies between two commits, as a merge queue asks for. */
export async function readRange(
  client: GitHubClient,
  ref: RepositoryRef,
  { base, head }: Pick<Change, 'base' | 'head'>,
  globsOf: (files: PolicyFiles) => readonly string[],
): Promise<Change> {
  const files = await compareTrees(client, ref, base, head);
  const project = await readProjectFiles(client, ref, base);
  const texts = await readTexts(client, ref, wanted(files, globsOf(project)), async () => base);
  const nothing = { threads: [], reviews: [] };
  return { base, head, byBot: false, ...whole(texts, files), ...project, ...nothing };
}

function wanted(files: readonly ListedFile[] | undefined, globs: readonly string[]): ListedFile[] {
  const isWanted = matcher(globs);
  // A change of how the repository is judged is looked at, whatever the files that are.
  return (files ?? []).filter(({ path }) => isWanted(path) || CONFIGURATION_PATHS.includes(path));
}

/** Where not even the trees tell what changed, that is said. */
function whole(texts: Texts, files: unknown): Texts & Pick<Change, 'isWhole'> {
  if (files !== undefined) return { ...texts, isWhole: true };
  const reason =
    `GitHub lists only ${MAX_LISTED_FILES} files of a pull request and 100,000 of a commit: ` +
    'split it, or run podseal review locally';
  return {
    ...texts,
    skips: [...texts.skips, { file: 'the changed files', reason }],
    isWhole: false,
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

/** Reads the texts of files: from the patches where they say all, and the rest in batches. */
async function readTexts(
  client: GitHubClient,
  ref: RepositoryRef,
  listed: readonly ListedFile[],
  mergeBase: () => Promise<string>,
): Promise<Texts> {
  const files = listed.filter(({ isSubmodule }) => !isSubmodule);
  const skips = listed.flatMap(({ isSubmodule, path }) =>
    isSubmodule ? { file: path, reason: 'a submodule: its files are in another repository' } : [],
  );
  if (files.length === 0) return { files: [], skips };
  const heads = await readHeads(client, ref, files);
  const decoded = files.map(({ path }, at) => decodeHead(path, heads[at]));
  const undone = files.map((file, at) => undoPatch(file, decoded[at]));
  const open = files.flatMap(({ before }, at) =>
    before !== undefined && isText(decoded[at]) && undone[at] === undefined ? [{ at, before }] : [],
  );
  const commit = open.some(({ before }) => 'path' in before) ? await mergeBase() : '';
  const names = open.map(({ before }) =>
    'oid' in before ? before : { expression: `${commit}:${before.path}` },
  );
  const bases = new Map<number, Blob>();
  for (const [index, blob] of (await readBlobs(client, ref, names)).entries()) {
    bases.set(open[index]?.at ?? -1, blob);
  }
  const read = files.map((file, at) => assemble(file, decoded[at], undone[at], bases.get(at)));
  return {
    files: read.filter((one) => one !== undefined && 'hunks' in one),
    skips: [...skips, ...read.filter((one) => one !== undefined && 'reason' in one)],
  };
}

/** Reads the new texts. */
async function readHeads(
  client: GitHubClient,
  ref: RepositoryRef,
  files: readonly ListedFile[],
): Promise<Blob[]> {
  const known = files.map(bytesFromPatch);
  const missing = files.filter((_, at) => known[at] === undefined);
  const names: BlobName[] = missing.map(({ oid }) => ({ oid }));
  const blobs = await readBlobs(client, ref, names);
  const read = new Map(missing.map((file, at) => [file, blobs[at]]));
  return files.map((file, at) => known[at] ?? read.get(file) ?? 'missing');
}

async function readProjectFiles(
  client: GitHubClient,
  ref: RepositoryRef,
  base: string,
): Promise<ProjectFiles> {
  const paths = [PROJECT_IMAGES_PATH, BASELINE_PATH, ...CONFIGURATION_PATHS];
  const names = paths.map((path) => ({ expression: `${base}:${path}` }));
  const blobs = await readBlobs(client, ref, names);
  const [projectImages, baseline, ...configurations] = paths.map((path, at) =>
    decodeOwn(path, blobs[at]),
  );
  return { projectImages, baseline, configuration: onlyConfiguration(configurations) };
}

/** A file that says how the repository is judged is never passed over. */
function decodeOwn(path: string, blob: Blob | undefined): SourceFile | undefined {
  if (blob === undefined || blob === 'missing') return undefined;
  const text = blob === 'withheld' ? undefined : decodeText(blob);
  if (text !== undefined) return { path, text };
  throw new UserError(`${path} on the base branch can't be read: save it as UTF-8, below 1 MiB.`);
}

function decodeText(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** The patch of a new file is its text, if the blob's id agrees. */
function bytesFromPatch({ before, hunks, oid }: ListedFile): Uint8Array | undefined {
  const text = before === undefined && hunks ? addedText(hunks) : undefined;
  const bytes = text === undefined ? undefined : Buffer.from(text);
  return bytes && isBlob(bytes, oid) ? bytes : undefined;
}

type Decoded = ReturnType<typeof decodeFile>;

/** Undefined for what can hold no manifest. */
function decodeHead(path: string, blob: Blob | undefined): Decoded {
  return blob instanceof Uint8Array
    ? decodeFile(path, blob)
    : { file: path, reason: 'GitHub does not give it out: it may be too large' };
}

function isText(decoded: Decoded): decoded is Extract<Decoded, { text: string }> {
  return decoded !== undefined && 'text' in decoded;
}

/** The patch leads back from the new text to the old one. */
function undoPatch({ hunks }: ListedFile, decoded: Decoded): string | undefined {
  return hunks && isText(decoded) ? unapplyPatch(decoded.text, hunks) : undefined;
}

function assemble(
  { path, before, hunks }: ListedFile,
  decoded: Decoded,
  undone: string | undefined,
  blob: Blob | undefined,
): ChangedFile | Skip | undefined {
  if (!isText(decoded)) return decoded;
  const head = decoded.text;
  if (before === undefined) return { path, base: undefined, head, hunks: lines(hunks, '', head) };
  // Without the text before, everything would look new.
  if (blob === 'withheld') return { file: path, reason: 'GitHub does not give out its old text' };
  const old = blob instanceof Uint8Array ? decodeFile(path, blob) : undefined;
  const base = undone ?? (isText(old) ? old.text : undefined);
  return { path, base, head, hunks: lines(hunks, base ?? '', head) };
}

function lines(
  hunks: readonly Hunk[] | undefined,
  base: string,
  head: string,
): readonly Hunk[] | undefined {
  return hunks ?? diffTexts(base, head);
}
