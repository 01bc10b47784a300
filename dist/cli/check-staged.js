import { t as openRepository } from "./git.js";
import { n as worktreeRoot } from "./worktree.js";
import { Vt as note, Zt as shown, h as check, yt as matcher } from "./check.js";
const { existsSync, rmSync } = process.getBuiltinModule("node:fs");
const tmpdir = (...of) => process.getBuiltinModule("node:os").tmpdir(...of);
const { dirname, join, relative, resolve, sep } = process.getBuiltinModule("node:path");
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
// src/cli/check-staged.ts
/**
* Checks what the next commit has of the files that it changes, whatever the work tree has. Charts that
* they are part of are rendered.
*
* @param paths the files and folders to look at; all when there are none
*/
async function checkStaged(paths, { outputs, settle }) {
	const before = process.cwd();
	const staged = await writeStaged(before);
	process.once("exit", () => rmSync(staged.root, {
		recursive: true,
		force: true
	}));
	try {
		process.chdir(staged.folder);
		const options = await settle();
		const isWanted = matcher(options.wanted.globs);
		const places = paths.length === 0 ? [options.root] : paths;
		const wanted = staged.changed.filter((path) => isBelow(path, places) && isWanted(path));
		if (wanted.length === 0) {
			note(shown`Nothing that podseal checks is staged.`);
			return 0;
		}
		const changed = new Set(wanted.map((path) => resolve(path)));
		return await check([...new Set(wanted.map(chartOf))], {
			...options,
			outputs: outputs.map((one) => ({
				...one,
				path: resolve(before, one.path)
			})),
			isReported: (path) => changed.has(resolve(path)),
			isAsConfigured: false
		});
	} finally {
		process.chdir(before);
		await staged.remove();
	}
}
/** The outermost chart that a file is part of; else the file. */
function chartOf(path) {
	let chart;
	for (let folder = dirname(path); folder !== "." && folder !== ".."; folder = dirname(folder)) {
		if (folder.endsWith("..")) break;
		if (existsSync(join(folder, "Chart.yaml"))) chart = folder;
	}
	return chart ?? path;
}
export { checkStaged };
