import { t as openRepository } from "./git.js";
import { n as worktreeRoot } from "./worktree.js";
const tmpdir = (...of) => process.getBuiltinModule("node:os").tmpdir(...of);
const { join, relative, resolve, sep } = process.getBuiltinModule("node:path");
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), mkdtemp = (...of) => process.getBuiltinModule("node:fs/promises").mkdtemp(...of), realpath = (...of) => process.getBuiltinModule("node:fs/promises").realpath(...of), rm = (...of) => process.getBuiltinModule("node:fs/promises").rm(...of);
// src/git/staged-files.ts
/** Links and submodules are no files that could be judged. */
const FILE = /^:\d{6} 100(?:644|755) /;
/**
* Writes the content of the index to a temporary folder: what the next commit has, whatever the work
* tree has.
*
* @param folder a folder of the work tree
*/
async function writeStaged(folder) {
	const repository = await openRepository(folder, { index: process.env["GIT_INDEX_FILE"] });
	const root = await worktreeRoot(repository);
	const copy = await realpath(await mkdtemp(join(tmpdir(), "podseal-staged-")));
	const remove = async () => rm(copy, {
		recursive: true,
		force: true
	});
	try {
		const whole = await openRepository(root, { index: process.env["GIT_INDEX_FILE"] });
		await whole.run([
			"checkout-index",
			"--all",
			"--force",
			`--prefix=${copy}/`
		]);
		await mkdir(join(copy, ".git"), { recursive: true });
		const below = join(copy, relative(await realpath(root), await realpath(folder)));
		await mkdir(below, { recursive: true });
		return {
			root: copy,
			folder: below,
			changed: (await changedIn(whole)).map((path) => relative(below, join(copy, path))),
			remove
		};
	} catch (error) {
		await remove();
		throw error;
	}
}
async function changedIn(repository) {
	const fields = (await repository.run(["diff", ...[
		"--cached",
		"--raw",
		"-z",
		"--no-renames",
		"--diff-filter=d"
	]])).toString().split("\0");
	const paths = [];
	for (let at = 0; at + 1 < fields.length; at += 2) {
		const [modes = "", path = ""] = fields.slice(at, at + 2);
		if (FILE.test(modes)) paths.push(path);
	}
	return paths;
}
/** Whether a path is one of these, or in one of these folders. */
function isBelow(path, places) {
	return places.some((place) => {
		const whole = resolve(place);
		return resolve(path) === whole || resolve(path).startsWith(whole === sep ? sep : `${whole}${sep}`);
	});
}
export { writeStaged as n, isBelow as t };
