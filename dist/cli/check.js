const programPart = (() => {
const { closeSync, fsyncSync, openSync, readFileSync, renameSync, writeSync } = process.getBuiltinModule("node:fs");
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
	if (kept !== undefined && (!cachedData || script.cachedDataRejected === true)) {
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
	} catch {}
}
return programPart;
})();
const load = (path) => import("./" + path.slice(2));
const part = (name) => programPart({ folder: import.meta.dirname, load }, name);
const { $: of0, $i: of1, $n: of2, $r: of3, $t: of4, A: of5, Aa: of6, Ai: of7, An: of8, Ar: of9, At: of10, B: of11, Bi: of12, Bn: of13, Br: of14, Bt: of15, C: of16, Ca: of17, Ci: of18, Cn: of19, Cr: of20, Ct: of21, D: of22, Da: of23, Di: of24, Dn: of25, Dr: of26, Dt: of27, E: of28, Ea: of29, Ei: of30, En: of31, Er: of32, Et: of33, F: of34, Fa: of35, Fi: of36, Fn: of37, Fr: of38, Ft: of39, G: of40, Gi: of41, Gn: of42, Gr: of43, Gt: of44, H: of45, Hi: of46, Hn: of47, Hr: of48, Ht: of49, I: of50, Ia: of51, Ii: of52, In: of53, Ir: of54, It: of55, J: of56, Ji: of57, Jn: of58, Jr: of59, Jt: of60, K: of61, Ki: of62, Kn: of63, Kr: of64, Kt: of65, L: of66, La: of67, Li: of68, Ln: of69, Lr: of70, Lt: of71, M: of72, Ma: of73, Mi: of74, Mn: of75, Mr: of76, Mt: of77, N: of78, Na: of79, Ni: of80, Nn: of81, Nr: of82, Nt: of83, O: of84, Oa: of85, Oi: of86, On: of87, Or: of88, Ot: of89, P: of90, Pa: of91, Pi: of92, Pn: of93, Pr: of94, Pt: of95, Q: of96, Qi: of97, Qn: of98, Qr: of99, Qt: of100, R: of101, Ri: of102, Rn: of103, Rr: of104, Rt: of105, S: of106, Sa: of107, Si: of108, Sn: of109, Sr: of110, St: of111, T: of112, Ta: of113, Ti: of114, Tn: of115, Tr: of116, Tt: of117, U: of118, Ui: of119, Un: of120, Ur: of121, Ut: of122, V: of123, Vi: of124, Vn: of125, Vr: of126, Vt: of127, W: of128, Wi: of129, Wn: of130, Wr: of131, Wt: of132, X: of133, Xi: of134, Xn: of135, Xr: of136, Xt: of137, Y: of138, Yi: of139, Yn: of140, Yr: of141, Yt: of142, Z: of143, Zi: of144, Zn: of145, Zr: of146, Zt: of147, _: of148, _a: of149, _i: of150, _n: of151, _r: of152, _t: of153, a: of154, aa: of155, ai: of156, an: of157, ar: of158, at: of159, b: of160, ba: of161, bi: of162, bn: of163, br: of164, bt: of165, c: of166, ca: of167, ci: of168, cn: of169, cr: of170, ct: of171, d: of172, da: of173, di: of174, dn: of175, dr: of176, dt: of177, ea: of178, ei: of179, en: of180, er: of181, et: of182, f: of183, fa: of184, fi: of185, fn: of186, fr: of187, ft: of188, g: of189, ga: of190, gi: of191, gn: of192, gr: of193, gt: of194, h: of195, ha: of196, hi: of197, hn: of198, hr: of199, ht: of200, i: of201, ia: of202, ii: of203, in: of204, ir: of205, it: of206, j: of207, ja: of208, ji: of209, jn: of210, jr: of211, jt: of212, k: of213, ka: of214, ki: of215, kn: of216, kr: of217, kt: of218, l: of219, la: of220, li: of221, ln: of222, lr: of223, lt: of224, m: of225, ma: of226, mi: of227, mn: of228, mr: of229, mt: of230, n: of231, na: of232, ni: of233, nn: of234, nr: of235, nt: of236, o: of237, oa: of238, oi: of239, on: of240, or: of241, ot: of242, p: of243, pa: of244, pi: of245, pn: of246, pr: of247, pt: of248, q: of249, qi: of250, qn: of251, qr: of252, qt: of253, r: of254, ra: of255, ri: of256, rn: of257, rr: of258, rt: of259, s: of260, sa: of261, si: of262, sn: of263, sr: of264, st: of265, t: of266, ta: of267, ti: of268, tn: of269, tr: of270, tt: of271, u: of272, ua: of273, ui: of274, un: of275, ur: of276, ut: of277, v: of278, va: of279, vi: of280, vn: of281, vr: of282, vt: of283, w: of284, wa: of285, wi: of286, wn: of287, wr: of288, wt: of289, x: of290, xa: of291, xi: of292, xn: of293, xr: of294, xt: of295, y: of296, ya: of297, yi: of298, yn: of299, yr: of300, yt: of301, z: of302, zi: of303, zn: of304, zr: of305, zt: of306 } = part("check");
export { of0 as $, of1 as $i, of2 as $n, of3 as $r, of4 as $t, of5 as A, of6 as Aa, of7 as Ai, of8 as An, of9 as Ar, of10 as At, of11 as B, of12 as Bi, of13 as Bn, of14 as Br, of15 as Bt, of16 as C, of17 as Ca, of18 as Ci, of19 as Cn, of20 as Cr, of21 as Ct, of22 as D, of23 as Da, of24 as Di, of25 as Dn, of26 as Dr, of27 as Dt, of28 as E, of29 as Ea, of30 as Ei, of31 as En, of32 as Er, of33 as Et, of34 as F, of35 as Fa, of36 as Fi, of37 as Fn, of38 as Fr, of39 as Ft, of40 as G, of41 as Gi, of42 as Gn, of43 as Gr, of44 as Gt, of45 as H, of46 as Hi, of47 as Hn, of48 as Hr, of49 as Ht, of50 as I, of51 as Ia, of52 as Ii, of53 as In, of54 as Ir, of55 as It, of56 as J, of57 as Ji, of58 as Jn, of59 as Jr, of60 as Jt, of61 as K, of62 as Ki, of63 as Kn, of64 as Kr, of65 as Kt, of66 as L, of67 as La, of68 as Li, of69 as Ln, of70 as Lr, of71 as Lt, of72 as M, of73 as Ma, of74 as Mi, of75 as Mn, of76 as Mr, of77 as Mt, of78 as N, of79 as Na, of80 as Ni, of81 as Nn, of82 as Nr, of83 as Nt, of84 as O, of85 as Oa, of86 as Oi, of87 as On, of88 as Or, of89 as Ot, of90 as P, of91 as Pa, of92 as Pi, of93 as Pn, of94 as Pr, of95 as Pt, of96 as Q, of97 as Qi, of98 as Qn, of99 as Qr, of100 as Qt, of101 as R, of102 as Ri, of103 as Rn, of104 as Rr, of105 as Rt, of106 as S, of107 as Sa, of108 as Si, of109 as Sn, of110 as Sr, of111 as St, of112 as T, of113 as Ta, of114 as Ti, of115 as Tn, of116 as Tr, of117 as Tt, of118 as U, of119 as Ui, of120 as Un, of121 as Ur, of122 as Ut, of123 as V, of124 as Vi, of125 as Vn, of126 as Vr, of127 as Vt, of128 as W, of129 as Wi, of130 as Wn, of131 as Wr, of132 as Wt, of133 as X, of134 as Xi, of135 as Xn, of136 as Xr, of137 as Xt, of138 as Y, of139 as Yi, of140 as Yn, of141 as Yr, of142 as Yt, of143 as Z, of144 as Zi, of145 as Zn, of146 as Zr, of147 as Zt, of148 as _, of149 as _a, of150 as _i, of151 as _n, of152 as _r, of153 as _t, of154 as a, of155 as aa, of156 as ai, of157 as an, of158 as ar, of159 as at, of160 as b, of161 as ba, of162 as bi, of163 as bn, of164 as br, of165 as bt, of166 as c, of167 as ca, of168 as ci, of169 as cn, of170 as cr, of171 as ct, of172 as d, of173 as da, of174 as di, of175 as dn, of176 as dr, of177 as dt, of178 as ea, of179 as ei, of180 as en, of181 as er, of182 as et, of183 as f, of184 as fa, of185 as fi, of186 as fn, of187 as fr, of188 as ft, of189 as g, of190 as ga, of191 as gi, of192 as gn, of193 as gr, of194 as gt, of195 as h, of196 as ha, of197 as hi, of198 as hn, of199 as hr, of200 as ht, of201 as i, of202 as ia, of203 as ii, of204 as in, of205 as ir, of206 as it, of207 as j, of208 as ja, of209 as ji, of210 as jn, of211 as jr, of212 as jt, of213 as k, of214 as ka, of215 as ki, of216 as kn, of217 as kr, of218 as kt, of219 as l, of220 as la, of221 as li, of222 as ln, of223 as lr, of224 as lt, of225 as m, of226 as ma, of227 as mi, of228 as mn, of229 as mr, of230 as mt, of231 as n, of232 as na, of233 as ni, of234 as nn, of235 as nr, of236 as nt, of237 as o, of238 as oa, of239 as oi, of240 as on, of241 as or, of242 as ot, of243 as p, of244 as pa, of245 as pi, of246 as pn, of247 as pr, of248 as pt, of249 as q, of250 as qi, of251 as qn, of252 as qr, of253 as qt, of254 as r, of255 as ra, of256 as ri, of257 as rn, of258 as rr, of259 as rt, of260 as s, of261 as sa, of262 as si, of263 as sn, of264 as sr, of265 as st, of266 as t, of267 as ta, of268 as ti, of269 as tn, of270 as tr, of271 as tt, of272 as u, of273 as ua, of274 as ui, of275 as un, of276 as ur, of277 as ut, of278 as v, of279 as va, of280 as vi, of281 as vn, of282 as vr, of283 as vt, of284 as w, of285 as wa, of286 as wi, of287 as wn, of288 as wr, of289 as wt, of290 as x, of291 as xa, of292 as xi, of293 as xn, of294 as xr, of295 as xt, of296 as y, of297 as ya, of298 as yi, of299 as yn, of300 as yr, of301 as yt, of302 as z, of303 as zi, of304 as zn, of305 as zr, of306 as zt };
