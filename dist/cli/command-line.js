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
const { $: of0, A: of1, B: of2, C: of3, D: of4, E: of5, F: of6, G: of7, H: of8, I: of9, J: of10, K: of11, L: of12, M: of13, N: of14, O: of15, P: of16, Q: of17, R: of18, S: of19, T: of20, U: of21, V: of22, W: of23, X: of24, Y: of25, Z: of26, _: of27, a: of28, at: of29, b: of30, c: of31, ct: of32, d: of33, dt: of34, et: of35, f: of36, g: of37, h: of38, i: of39, it: of40, j: of41, k: of42, l: of43, lt: of44, m: of45, n: of46, nt: of47, o: of48, ot: of49, p: of50, q: of51, r: of52, rt: of53, s: of54, st: of55, t: of56, tt: of57, u: of58, ut: of59, v: of60, w: of61, x: of62, y: of63, z: of64 } = part("command-line");
export { of0 as $, of1 as A, of2 as B, of3 as C, of4 as D, of5 as E, of6 as F, of7 as G, of8 as H, of9 as I, of10 as J, of11 as K, of12 as L, of13 as M, of14 as N, of15 as O, of16 as P, of17 as Q, of18 as R, of19 as S, of20 as T, of21 as U, of22 as V, of23 as W, of24 as X, of25 as Y, of26 as Z, of27 as _, of28 as a, of29 as at, of30 as b, of31 as c, of32 as ct, of33 as d, of34 as dt, of35 as et, of36 as f, of37 as g, of38 as h, of39 as i, of40 as it, of41 as j, of42 as k, of43 as l, of44 as lt, of45 as m, of46 as n, of47 as nt, of48 as o, of49 as ot, of50 as p, of51 as q, of52 as r, of53 as rt, of54 as s, of55 as st, of56 as t, of57 as tt, of58 as u, of59 as ut, of60 as v, of61 as w, of62 as x, of63 as y, of64 as z };
