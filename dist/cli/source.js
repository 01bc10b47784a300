// src/images/source.ts
/**
* Where a source can be read: an address for `repository@commit:path` or `repository#number`. What a
* team has seen itself, with its date, has none, and neither has a file of its own repository.
*/
function sourceUrl(source) {
	if (source.startsWith("https://") || /, \d{4}-\d{2}-\d{2}$/.test(source)) return source;
	const [, repository, number] = /^([^@:#]+)#(\d+)$/.exec(source) ?? [];
	if (number !== void 0) return `https://github.com/${repository}/issues/${number}`;
	const [, owner, commit = "HEAD", path] = /^([^@:#]+)(?:@(\w+))?:(.+)$/.exec(source) ?? [];
	if (owner === void 0) return source;
	return `https://github.com/${owner}/blob/${commit}/${path}`;
}
export { sourceUrl as t };
