#!/usr/bin/env node
import module from "node:module";
const { lstatSync, mkdirSync, readFileSync, writeSync } = process.getBuiltinModule("node:fs");
const tmpdir = (...of) => process.getBuiltinModule("node:os").tmpdir(...of);
const { join } = process.getBuiltinModule("node:path");
// src/cli/compiled-code.ts
/** Node 20, for which we are not made but which runs us, has no such function. */
const keep = module.enableCompileCache;
/** With one of these in the environment, Node does what it says, or it would not pay. */
const UNWANTED = [
	"NODE_COMPILE_CACHE",
	"NODE_DISABLE_COMPILE_CACHE",
	"CI"
];
/**
* Has Node keep the code that it compiles, for the next run of this version: that takes a fifth of the time of
* a check of one file. `NODE_COMPILE_CACHE` names another folder, and `NODE_DISABLE_COMPILE_CACHE` says no.
*/
function keepCompiledCode() {
	if (UNWANTED.some((name) => name in process.env)) return;
	const folder = ownFolder();
	if (folder !== void 0) keep?.(folder);
}
/**
* A folder that only this user can write to. Node's own choice is a folder that whoever comes first makes,
* in which the code that Node runs would be theirs.
*/
function ownFolder() {
	const user = process.getuid?.();
	const folder = join(tmpdir(), `podseal-${user ?? "cache"}`);
	try {
		mkdirSync(folder, {
			recursive: true,
			mode: 448
		});
		const { uid, mode } = lstatSync(folder);
		return user === void 0 || uid === user && (mode & 61503) === 16384 ? folder : void 0;
	} catch {
		return;
	}
}
// src/cli/read-commit.ts
/**
* The commit that a copy of Podseal is of: what a release writes into its package, or where a clone is.
*
* @param root the folder that `package.json` is in
* @returns undefined where nothing tells
*/
function readCommit(root) {
	const [, released] = /"gitHead": *"([^"]*)"/.exec(read(root, "package.json")) ?? [];
	const head = read(root, ".git/HEAD").trim();
	const [, ref] = /^ref: (refs\/[\w./-]+)$/.exec(head) ?? [];
	return [released, ref === void 0 ? head : commitOf(root, ref)].find(isCommit);
}
/** A branch has a file, or a line among those that are packed. */
function commitOf(root, ref) {
	const loose = read(root, `.git/${ref}`).trim();
	if (loose !== "") return loose;
	return read(root, ".git/packed-refs").split("\n").find((line) => line.endsWith(` ${ref}`))?.split(" ")[0];
}
function isCommit(text) {
	return text !== void 0 && /^(?:[0-9a-f]{40}|[0-9a-f]{64})$/.test(text);
}
function read(root, path) {
	try {
		return readFileSync(new URL(path, root), "utf8");
	} catch {
		return "";
	}
}
// src/cli.ts
const packageJson = { "version": "0.1.0" };
const [first, ...others] = process.argv.slice(2);
if (others.length === 0 && (first === "--version" || first === "-V")) {
	const commit = readCommit(new URL("..", import.meta.url));
	const line = `${packageJson.version}${commit === void 0 ? "" : ` (${commit})`}\n`;
	try {
		writeSync(1, line);
	} catch {
		process.stdout.write(line);
	}
} else {
	keepCompiledCode();
	const { runHere } = await import("./cli/command-line.js").then((all) => ({ runHere: all.t }));
	await runHere();
}
export {};
