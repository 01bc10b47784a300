import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { deflateSync, inflateSync } from 'node:zlib';

/**
 * The objects of a repository, read and written without git. A process of git for each of them took most of
 * the tests' time: to start one, the system copies the page tables of a worker of some hundred megabytes.
 */
export type ObjectType = 'blob' | 'tree' | 'commit';

export interface GitObject {
  readonly sha: string;
  readonly type: ObjectType;
  readonly bytes: Buffer;
}

const FULL_NAME = /^[0-9a-f]{40}$/;

/** Adds an object to a repository, and gives its name. */
export function writeObject(directory: string, type: ObjectType, bytes: Uint8Array): string {
  const whole = Buffer.concat([Buffer.from(`${type} ${bytes.length}\0`), bytes]);
  const sha = createHash('sha1').update(whole).digest('hex');
  const path = pathOf(directory, sha);
  if (!existsSync(path)) {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, deflateSync(whole, { level: 1 }));
  }
  return sha;
}

/** The object of a full name, or of the beginning of one; undefined when there is none, or several. */
export function readObject(directory: string, name: string): GitObject | undefined {
  const sha = FULL_NAME.test(name) ? name : completeName(directory, name);
  const path = sha && pathOf(directory, sha);
  if (!sha || !path || !existsSync(path)) return undefined;
  const whole = inflateSync(readFileSync(path));
  const end = whole.indexOf(0);
  const [type = ''] = whole.toString('latin1', 0, end).split(' ');
  return { sha, type: type as ObjectType, bytes: whole.subarray(end + 1) };
}

/** Git takes four letters of a name and more. */
function completeName(directory: string, start: string): string | undefined {
  if (!/^[0-9a-f]{4,39}$/.test(start)) return undefined;
  const folder = dirname(pathOf(directory, start));
  const names = existsSync(folder) ? readdirSync(folder) : [];
  const found = names.filter((name) => name.startsWith(start.slice(2)));
  return found.length === 1 ? start.slice(0, 2) + found[0] : undefined;
}

function pathOf(directory: string, sha: string): string {
  return join(directory, '.git/objects', sha.slice(0, 2), sha.slice(2));
}
