import { n as writeStaged, t as isBelow } from "./staged-files.js";
import { P as note, en as shown, h as check, tr as matcher } from "./check.js";
const { existsSync, rmSync } = process.getBuiltinModule("node:fs");
const { dirname, join, resolve } = process.getBuiltinModule("node:path");
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
