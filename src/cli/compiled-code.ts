import { lstatSync, mkdirSync } from 'node:fs';
import module from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Node 20, for which we are not made but which runs us, has no such function. */
const keep: typeof module.enableCompileCache | undefined = module.enableCompileCache;

/** With one of these in the environment, Node does what it says, or it would not pay. */
const UNWANTED = ['NODE_COMPILE_CACHE', 'NODE_DISABLE_COMPILE_CACHE', 'CI'];

/**
 * Has Node keep the code that it compiles, for the next run of this version, and says where: a check of one file
 * takes half of the time. `NODE_COMPILE_CACHE` names another folder, and `NODE_DISABLE_COMPILE_CACHE` says no.
 */
export function keepCompiledCode(): void {
  // A runner has none from the run before, and would only write.
  if (UNWANTED.some((name) => name in process.env)) return;
  const folder = ownFolder();
  if (folder !== undefined) keep?.(folder);
}

/**
 * A folder that only this user can write to. Node's own choice is a folder that whoever comes first makes,
 * in which the code that Node runs would be theirs.
 */
function ownFolder(): string | undefined {
  const user = process.getuid?.();
  const folder = join(temporaryFolder(), `podseal-${user ?? 'cache'}`);
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const { uid, mode } = lstatSync(folder);
    // On Windows, the temporary folder is the user's own.
    return user === undefined || (uid === user && (mode & 0o170077) === 0o040000)
      ? folder
      : undefined;
  } catch {
    return undefined;
  }
}

/** As `os.tmpdir` has it; to load that module takes as long as all else here. */
function temporaryFolder(): string {
  const { TMPDIR, TMP, TEMP } = process.env;
  return process.platform === 'win32' ? tmpdir() : TMPDIR || TMP || TEMP || '/tmp';
}
