import { type Hunk, diffTexts } from '../diff/hunks.ts';
import { unapplyPatch } from '../diff/unapply.ts';
import { decodeFile } from '../kubernetes/decode-file.ts';
import type { Skip, SourceFile } from '../kubernetes/manifest.ts';
import type { Change, ChangedFile } from '../review/change.ts';
import type { BlobStore } from './blob-store.ts';
import type { Blob, BlobName } from './blobs.ts';
import type { Listed, ListedFile, RemovedFile } from './list-files.ts';
import { bytesFromPatch, removedText } from './patch-text.ts';

/** The texts of a change. */
export type Texts = Pick<Change, 'files' | 'skips'> & Required<Pick<Change, 'removed'>>;

/**
 * The removed files whose texts are asked for; those with a patch need no request. What has moved out
 * of others counts as new.
 */
const MAX_REMOVED = 300;

/**
 * Reads the texts of files: from the patches where they say all, and the rest in batches.
 *
 * @param store has the new texts already
 */
export async function readTexts(
  store: BlobStore,
  listed: Listed,
  mergeBase: () => Promise<string>,
): Promise<Texts> {
  const files = listed.files.filter(({ isSubmodule }) => !isSubmodule);
  const heads = files.map((file) => headOf(file, store));
  const undone = files.map((file, at) => undoPatch(file, heads[at]));
  const open = files.flatMap(({ before }, at) =>
    before !== undefined && isText(heads[at]) && undone[at] === undefined ? [before] : [],
  );
  // Nothing can have moved where there is no file that it moved to; policies are missed in any case.
  const removed = heads.some(isText) ? listed.removed : listed.removed.filter(mayBePolicy);
  const known = removed.map(removedText);
  const gone = removed
    .filter((_, at) => known[at] === undefined)
    .slice(0, MAX_REMOVED)
    .map(({ before }) => before);
  const isByPath = [...open, ...gone].some((before) => 'path' in before);
  const commit = isByPath ? await mergeBase() : '';
  const nameOf = (before: NonNullable<ListedFile['before']>): BlobName =>
    'oid' in before ? before : { expression: `${commit}:${before.path}` };
  const minor = gone.map((before) => ({ ...nameOf(before), isMinor: true }));
  await store.fetch([...open.map(nameOf), ...minor]);
  const read = files.map((file, at) =>
    assemble(file, heads[at], undone[at], file.before && store.get(nameOf(file.before))),
  );
  return {
    files: read.filter((one) => one !== undefined && 'hunks' in one),
    removed: removed.flatMap((file, at) =>
      oldFile(file, known[at], store.get(nameOf(file.before))),
    ),
    skips: [...submodules(listed), ...read.filter((one) => one !== undefined && 'reason' in one)],
  };
}

/** As `podseal policy` names its files; one of another name is known where the diff shows it. */
const POLICIES = /(?:^|\/)(?:podseal|psp)-[a-z-]+\.ya?ml$/;

function mayBePolicy(file: RemovedFile): boolean {
  return POLICIES.test(file.path) || removedText(file) !== undefined;
}

function submodules({ files }: Listed): Skip[] {
  const reason = 'a submodule: its files are in another repository';
  return files.filter((file) => file.isSubmodule).map(({ path }) => ({ file: path, reason }));
}

/** A removed file as it was; what can't be read has nothing that could have moved. */
function oldFile({ path }: RemovedFile, text: string | undefined, blob: Blob): SourceFile[] {
  const bytes = text === undefined ? blob : Buffer.from(text);
  const old = bytes instanceof Uint8Array ? decodeFile(path, bytes) : undefined;
  return isText(old) ? [old] : [];
}

type Decoded = ReturnType<typeof decodeFile>;

/** Undefined for what can hold no manifest. */
function headOf(file: ListedFile, store: BlobStore): Decoded {
  const blob = bytesFromPatch(file) ?? store.get(file);
  return blob instanceof Uint8Array
    ? decodeFile(file.path, blob)
    : { file: file.path, reason: 'GitHub does not return its content: it may be too large' };
}

function isText(decoded: Decoded): decoded is Extract<Decoded, { text: string }> {
  return decoded !== undefined && 'text' in decoded;
}

/** The patch leads back from the new text to the old one. */
function undoPatch({ hunks }: ListedFile, decoded: Decoded): string | undefined {
  return hunks && isText(decoded) ? unapplyPatch(decoded.text, hunks) : undefined;
}

function assemble(
  { path, from, before, hunks }: ListedFile,
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
  const moved = from === undefined ? {} : { from };
  return { path, ...moved, base, head, hunks: lines(hunks, base ?? '', head) };
}

function lines(
  hunks: readonly Hunk[] | undefined,
  base: string,
  head: string,
): readonly Hunk[] | undefined {
  return hunks ?? diffTexts(base, head);
}
