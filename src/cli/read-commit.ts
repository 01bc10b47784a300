import { readFileSync } from 'node:fs';

/**
 * The commit that a copy of Podseal is of: what a release writes into its package, or where a clone is.
 *
 * @param root the folder that `package.json` is in
 * @returns undefined where nothing tells
 */
export function readCommit(root: URL): string | undefined {
  const [, released] = /"gitHead": *"([^"]*)"/.exec(read(root, 'package.json')) ?? [];
  const head = read(root, '.git/HEAD').trim();
  const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
  return [released, ref === undefined ? head : commitOf(root, ref)].find(isCommit);
}

/** A branch has a file, or a line among those that are packed. */
function commitOf(root: URL, ref: string): string | undefined {
  const loose = read(root, `.git/${ref}`).trim();
  if (loose !== '') return loose;
  const lines = read(root, '.git/packed-refs').split('\n');
  return lines.find((line) => line.endsWith(` ${ref}`))?.split(' ')[0];
}

function isCommit(text: string | undefined): boolean {
  return text !== undefined && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}

function read(root: URL, path: string): string {
  try {
    return readFileSync(new URL(path, root), 'utf8');
  } catch {
    return '';
  }
}
