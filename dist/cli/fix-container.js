import { bi as sha256Hex, nn as fixFile } from "./check.js";
import { u as UserError } from "./command-line.js";
// src/git/refs.ts
/** The commit that a name stands for. @throws UserError when there is none */
async function resolveCommit(repository, name) {
	const found = await tryRun(repository, [
		"rev-parse",
		"--verify",
		"--quiet",
		"--end-of-options",
		`${name}^{commit}`
	]);
	if (found === void 0) throw new UserError(`${JSON.stringify(name)} names no commit of this repository.`);
	return found;
}
/**
* Where two commits parted; the first itself where they have nothing in common.
*
* @throws UserError in a shallow clone, which does not know
*/
async function mergeBase(repository, base, head) {
	const found = await tryRun(repository, [
		"merge-base",
		base,
		head
	]);
	if (found !== void 0) return found;
	if (await tryRun(repository, ["rev-parse", "--is-shallow-repository"]) === "true") throw new UserError("This clone is shallow and does not hold the commit where the change branched off: run git fetch --unshallow first.");
	return base;
}
/** The branch that pull requests go to: what the remote says, else main or master. */
async function defaultBranch(repository) {
	const remote = await tryRun(repository, [
		"symbolic-ref",
		"--quiet",
		"--short",
		"refs/remotes/origin/HEAD"
	]);
	if (remote !== void 0) return remote;
	for (const name of [
		"origin/main",
		"origin/master",
		"main",
		"master"
	]) if (await tryRun(repository, [
		"rev-parse",
		"--verify",
		"--quiet",
		name
	]) !== void 0) return name;
	throw new UserError("This repository has no branch main or master to compare with: name one with --base.");
}
/** The branch that a name of a commit is, here or at a remote; empty for one that is none. */
async function branchOf(repository, name) {
	const full = await tryRun(repository, [
		"rev-parse",
		"--symbolic-full-name",
		name
	]);
	return /^refs\/(?:heads|remotes\/[^/]+)\/(.+)$/.exec(full ?? "")?.[1] ?? "";
}
async function tryRun(repository, args) {
	try {
		return (await repository.run(args)).toString().trim();
	} catch (error) {
		if (error instanceof UserError) return void 0;
		throw error;
	}
}
// src/fix/fix-container.ts
/** The text of a file with the fixes of what is wrong with a container and its pod, unsafe ones included. */
function fixContainer(judged, wanted) {
	const { kind, namespace, name, container } = wanted;
	const isWanted = ({ subject: { resource, container: one } }) => resource.kind === kind && resource.namespace === namespace && resource.name === name && (one === void 0 || one.name === container);
	return fixFile(judged, {
		unsafe: true,
		isWanted
	}).text;
}
/** What tells a text from all others: a run of it can be about this text alone. */
function digestOf(text) {
	return `sha256:${sha256Hex(text)}`;
}
export { mergeBase as a, defaultBranch as i, fixContainer as n, resolveCommit as o, branchOf as r, digestOf as t };
