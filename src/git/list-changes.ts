import type { Repository } from './git.ts';

/** A changed file that is a regular file on the new side, or was one before it was removed. */
export interface RawEntry {
  readonly path: string;
  /** Its path before, where it was another one. */
  readonly from?: string;
  /** The blob before; undefined for a new file. */
  readonly baseOid: string | undefined;
  /** The blob now; undefined when the file has to be read from the work tree. */
  readonly headOid: string | undefined;
  readonly isRemoved: boolean;
}

const COMPARE = ['--raw', '-z', '-r', '-M', '--no-abbrev', '--no-ext-diff', '--no-textconv'];

/** The files that differ between two commits, renames followed. */
export async function listChanges(
  repository: Repository,
  base: string,
  head: string,
): Promise<RawEntry[]> {
  return parseRaw((await repository.run(['diff-tree', ...COMPARE, base, head])).toString());
}

/** The files of the work tree that differ from a commit, with those that git does not track yet. */
export async function listWorktreeChanges(
  repository: Repository,
  base: string,
): Promise<RawEntry[]> {
  const root = (await repository.run(['rev-parse', '--show-toplevel'])).toString().trim();
  // Git would look into a submodule by its own configuration, which can name programs.
  const options = ['--no-relative', '--ignore-submodules=all', ...COMPARE];
  const changed = await repository.run(['diff', ...options, base]);
  const list = ['-C', root, 'ls-files', '--others', '--exclude-standard', '-z'];
  const untracked = (await repository.run(list)).toString().split('\0').filter(Boolean);
  return [
    // Git knows some of the files, but the disk knows them as they are.
    ...parseRaw(changed.toString()).map((entry) => ({ ...entry, headOid: undefined })),
    ...untracked.map((path) => ({
      path,
      baseOid: undefined,
      headOid: undefined,
      isRemoved: false,
    })),
  ];
}

/** Reads git's raw format: `:modes oids status NUL path NUL`, with a second path for a rename. */
function parseRaw(raw: string): RawEntry[] {
  const fields = raw.split('\0');
  const entries: RawEntry[] = [];
  for (let at = 0; at < fields.length - 1;) {
    const [baseMode = '', headMode = '', baseOid = '', headOid = '', status = ''] = (
      fields[at] ?? ''
    ).split(' ');
    const isMoved = /^[RC]/.test(status);
    const path = fields[at + (isMoved ? 2 : 1)] ?? '';
    const from = isMoved ? fields[at + 1] : undefined;
    at += isMoved ? 3 : 2;
    const isRemoved = status === 'D';
    // Links and submodules hold no manifest.
    if (!(isRemoved ? baseMode.slice(1) : headMode).startsWith('100')) continue;
    const oids = { baseOid: existing(baseOid), headOid: existing(headOid) };
    const entry = { path, ...oids, isRemoved };
    entries.push(from === undefined ? entry : { ...entry, from });
  }
  return entries;
}

/** Git writes zeros for a blob that is not there, or not in its store. */
function existing(oid: string): string | undefined {
  return /^0+$/.test(oid) ? undefined : oid;
}
