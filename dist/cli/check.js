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
const { $: of0, $a: of1, $i: of2, $n: of3, $r: of4, $t: of5, A: of6, Aa: of7, Ai: of8, An: of9, Ar: of10, At: of11, B: of12, Ba: of13, Bi: of14, Bn: of15, Br: of16, Bt: of17, C: of18, Ca: of19, Ci: of20, Cn: of21, Cr: of22, Ct: of23, D: of24, Da: of25, Di: of26, Dn: of27, Dr: of28, Dt: of29, E: of30, Ea: of31, Ei: of32, En: of33, Er: of34, Et: of35, F: of36, Fa: of37, Fi: of38, Fn: of39, Fr: of40, Ft: of41, G: of42, Ga: of43, Gi: of44, Gn: of45, Gr: of46, Gt: of47, H: of48, Ha: of49, Hi: of50, Hn: of51, Hr: of52, Ht: of53, I: of54, Ia: of55, Ii: of56, In: of57, Ir: of58, It: of59, J: of60, Ja: of61, Ji: of62, Jn: of63, Jr: of64, Jt: of65, K: of66, Ka: of67, Ki: of68, Kn: of69, Kr: of70, Kt: of71, L: of72, La: of73, Li: of74, Ln: of75, Lr: of76, Lt: of77, M: of78, Ma: of79, Mi: of80, Mn: of81, Mr: of82, Mt: of83, N: of84, Na: of85, Ni: of86, Nn: of87, Nr: of88, Nt: of89, O: of90, Oa: of91, Oi: of92, On: of93, Or: of94, Ot: of95, P: of96, Pa: of97, Pi: of98, Pn: of99, Pr: of100, Pt: of101, Q: of102, Qa: of103, Qi: of104, Qn: of105, Qr: of106, Qt: of107, R: of108, Ra: of109, Ri: of110, Rn: of111, Rr: of112, Rt: of113, S: of114, Sa: of115, Si: of116, Sn: of117, Sr: of118, St: of119, T: of120, Ta: of121, Ti: of122, Tn: of123, Tr: of124, Tt: of125, U: of126, Ua: of127, Ui: of128, Un: of129, Ur: of130, Ut: of131, V: of132, Va: of133, Vi: of134, Vn: of135, Vr: of136, Vt: of137, W: of138, Wa: of139, Wi: of140, Wn: of141, Wr: of142, Wt: of143, X: of144, Xa: of145, Xi: of146, Xn: of147, Xr: of148, Xt: of149, Y: of150, Ya: of151, Yi: of152, Yn: of153, Yr: of154, Yt: of155, Z: of156, Za: of157, Zi: of158, Zn: of159, Zr: of160, Zt: of161, _: of162, _a: of163, _i: of164, _n: of165, _r: of166, _t: of167, a: of168, aa: of169, ai: of170, an: of171, ar: of172, at: of173, b: of174, ba: of175, bi: of176, bn: of177, br: of178, bt: of179, c: of180, ca: of181, ci: of182, cn: of183, cr: of184, ct: of185, d: of186, da: of187, di: of188, dn: of189, dr: of190, dt: of191, ea: of192, ei: of193, en: of194, eo: of195, er: of196, et: of197, f: of198, fa: of199, fi: of200, fn: of201, fr: of202, ft: of203, g: of204, ga: of205, gi: of206, gn: of207, gr: of208, gt: of209, h: of210, ha: of211, hi: of212, hn: of213, hr: of214, ht: of215, i: of216, ia: of217, ii: of218, in: of219, ir: of220, it: of221, j: of222, ja: of223, ji: of224, jn: of225, jr: of226, jt: of227, k: of228, ka: of229, ki: of230, kn: of231, kr: of232, kt: of233, l: of234, la: of235, li: of236, ln: of237, lr: of238, lt: of239, m: of240, ma: of241, mi: of242, mn: of243, mr: of244, mt: of245, n: of246, na: of247, ni: of248, nn: of249, no: of250, nr: of251, nt: of252, o: of253, oa: of254, oi: of255, on: of256, or: of257, ot: of258, p: of259, pa: of260, pi: of261, pn: of262, pr: of263, pt: of264, q: of265, qa: of266, qi: of267, qn: of268, qr: of269, qt: of270, r: of271, ra: of272, ri: of273, rn: of274, ro: of275, rr: of276, rt: of277, s: of278, sa: of279, si: of280, sn: of281, sr: of282, st: of283, t: of284, ta: of285, ti: of286, tn: of287, to: of288, tr: of289, tt: of290, u: of291, ua: of292, ui: of293, un: of294, ur: of295, ut: of296, v: of297, va: of298, vi: of299, vn: of300, vr: of301, vt: of302, w: of303, wa: of304, wi: of305, wn: of306, wr: of307, wt: of308, x: of309, xa: of310, xi: of311, xn: of312, xr: of313, xt: of314, y: of315, ya: of316, yi: of317, yn: of318, yr: of319, yt: of320, z: of321, za: of322, zi: of323, zn: of324, zr: of325, zt: of326 } = part("check");
export { of0 as $, of1 as $a, of2 as $i, of3 as $n, of4 as $r, of5 as $t, of6 as A, of7 as Aa, of8 as Ai, of9 as An, of10 as Ar, of11 as At, of12 as B, of13 as Ba, of14 as Bi, of15 as Bn, of16 as Br, of17 as Bt, of18 as C, of19 as Ca, of20 as Ci, of21 as Cn, of22 as Cr, of23 as Ct, of24 as D, of25 as Da, of26 as Di, of27 as Dn, of28 as Dr, of29 as Dt, of30 as E, of31 as Ea, of32 as Ei, of33 as En, of34 as Er, of35 as Et, of36 as F, of37 as Fa, of38 as Fi, of39 as Fn, of40 as Fr, of41 as Ft, of42 as G, of43 as Ga, of44 as Gi, of45 as Gn, of46 as Gr, of47 as Gt, of48 as H, of49 as Ha, of50 as Hi, of51 as Hn, of52 as Hr, of53 as Ht, of54 as I, of55 as Ia, of56 as Ii, of57 as In, of58 as Ir, of59 as It, of60 as J, of61 as Ja, of62 as Ji, of63 as Jn, of64 as Jr, of65 as Jt, of66 as K, of67 as Ka, of68 as Ki, of69 as Kn, of70 as Kr, of71 as Kt, of72 as L, of73 as La, of74 as Li, of75 as Ln, of76 as Lr, of77 as Lt, of78 as M, of79 as Ma, of80 as Mi, of81 as Mn, of82 as Mr, of83 as Mt, of84 as N, of85 as Na, of86 as Ni, of87 as Nn, of88 as Nr, of89 as Nt, of90 as O, of91 as Oa, of92 as Oi, of93 as On, of94 as Or, of95 as Ot, of96 as P, of97 as Pa, of98 as Pi, of99 as Pn, of100 as Pr, of101 as Pt, of102 as Q, of103 as Qa, of104 as Qi, of105 as Qn, of106 as Qr, of107 as Qt, of108 as R, of109 as Ra, of110 as Ri, of111 as Rn, of112 as Rr, of113 as Rt, of114 as S, of115 as Sa, of116 as Si, of117 as Sn, of118 as Sr, of119 as St, of120 as T, of121 as Ta, of122 as Ti, of123 as Tn, of124 as Tr, of125 as Tt, of126 as U, of127 as Ua, of128 as Ui, of129 as Un, of130 as Ur, of131 as Ut, of132 as V, of133 as Va, of134 as Vi, of135 as Vn, of136 as Vr, of137 as Vt, of138 as W, of139 as Wa, of140 as Wi, of141 as Wn, of142 as Wr, of143 as Wt, of144 as X, of145 as Xa, of146 as Xi, of147 as Xn, of148 as Xr, of149 as Xt, of150 as Y, of151 as Ya, of152 as Yi, of153 as Yn, of154 as Yr, of155 as Yt, of156 as Z, of157 as Za, of158 as Zi, of159 as Zn, of160 as Zr, of161 as Zt, of162 as _, of163 as _a, of164 as _i, of165 as _n, of166 as _r, of167 as _t, of168 as a, of169 as aa, of170 as ai, of171 as an, of172 as ar, of173 as at, of174 as b, of175 as ba, of176 as bi, of177 as bn, of178 as br, of179 as bt, of180 as c, of181 as ca, of182 as ci, of183 as cn, of184 as cr, of185 as ct, of186 as d, of187 as da, of188 as di, of189 as dn, of190 as dr, of191 as dt, of192 as ea, of193 as ei, of194 as en, of195 as eo, of196 as er, of197 as et, of198 as f, of199 as fa, of200 as fi, of201 as fn, of202 as fr, of203 as ft, of204 as g, of205 as ga, of206 as gi, of207 as gn, of208 as gr, of209 as gt, of210 as h, of211 as ha, of212 as hi, of213 as hn, of214 as hr, of215 as ht, of216 as i, of217 as ia, of218 as ii, of219 as in, of220 as ir, of221 as it, of222 as j, of223 as ja, of224 as ji, of225 as jn, of226 as jr, of227 as jt, of228 as k, of229 as ka, of230 as ki, of231 as kn, of232 as kr, of233 as kt, of234 as l, of235 as la, of236 as li, of237 as ln, of238 as lr, of239 as lt, of240 as m, of241 as ma, of242 as mi, of243 as mn, of244 as mr, of245 as mt, of246 as n, of247 as na, of248 as ni, of249 as nn, of250 as no, of251 as nr, of252 as nt, of253 as o, of254 as oa, of255 as oi, of256 as on, of257 as or, of258 as ot, of259 as p, of260 as pa, of261 as pi, of262 as pn, of263 as pr, of264 as pt, of265 as q, of266 as qa, of267 as qi, of268 as qn, of269 as qr, of270 as qt, of271 as r, of272 as ra, of273 as ri, of274 as rn, of275 as ro, of276 as rr, of277 as rt, of278 as s, of279 as sa, of280 as si, of281 as sn, of282 as sr, of283 as st, of284 as t, of285 as ta, of286 as ti, of287 as tn, of288 as to, of289 as tr, of290 as tt, of291 as u, of292 as ua, of293 as ui, of294 as un, of295 as ur, of296 as ut, of297 as v, of298 as va, of299 as vi, of300 as vn, of301 as vr, of302 as vt, of303 as w, of304 as wa, of305 as wi, of306 as wn, of307 as wr, of308 as wt, of309 as x, of310 as xa, of311 as xi, of312 as xn, of313 as xr, of314 as xt, of315 as y, of316 as ya, of317 as yi, of318 as yn, of319 as yr, of320 as yt, of321 as z, of322 as za, of323 as zi, of324 as zn, of325 as zr, of326 as zt };
