import { u as UserError } from "./command-line.js";
const { resolve } = process.getBuiltinModule("node:path");
const execFile = (...of) => process.getBuiltinModule("node:child_process").execFile(...of);
// src/git/filters.ts
/** The settings of a filter that make git start a program, or fail without it. */
const FILTER = /^(filter\..*)\.(?:clean|smudge|process|required)$/s;
/**
* The arguments that switch off the filters of a repository (`filter.<name>.clean`), which are
* programs that git starts when it compares a file of the work tree.
*
* @param names the names of the settings, each ended by NUL, as `git config --list -z` prints them
* @throws UserError for a filter whose name git can't be given
*/
function withoutFilters(names) {
	return [...new Set(names.split("\0").flatMap((name) => FILTER.exec(name)?.[1] ?? []))].flatMap((filter) => {
		if (filter.includes("=")) throw new UserError(`Git's configuration has ${JSON.stringify(filter)}, a filter that can't be switched off: rename it without "=".`);
		return [
			"clean=",
			"smudge=",
			"process=",
			"required=false"
		].flatMap((setting) => ["-c", `${filter}.${setting}`]);
	});
}
// src/git/git.ts
/** Nothing of a repository may make git start a program, ask a question or reach for the network. */
const QUIET = [
	"--no-pager",
	...["-c", "core.fsmonitor=false"],
	...["-c", "core.hooksPath=/dev/null"],
	...["-c", "core.quotePath=false"]
];
const QUIET_ENV = {
	GIT_OPTIONAL_LOCKS: "0",
	GIT_TERMINAL_PROMPT: "0",
	GIT_NO_LAZY_FETCH: "1",
	GIT_ALLOW_PROTOCOL: "none",
	GIT_NO_REPLACE_OBJECTS: "1",
	LC_ALL: "C"
};
/** What a hook that calls us sets for its own repository. */
const HOOK_ENV = {
	GIT_DIR: void 0,
	GIT_WORK_TREE: void 0,
	GIT_INDEX_FILE: void 0
};
/** Enough for the manifests of a large change; git's output is held in memory. */
const MAX_OUTPUT = 1073741824;
/**
* Opens the repository around a folder.
*
* @param index the file of another index than the repository's own, from the working folder
* @throws UserError when there is none, or git is not installed
*/
async function openRepository(folder, { index } = {}) {
	const hook = {
		...HOOK_ENV,
		...index !== void 0 && { GIT_INDEX_FILE: resolve(index) }
	};
	const env = {
		...process.env,
		...hook,
		...QUIET_ENV
	};
	const runner = (settings) => {
		return async (args, input) => new Promise((resolve, reject) => {
			const options = {
				env,
				maxBuffer: MAX_OUTPUT,
				encoding: "buffer"
			};
			const whole = [
				...QUIET,
				...settings,
				"-C",
				folder,
				...args
			];
			execFile("git", whole, options, (error, out, err) => {
				if (error) reject(explain(error, folder, err.toString().trim()));
				else resolve(out);
			}).stdin?.on("error", () => void 0).end(input ?? "");
		});
	};
	const run = runner([]);
	await run(["rev-parse", "--git-dir"]);
	return { run: runner(withoutFilters((await run([
		"config",
		"--list",
		"--name-only",
		"-z"
	])).toString())) };
}
function explain(error, folder, stderr) {
	if (error.code === "ENOENT") return new UserError("The command `git` was not found: install git and put it on the PATH.");
	if (stderr.includes("not a git repository") || stderr.includes("cannot change to")) return new UserError(`${folder}: there is no git repository here. Name one with --repo.`);
	if (stderr.includes("promisor remote")) return new UserError(`${folder}: this is a partial clone, and some of the files are not in it: run git fetch --refetch --no-filter first.`);
	return new UserError(`git failed in ${folder}: ${stderr || error.message}`);
}
export { openRepository as t };
