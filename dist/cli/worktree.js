import { hr as decodeFile } from "./check.js";
const { join } = process.getBuiltinModule("node:path");
const lstat = (...of) => process.getBuiltinModule("node:fs/promises").lstat(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
// src/git/worktree.ts
/** The folder that the work tree starts at. */
async function worktreeRoot(repository) {
	return (await repository.run(["rev-parse", "--show-toplevel"])).toString().replace(/\n$/, "");
}
/** A file of the work tree; undefined for a link, which is never followed, and for one just gone. */
async function readWorktree(root, path) {
	if (path.includes("�")) return {
		file: path,
		reason: "its name is not UTF-8"
	};
	const full = join(root, path);
	if (!(await lstat(full).catch(() => void 0))?.isFile()) return void 0;
	try {
		return decodeFile(path, await readFile(full));
	} catch (error) {
		return {
			file: path,
			reason: `it can't be read (${String(error)})`
		};
	}
}
export { worktreeRoot as n, readWorktree as t };
