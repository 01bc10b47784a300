import { matcher } from '../options/globs.ts';
import { type Hunk, addedText, diffTexts } from '../diff/hunks.ts';
import { unapplyPatch } from '../diff/unapply.ts';
import { PROJECT_IMAGES_PATH } from '../images/project-images.ts';
import { decodeFile } from '../kubernetes/decode-file.ts';
import { UserError } from '../errors/user-error.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import {
  BASELINE_PATH,
  CONFIGURATION_PATHS,
  onlyConfiguration,
} from '../configuration/configuration.ts';
import type { ConfigurationFiles } from '../configuration/settle.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import { type Blob, isBlob, readBlobs } from './blobs.ts';
import type { GitHubClient, PullRequestRef, RepositoryRef } from './client.ts';
import { type ListedFile, MAX_LISTED_FILES, listFiles } from './list-files.ts';
import { needs } from './permissions.ts';
import type { RunIdentity } from './run-identity.ts';
import { integer, object, optional, string } from './shape.ts';
import { readExistingReview } from './threads.ts';
import { isAutomation } from '../review/automation.ts';
import { compareTrees } from './trees.ts';

const PULL = object({
  state: string,
  changed_files: integer,
  base: object({ sha: string }),
  head: object({ sha: string, ref: string }),
  // Null where the account of the author is deleted.
  user: optional(object({ login: string, type: string })),
});

const COMPARISON = object({ merge_base_commit: object({ sha: string }) });

type Texts = Pick<Change, 'files' | 'skips'>;

/** Which files are looked at, and who looks, by what the repository says of itself. */
export type Look = (files: ConfigurationFiles) => {
  readonly globs: readonly string[];
  readonly identity: RunIdentity;
};

/** What a repository says of itself, as it is on the base: a pull request can't change it. */
type ProjectFiles = Pick<Change, 'configuration' | 'baseline' | 'projectImages'>;

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
  const wanted = await readWanted(client, ref, { files: files ?? [], base }, look);
  const texts = await readTexts(client, ref, wanted, mergeBase);
  const { project } = wanted;
  const { identity } = look(project);
  const existing = await readExistingReview(client, { ...ref, identity });
  if (existing.head !== head) return 'moved';
  const { threads, reviews } = existing;
  const isAutomated = isAutomation({ author: pull.user ?? undefined, branch: pull.head.ref });
  return { base, head, isAutomated, ...whole(texts, files), ...project, threads, reviews };
}

/** Reads what lies between two commits, as a merge queue asks for. */
export async function readRange(
  client: GitHubClient,
  ref: RepositoryRef,
  { base, head }: Pick<Change, 'base' | 'head'>,
  look: Look,
): Promise<Change> {
  const files = await compareTrees(client, ref, base, head);
  const wanted = await readWanted(client, ref, { files: files ?? [], base }, look);
  const texts = await readTexts(client, ref, wanted, async () => base);
  const { project } = wanted;
  const nothing = { threads: [], reviews: [] };
  return { base, head, isAutomated: false, ...whole(texts, files), ...project, ...nothing };
}

/** The files of a change that are looked at, as far as they are read, and what decides that. */
interface Wanted {
  readonly files: readonly ListedFile[];
  readonly heads: ReadonlyMap<ListedFile, Blob>;
  readonly project: ProjectFiles;
}

/**
 * Reads how the repository is judged, and the new texts of the files that are looked at: in one
 * request, unless the configuration wants files that the options alone do not.
 */
async function readWanted(
  client: GitHubClient,
  ref: RepositoryRef,
  { files, base }: { readonly files: readonly ListedFile[]; readonly base: string },
  look: Look,
): Promise<Wanted> {
  if (files.length === 0) return { files, heads: new Map(), project: {} };
  const likely = unread(select(files, likelyGlobs(look)));
  const paths = [PROJECT_IMAGES_PATH, BASELINE_PATH, ...CONFIGURATION_PATHS];
  const names = paths.map((path) => ({ expression: `${base}:${path}` }));
  const blobs = await readBlobs(client, ref, [...names, ...likely.map(({ oid }) => ({ oid }))]);
  const project = projectOf(paths, blobs);
  const heads = new Map(likely.map((file, at) => [file, blobs[paths.length + at] ?? 'missing']));
  const chosen = select(files, look(project).globs);
  const more = unread(chosen).filter((file) => !heads.has(file));
  const rest = await readBlobs(
    client,
    ref,
    more.map(({ oid }) => ({ oid })),
  );
  for (const [at, file] of more.entries()) heads.set(file, rest[at] ?? 'missing');
  return { files: chosen, heads, project };
}

/** What the options alone want; with the configuration they may fit together that do not alone. */
function likelyGlobs(look: Look): readonly string[] {
  try {
    return look({}).globs;
  } catch (error) {
    if (error instanceof UserError) return [];
    throw error;
  }
}

function select(files: readonly ListedFile[], globs: readonly string[]): ListedFile[] {
  const isWanted = globs.length > 0 ? matcher(globs) : () => false;
  // A change of how the repository is judged is looked at, whatever the files that are.
  return files.filter(({ path }) => isWanted(path) || CONFIGURATION_PATHS.includes(path));
}

/** The files whose new text does not come with the list. */
function unread(files: readonly ListedFile[]): ListedFile[] {
  return files.filter((file) => !file.isSubmodule && bytesFromPatch(file) === undefined);
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
  { files: listed, heads }: Wanted,
  mergeBase: () => Promise<string>,
): Promise<Texts> {
  const files = listed.filter(({ isSubmodule }) => !isSubmodule);
  const skips = listed.flatMap(({ isSubmodule, path }) =>
    isSubmodule ? { file: path, reason: 'a submodule: its files are in another repository' } : [],
  );
  if (files.length === 0) return { files: [], skips };
  const decoded = files.map((file) =>
    decodeHead(file.path, bytesFromPatch(file) ?? heads.get(file) ?? 'missing'),
  );
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

function projectOf(paths: readonly string[], blobs: readonly Blob[]): ProjectFiles {
  const [images, baseline, ...configurations] = paths.map((path, at) => ({
    path,
    blob: blobs[at],
  }));
  return {
    // Without its facts an image is unknown, which is safe.
    projectImages:
      images?.blob instanceof Uint8Array ? textFile(images.path, images.blob) : undefined,
    baseline: baseline && requireText(baseline),
    configuration: onlyConfiguration(configurations.map(requireText)),
  };
}

/** A file that says how the repository is judged is never passed over. */
function requireText({
  path,
  blob,
}: {
  readonly path: string;
  readonly blob: Blob | undefined;
}): SourceFile | undefined {
  if (blob === undefined || blob === 'missing') return undefined;
  const file = blob === 'withheld' ? undefined : textFile(path, blob);
  if (file) return file;
  throw new UserError(`${path} on the base branch can't be read: save it as UTF-8, below 1 MiB.`);
}

function textFile(path: string, bytes: Uint8Array): SourceFile | undefined {
  try {
    return { path, text: new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes) };
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
    : { file: path, reason: 'GitHub does not return its content: it may be too large' };
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
  if (blob === 'withheld')
    return { file: path, reason: 'GitHub does not return its content before the change' };
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
