import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const BRANCH = 'refs/heads/main';

/** What `git init` makes, without the samples of hooks. */
export function initialize(directory: string): void {
  const config = { repositoryformatversion: 0, filemode: true, bare: false, autocrlf: false };
  const lines = Object.entries(config).map(([key, value]) => `\t${key} = ${value}\n`);
  mkdirSync(join(directory, '.git/objects'), { recursive: true });
  mkdirSync(join(directory, '.git/refs/heads'), { recursive: true });
  writeFileSync(join(directory, '.git/config'), `[core]\n${lines.join('')}`);
  writeFileSync(join(directory, '.git/HEAD'), `ref: ${BRANCH}\n`);
}

/** The commit of HEAD, or of a ref by its whole name. */
export function readRef(directory: string, name: string): string | undefined {
  if (name !== 'HEAD' && !/^refs\/[^\0]+$/.test(name)) return undefined;
  const path = join(directory, '.git', name);
  const isThere = statSync(path, { throwIfNoEntry: false })?.isFile() ?? false;
  const text = isThere ? readFileSync(path, 'utf8').trim() : '';
  const target = /^ref: (.*)$/.exec(text)?.[1];
  if (target !== undefined) return readRef(directory, target);
  return text === '' ? undefined : text;
}

/** Moves the branch that is checked out, or lets HEAD be a commit of no branch. */
export function moveHead(directory: string, commit: string, detach: boolean): void {
  const head = join(directory, '.git/HEAD');
  const branch = /^ref: (.*)$/m.exec(readFileSync(head, 'utf8'))?.[1];
  const path = detach || branch === undefined ? head : join(directory, '.git', branch);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `${commit}\n`);
}
