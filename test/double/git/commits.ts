import { readObject, writeObject } from './objects.ts';

export interface Person {
  readonly name: string;
  readonly email: string;
  /** In seconds. */
  readonly time: number;
}

export interface Commit {
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Person;
  readonly committer: Person;
  readonly message: string;
}

/** Adds a commit to a repository, on no branch, and gives its name. */
export function writeCommit(directory: string, commit: Commit): string {
  const lines = [
    `tree ${commit.tree}`,
    ...commit.parents.map((parent) => `parent ${parent}`),
    `author ${shown(commit.author)}`,
    `committer ${shown(commit.committer)}`,
  ];
  return writeObject(directory, 'commit', Buffer.from(`${lines.join('\n')}\n\n${commit.message}`));
}

function shown({ name, email, time }: Person): string {
  return `${name} <${email}> ${time} +0000`;
}

/** The commit of a full name; undefined when there is none. */
export function readCommit(directory: string, sha: string): Commit | undefined {
  const object = readObject(directory, sha);
  if (object?.type !== 'commit') return undefined;
  const text = object.bytes.toString('utf8');
  const end = text.indexOf('\n\n');
  const fields = text.slice(0, end).split('\n');
  const all = (name: string): string[] =>
    fields.filter((line) => line.startsWith(`${name} `)).map((line) => line.slice(name.length + 1));
  return {
    tree: all('tree')[0] ?? '',
    parents: all('parent'),
    author: person(all('author')[0]),
    committer: person(all('committer')[0]),
    message: text.slice(end + 2),
  };
}

function person(line = ''): Person {
  const [, name = '', email = '', time = ''] = /^(.*) <(.*)> (\d+) /.exec(line) ?? [];
  return { name, email, time: Number(time) };
}

/** A commit and all that are before it, the newest first, as `git rev-list` has them. */
export function history(directory: string, sha: string): string[] {
  const found = new Map<string, number>([[sha, 0]]);
  const waiting = [sha];
  const ordered: string[] = [];
  for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
    ordered.push(next);
    const parents = readCommit(directory, next)?.parents ?? [];
    for (const parent of parents.filter((name) => !found.has(name))) {
      found.set(parent, readCommit(directory, parent)?.committer.time ?? 0);
      waiting.push(parent);
    }
    waiting.sort((one, other) => (found.get(other) ?? 0) - (found.get(one) ?? 0));
  }
  return ordered;
}
