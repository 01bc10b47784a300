import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';

const MAX_BUFFER = 2 ** 30;
const NO_SOURCE = /\.(?:go|java|cs|rs|zip|jar)$/;

/** Calls a function with the files that a clone has at HEAD, in a folder that is gone afterwards. */
export async function withCheckout<T>(
  clone: string,
  use: (folder: string) => Promise<T>,
): Promise<T> {
  const folder = mkdtempSync(join(tmpdir(), 'podseal-bench-'));
  try {
    checkOut(clone, folder);
    return await use(folder);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** The name of a clone, which may be a folder `repo` in one with its name. */
export function nameOf(clone: string): string {
  return basename(clone) === 'repo' ? basename(dirname(clone)) : basename(clone);
}

/** Writes what may belong to a chart or kustomization. Some clones have not all of it; links are not followed. */
function checkOut(clone: string, folder: string): void {
  const env = { ...process.env, GIT_NO_LAZY_FETCH: '1' };
  const git = (args: readonly string[], input = ''): Buffer =>
    execFileSync('git', ['-C', clone, ...args], { input, env, maxBuffer: MAX_BUFFER });
  const entries = git(['ls-tree', '-r', '-z', 'HEAD'])
    .toString()
    .split('\0')
    .flatMap((entry) => {
      const [, sha, path] = /^100\d{3} blob (\w+)\t(.+)$/s.exec(entry) ?? [];
      return sha === undefined || path === undefined || NO_SOURCE.test(path) ? [] : [{ sha, path }];
    });
  const contents = git(['cat-file', '--batch'], entries.map(({ sha }) => `${sha}\n`).join(''));
  let at = 0;
  for (const { path } of entries) {
    const end = contents.indexOf(10, at);
    const [, type, size] = contents.subarray(at, end).toString().split(' ');
    at = end + 1;
    if (type !== 'blob') continue;
    mkdirSync(join(folder, dirname(path)), { recursive: true });
    writeFileSync(join(folder, path), contents.subarray(at, at + Number(size)));
    at += Number(size) + 1;
  }
}
