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
const load = (path) => import("./" + path.slice(2));
const part = (name) => programPart({ folder: import.meta.dirname, load }, name);
const { n: of0, r: of1, t: of2 } = part("diff");
export { of0 as n, of1 as r, of2 as t };
