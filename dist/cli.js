#!/usr/bin/env node
const programPart = (() => {
const { closeSync, fsyncSync, openSync, readFileSync, renameSync, rmSync, writeSync } = process.getBuiltinModule("node:fs");
const module = process.getBuiltinModule("node:module");
const { Script } = process.getBuiltinModule("node:vm");
const RAN = Symbol.for("podseal.parts");
/**
* A part of the program that the build writes as a script, and not as a module, so that V8's code can be kept
* with the functions that were called: of a module, Node keeps what V8 compiles when it is loaded. To compile
* these functions takes a quarter of a check of one file. The build puts this file into each that asks for parts.
*/
function programPart({ folder, load }, name) {
	const ran = partsThatRan();
	const path = `${folder}/${name}.script.js`;
	const known = ran.get(path);
	if (known) return known;
	const exported = compile(path, name)((other) => programPart({
		folder,
		load
	}, other), load);
	ran.set(path, exported);
	return exported;
}
function partsThatRan() {
	const all = globalThis;
	return all[RAN] ??= new Map();
}
function compile(path, name) {
	const source = readFileSync(path, "latin1");
	const kept = keptPath(source, name);
	const cachedData = kept === undefined ? undefined : readKept(kept);
	const script = new Script(source, {
		filename: path,
		cachedData
	});
	// Where V8 takes it only under other flags (young-space.ts), it is for the next run.
	if (kept !== undefined && !cachedData) {
		// What is called until then is compiled.
		process.once("exit", () => keep(kept, script.createCachedData()));
	}
	// oxlint-disable-next-line typescript/no-unsafe-type-assertion
	return script.runInThisContext();
}
/** Beside what Node keeps for the same version of itself; undefined where it keeps nothing. */
function keptPath(source, name) {
	const folder = module.getCompileCacheDir?.();
	// V8 compares no more of a script than its length. The build writes a digest into its first line.
	const [, digest] = /^\/\/ ([0-9a-f]{16})\n/.exec(source) ?? [];
	if (folder === undefined || digest === undefined) return undefined;
	// A check does not need what other commands call.
	const use = process.argv[2] === "check" ? "check" : "other";
	return `${folder}/${name}-${digest}-${use}`;
}
/** The length of the checksum at the end of a file with code. */
const CHECKSUM = 4;
/** Code that was damaged on the disk would crash V8, at each run; to compare its checksum takes 1 ms. */
function readKept(path) {
	try {
		const file = readFileSync(path);
		const code = file.subarray(0, -CHECKSUM);
		return file.readUInt32LE(code.length) === checksumOf(code) ? code : undefined;
	} catch {
		return undefined;
	}
}
/** That module is loaded only where code is kept. */
function checksumOf(code) {
	return process.getBuiltinModule("node:zlib").crc32(code);
}
/** V8 takes kept code as it is: the file gets its name when all of it is on the disk. */
function keep(path, code) {
	const unfinished = `${path}.${process.pid}`;
	try {
		const file = openSync(unfinished, "wx", 384);
		try {
			const checksum = Buffer.alloc(CHECKSUM);
			checksum.writeUInt32LE(checksumOf(code));
			writeSync(file, Buffer.concat([code, checksum]));
			fsyncSync(file);
		} finally {
			closeSync(file);
		}
		renameSync(unfinished, path);
	} catch {
		// The next run compiles again.
		discard(unfinished);
	}
}
/** Each run would leave what a full disk had room for. */
function discard(path) {
	try {
		rmSync(path, { force: true });
	} catch {}
}
return programPart;
})();
const load = (path) => import("./cli/" + path.slice(2));
const part = (name) => programPart({ folder: import.meta.dirname + "/cli", load }, name);
const module = process.getBuiltinModule("node:module");
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
* Has Node keep the code that it compiles, for the next run of this version, and says where: a check of one file
* takes half of the time. `NODE_COMPILE_CACHE` names another folder, and `NODE_DISABLE_COMPILE_CACHE` says no.
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
	const folder = join(temporaryFolder(), `podseal-${user ?? "cache"}`);
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
/** As `os.tmpdir` has it; to load that module takes as long as all else here. */
function temporaryFolder() {
	const { TMPDIR, TMP, TEMP } = process.env;
	return process.platform === "win32" ? tmpdir() : TMPDIR || TMP || TEMP || "/tmp";
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
	const { runHere } = await Promise.resolve(part("command-line")).then((all) => ({ runHere: all.t }));
	await runHere();
}
export {};
