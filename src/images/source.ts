/**
 * Where a source can be read: an address for `repository@commit:path` or `repository#number`. What a
 * team has seen itself, with its date, has none, and neither has a file of its own repository.
 */
export function sourceUrl(source: string): string {
  if (source.startsWith('https://') || /, \d{4}-\d{2}-\d{2}$/.test(source)) return source;
  const [, repository, number] = /^([^@:#]+)#(\d+)$/.exec(source) ?? [];
  if (number !== undefined) return `https://github.com/${repository}/issues/${number}`;
  const [, owner, commit = 'HEAD', path] = /^([^@:#]+)(?:@(\w+))?:(.+)$/.exec(source) ?? [];
  // A file of the repository itself is named as it is.
  if (owner === undefined) return source;
  return `https://github.com/${owner}/blob/${commit}/${path}`;
}
