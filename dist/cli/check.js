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
const { $: of0, $i: of1, $n: of2, $r: of3, $t: of4, A: of5, Aa: of6, Ai: of7, An: of8, Ar: of9, At: of10, B: of11, Ba: of12, Bi: of13, Bn: of14, Br: of15, Bt: of16, C: of17, Ca: of18, Ci: of19, Cn: of20, Cr: of21, Ct: of22, D: of23, Da: of24, Di: of25, Dn: of26, Dr: of27, Dt: of28, E: of29, Ea: of30, Ei: of31, En: of32, Er: of33, Et: of34, F: of35, Fa: of36, Fi: of37, Fn: of38, Fr: of39, Ft: of40, G: of41, Gi: of42, Gn: of43, Gr: of44, Gt: of45, H: of46, Hi: of47, Hn: of48, Hr: of49, Ht: of50, I: of51, Ia: of52, Ii: of53, In: of54, Ir: of55, It: of56, J: of57, Ji: of58, Jn: of59, Jr: of60, Jt: of61, K: of62, Ki: of63, Kn: of64, Kr: of65, Kt: of66, L: of67, La: of68, Li: of69, Ln: of70, Lr: of71, Lt: of72, M: of73, Ma: of74, Mi: of75, Mn: of76, Mr: of77, Mt: of78, N: of79, Na: of80, Ni: of81, Nn: of82, Nr: of83, Nt: of84, O: of85, Oa: of86, Oi: of87, On: of88, Or: of89, Ot: of90, P: of91, Pa: of92, Pi: of93, Pn: of94, Pr: of95, Pt: of96, Q: of97, Qi: of98, Qn: of99, Qr: of100, Qt: of101, R: of102, Ra: of103, Ri: of104, Rn: of105, Rr: of106, Rt: of107, S: of108, Sa: of109, Si: of110, Sn: of111, Sr: of112, St: of113, T: of114, Ta: of115, Ti: of116, Tn: of117, Tr: of118, Tt: of119, U: of120, Ui: of121, Un: of122, Ur: of123, Ut: of124, V: of125, Va: of126, Vi: of127, Vn: of128, Vr: of129, Vt: of130, W: of131, Wi: of132, Wn: of133, Wr: of134, Wt: of135, X: of136, Xi: of137, Xn: of138, Xr: of139, Xt: of140, Y: of141, Yi: of142, Yn: of143, Yr: of144, Yt: of145, Z: of146, Zi: of147, Zn: of148, Zr: of149, Zt: of150, _: of151, _a: of152, _i: of153, _n: of154, _r: of155, _t: of156, a: of157, aa: of158, ai: of159, an: of160, ar: of161, at: of162, b: of163, ba: of164, bi: of165, bn: of166, br: of167, bt: of168, c: of169, ca: of170, ci: of171, cn: of172, cr: of173, ct: of174, d: of175, da: of176, di: of177, dn: of178, dr: of179, dt: of180, ea: of181, ei: of182, en: of183, er: of184, et: of185, f: of186, fa: of187, fi: of188, fn: of189, fr: of190, ft: of191, g: of192, ga: of193, gi: of194, gn: of195, gr: of196, gt: of197, h: of198, ha: of199, hi: of200, hn: of201, hr: of202, ht: of203, i: of204, ia: of205, ii: of206, in: of207, ir: of208, it: of209, j: of210, ja: of211, ji: of212, jn: of213, jr: of214, jt: of215, k: of216, ka: of217, ki: of218, kn: of219, kr: of220, kt: of221, l: of222, la: of223, li: of224, ln: of225, lr: of226, lt: of227, m: of228, ma: of229, mi: of230, mn: of231, mr: of232, mt: of233, n: of234, na: of235, ni: of236, nn: of237, nr: of238, nt: of239, o: of240, oa: of241, oi: of242, on: of243, or: of244, ot: of245, p: of246, pa: of247, pi: of248, pn: of249, pr: of250, pt: of251, q: of252, qi: of253, qn: of254, qr: of255, qt: of256, r: of257, ra: of258, ri: of259, rn: of260, rr: of261, rt: of262, s: of263, sa: of264, si: of265, sn: of266, sr: of267, st: of268, t: of269, ta: of270, ti: of271, tn: of272, tr: of273, tt: of274, u: of275, ua: of276, ui: of277, un: of278, ur: of279, ut: of280, v: of281, va: of282, vi: of283, vn: of284, vr: of285, vt: of286, w: of287, wa: of288, wi: of289, wn: of290, wr: of291, wt: of292, x: of293, xa: of294, xi: of295, xn: of296, xr: of297, xt: of298, y: of299, ya: of300, yi: of301, yn: of302, yr: of303, yt: of304, z: of305, za: of306, zi: of307, zn: of308, zr: of309, zt: of310 } = part("check");
export { of0 as $, of1 as $i, of2 as $n, of3 as $r, of4 as $t, of5 as A, of6 as Aa, of7 as Ai, of8 as An, of9 as Ar, of10 as At, of11 as B, of12 as Ba, of13 as Bi, of14 as Bn, of15 as Br, of16 as Bt, of17 as C, of18 as Ca, of19 as Ci, of20 as Cn, of21 as Cr, of22 as Ct, of23 as D, of24 as Da, of25 as Di, of26 as Dn, of27 as Dr, of28 as Dt, of29 as E, of30 as Ea, of31 as Ei, of32 as En, of33 as Er, of34 as Et, of35 as F, of36 as Fa, of37 as Fi, of38 as Fn, of39 as Fr, of40 as Ft, of41 as G, of42 as Gi, of43 as Gn, of44 as Gr, of45 as Gt, of46 as H, of47 as Hi, of48 as Hn, of49 as Hr, of50 as Ht, of51 as I, of52 as Ia, of53 as Ii, of54 as In, of55 as Ir, of56 as It, of57 as J, of58 as Ji, of59 as Jn, of60 as Jr, of61 as Jt, of62 as K, of63 as Ki, of64 as Kn, of65 as Kr, of66 as Kt, of67 as L, of68 as La, of69 as Li, of70 as Ln, of71 as Lr, of72 as Lt, of73 as M, of74 as Ma, of75 as Mi, of76 as Mn, of77 as Mr, of78 as Mt, of79 as N, of80 as Na, of81 as Ni, of82 as Nn, of83 as Nr, of84 as Nt, of85 as O, of86 as Oa, of87 as Oi, of88 as On, of89 as Or, of90 as Ot, of91 as P, of92 as Pa, of93 as Pi, of94 as Pn, of95 as Pr, of96 as Pt, of97 as Q, of98 as Qi, of99 as Qn, of100 as Qr, of101 as Qt, of102 as R, of103 as Ra, of104 as Ri, of105 as Rn, of106 as Rr, of107 as Rt, of108 as S, of109 as Sa, of110 as Si, of111 as Sn, of112 as Sr, of113 as St, of114 as T, of115 as Ta, of116 as Ti, of117 as Tn, of118 as Tr, of119 as Tt, of120 as U, of121 as Ui, of122 as Un, of123 as Ur, of124 as Ut, of125 as V, of126 as Va, of127 as Vi, of128 as Vn, of129 as Vr, of130 as Vt, of131 as W, of132 as Wi, of133 as Wn, of134 as Wr, of135 as Wt, of136 as X, of137 as Xi, of138 as Xn, of139 as Xr, of140 as Xt, of141 as Y, of142 as Yi, of143 as Yn, of144 as Yr, of145 as Yt, of146 as Z, of147 as Zi, of148 as Zn, of149 as Zr, of150 as Zt, of151 as _, of152 as _a, of153 as _i, of154 as _n, of155 as _r, of156 as _t, of157 as a, of158 as aa, of159 as ai, of160 as an, of161 as ar, of162 as at, of163 as b, of164 as ba, of165 as bi, of166 as bn, of167 as br, of168 as bt, of169 as c, of170 as ca, of171 as ci, of172 as cn, of173 as cr, of174 as ct, of175 as d, of176 as da, of177 as di, of178 as dn, of179 as dr, of180 as dt, of181 as ea, of182 as ei, of183 as en, of184 as er, of185 as et, of186 as f, of187 as fa, of188 as fi, of189 as fn, of190 as fr, of191 as ft, of192 as g, of193 as ga, of194 as gi, of195 as gn, of196 as gr, of197 as gt, of198 as h, of199 as ha, of200 as hi, of201 as hn, of202 as hr, of203 as ht, of204 as i, of205 as ia, of206 as ii, of207 as in, of208 as ir, of209 as it, of210 as j, of211 as ja, of212 as ji, of213 as jn, of214 as jr, of215 as jt, of216 as k, of217 as ka, of218 as ki, of219 as kn, of220 as kr, of221 as kt, of222 as l, of223 as la, of224 as li, of225 as ln, of226 as lr, of227 as lt, of228 as m, of229 as ma, of230 as mi, of231 as mn, of232 as mr, of233 as mt, of234 as n, of235 as na, of236 as ni, of237 as nn, of238 as nr, of239 as nt, of240 as o, of241 as oa, of242 as oi, of243 as on, of244 as or, of245 as ot, of246 as p, of247 as pa, of248 as pi, of249 as pn, of250 as pr, of251 as pt, of252 as q, of253 as qi, of254 as qn, of255 as qr, of256 as qt, of257 as r, of258 as ra, of259 as ri, of260 as rn, of261 as rr, of262 as rt, of263 as s, of264 as sa, of265 as si, of266 as sn, of267 as sr, of268 as st, of269 as t, of270 as ta, of271 as ti, of272 as tn, of273 as tr, of274 as tt, of275 as u, of276 as ua, of277 as ui, of278 as un, of279 as ur, of280 as ut, of281 as v, of282 as va, of283 as vi, of284 as vn, of285 as vr, of286 as vt, of287 as w, of288 as wa, of289 as wi, of290 as wn, of291 as wr, of292 as wt, of293 as x, of294 as xa, of295 as xi, of296 as xn, of297 as xr, of298 as xt, of299 as y, of300 as ya, of301 as yi, of302 as yn, of303 as yr, of304 as yt, of305 as z, of306 as za, of307 as zi, of308 as zn, of309 as zr, of310 as zt };
