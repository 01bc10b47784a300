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
function readKept(path) {
	try {
		return readFileSync(path);
	} catch {
		return undefined;
	}
}
/** V8 takes kept code as it is: the file gets its name when all of it is on the disk. */
function keep(path, code) {
	const unfinished = `${path}.${process.pid}`;
	try {
		const file = openSync(unfinished, "wx", 384);
		try {
			writeSync(file, code);
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
const { $: of0, $i: of1, $n: of2, $r: of3, $t: of4, A: of5, Aa: of6, Ai: of7, An: of8, Ar: of9, At: of10, B: of11, Bi: of12, Bn: of13, Br: of14, Bt: of15, C: of16, Ca: of17, Ci: of18, Cn: of19, Cr: of20, Ct: of21, D: of22, Da: of23, Di: of24, Dn: of25, Dr: of26, Dt: of27, E: of28, Ea: of29, Ei: of30, En: of31, Er: of32, Et: of33, F: of34, Fa: of35, Fi: of36, Fn: of37, Fr: of38, Ft: of39, G: of40, Gi: of41, Gn: of42, Gr: of43, Gt: of44, H: of45, Hi: of46, Hn: of47, Hr: of48, Ht: of49, I: of50, Ii: of51, In: of52, Ir: of53, It: of54, J: of55, Ji: of56, Jn: of57, Jr: of58, Jt: of59, K: of60, Ki: of61, Kn: of62, Kr: of63, Kt: of64, L: of65, Li: of66, Ln: of67, Lr: of68, Lt: of69, M: of70, Ma: of71, Mi: of72, Mn: of73, Mr: of74, Mt: of75, N: of76, Na: of77, Ni: of78, Nn: of79, Nr: of80, Nt: of81, O: of82, Oa: of83, Oi: of84, On: of85, Or: of86, Ot: of87, P: of88, Pa: of89, Pi: of90, Pn: of91, Pr: of92, Pt: of93, Q: of94, Qi: of95, Qn: of96, Qr: of97, Qt: of98, R: of99, Ri: of100, Rn: of101, Rr: of102, Rt: of103, S: of104, Sa: of105, Si: of106, Sn: of107, Sr: of108, St: of109, T: of110, Ta: of111, Ti: of112, Tn: of113, Tr: of114, Tt: of115, U: of116, Ui: of117, Un: of118, Ur: of119, Ut: of120, V: of121, Vi: of122, Vn: of123, Vr: of124, Vt: of125, W: of126, Wi: of127, Wn: of128, Wr: of129, Wt: of130, X: of131, Xi: of132, Xn: of133, Xr: of134, Xt: of135, Y: of136, Yi: of137, Yn: of138, Yr: of139, Yt: of140, Z: of141, Zi: of142, Zn: of143, Zr: of144, Zt: of145, _: of146, _a: of147, _i: of148, _n: of149, _r: of150, _t: of151, a: of152, aa: of153, ai: of154, an: of155, ar: of156, at: of157, b: of158, ba: of159, bi: of160, bn: of161, br: of162, bt: of163, c: of164, ca: of165, ci: of166, cn: of167, cr: of168, ct: of169, d: of170, da: of171, di: of172, dn: of173, dr: of174, dt: of175, ea: of176, ei: of177, en: of178, er: of179, et: of180, f: of181, fa: of182, fi: of183, fn: of184, fr: of185, ft: of186, g: of187, ga: of188, gi: of189, gn: of190, gr: of191, gt: of192, h: of193, ha: of194, hi: of195, hn: of196, hr: of197, ht: of198, i: of199, ia: of200, ii: of201, in: of202, ir: of203, it: of204, j: of205, ja: of206, ji: of207, jn: of208, jr: of209, jt: of210, k: of211, ka: of212, ki: of213, kn: of214, kr: of215, kt: of216, l: of217, la: of218, li: of219, ln: of220, lr: of221, lt: of222, m: of223, ma: of224, mi: of225, mn: of226, mr: of227, mt: of228, n: of229, na: of230, ni: of231, nn: of232, nr: of233, nt: of234, o: of235, oa: of236, oi: of237, on: of238, or: of239, ot: of240, p: of241, pa: of242, pi: of243, pn: of244, pr: of245, pt: of246, q: of247, qi: of248, qn: of249, qr: of250, qt: of251, r: of252, ra: of253, ri: of254, rn: of255, rr: of256, rt: of257, s: of258, sa: of259, si: of260, sn: of261, sr: of262, st: of263, t: of264, ta: of265, ti: of266, tn: of267, tr: of268, tt: of269, u: of270, ua: of271, ui: of272, un: of273, ur: of274, ut: of275, v: of276, va: of277, vi: of278, vn: of279, vr: of280, vt: of281, w: of282, wa: of283, wi: of284, wn: of285, wr: of286, wt: of287, x: of288, xa: of289, xi: of290, xn: of291, xr: of292, xt: of293, y: of294, ya: of295, yi: of296, yn: of297, yr: of298, yt: of299, z: of300, zi: of301, zn: of302, zr: of303, zt: of304 } = part("check");
export { of0 as $, of1 as $i, of2 as $n, of3 as $r, of4 as $t, of5 as A, of6 as Aa, of7 as Ai, of8 as An, of9 as Ar, of10 as At, of11 as B, of12 as Bi, of13 as Bn, of14 as Br, of15 as Bt, of16 as C, of17 as Ca, of18 as Ci, of19 as Cn, of20 as Cr, of21 as Ct, of22 as D, of23 as Da, of24 as Di, of25 as Dn, of26 as Dr, of27 as Dt, of28 as E, of29 as Ea, of30 as Ei, of31 as En, of32 as Er, of33 as Et, of34 as F, of35 as Fa, of36 as Fi, of37 as Fn, of38 as Fr, of39 as Ft, of40 as G, of41 as Gi, of42 as Gn, of43 as Gr, of44 as Gt, of45 as H, of46 as Hi, of47 as Hn, of48 as Hr, of49 as Ht, of50 as I, of51 as Ii, of52 as In, of53 as Ir, of54 as It, of55 as J, of56 as Ji, of57 as Jn, of58 as Jr, of59 as Jt, of60 as K, of61 as Ki, of62 as Kn, of63 as Kr, of64 as Kt, of65 as L, of66 as Li, of67 as Ln, of68 as Lr, of69 as Lt, of70 as M, of71 as Ma, of72 as Mi, of73 as Mn, of74 as Mr, of75 as Mt, of76 as N, of77 as Na, of78 as Ni, of79 as Nn, of80 as Nr, of81 as Nt, of82 as O, of83 as Oa, of84 as Oi, of85 as On, of86 as Or, of87 as Ot, of88 as P, of89 as Pa, of90 as Pi, of91 as Pn, of92 as Pr, of93 as Pt, of94 as Q, of95 as Qi, of96 as Qn, of97 as Qr, of98 as Qt, of99 as R, of100 as Ri, of101 as Rn, of102 as Rr, of103 as Rt, of104 as S, of105 as Sa, of106 as Si, of107 as Sn, of108 as Sr, of109 as St, of110 as T, of111 as Ta, of112 as Ti, of113 as Tn, of114 as Tr, of115 as Tt, of116 as U, of117 as Ui, of118 as Un, of119 as Ur, of120 as Ut, of121 as V, of122 as Vi, of123 as Vn, of124 as Vr, of125 as Vt, of126 as W, of127 as Wi, of128 as Wn, of129 as Wr, of130 as Wt, of131 as X, of132 as Xi, of133 as Xn, of134 as Xr, of135 as Xt, of136 as Y, of137 as Yi, of138 as Yn, of139 as Yr, of140 as Yt, of141 as Z, of142 as Zi, of143 as Zn, of144 as Zr, of145 as Zt, of146 as _, of147 as _a, of148 as _i, of149 as _n, of150 as _r, of151 as _t, of152 as a, of153 as aa, of154 as ai, of155 as an, of156 as ar, of157 as at, of158 as b, of159 as ba, of160 as bi, of161 as bn, of162 as br, of163 as bt, of164 as c, of165 as ca, of166 as ci, of167 as cn, of168 as cr, of169 as ct, of170 as d, of171 as da, of172 as di, of173 as dn, of174 as dr, of175 as dt, of176 as ea, of177 as ei, of178 as en, of179 as er, of180 as et, of181 as f, of182 as fa, of183 as fi, of184 as fn, of185 as fr, of186 as ft, of187 as g, of188 as ga, of189 as gi, of190 as gn, of191 as gr, of192 as gt, of193 as h, of194 as ha, of195 as hi, of196 as hn, of197 as hr, of198 as ht, of199 as i, of200 as ia, of201 as ii, of202 as in, of203 as ir, of204 as it, of205 as j, of206 as ja, of207 as ji, of208 as jn, of209 as jr, of210 as jt, of211 as k, of212 as ka, of213 as ki, of214 as kn, of215 as kr, of216 as kt, of217 as l, of218 as la, of219 as li, of220 as ln, of221 as lr, of222 as lt, of223 as m, of224 as ma, of225 as mi, of226 as mn, of227 as mr, of228 as mt, of229 as n, of230 as na, of231 as ni, of232 as nn, of233 as nr, of234 as nt, of235 as o, of236 as oa, of237 as oi, of238 as on, of239 as or, of240 as ot, of241 as p, of242 as pa, of243 as pi, of244 as pn, of245 as pr, of246 as pt, of247 as q, of248 as qi, of249 as qn, of250 as qr, of251 as qt, of252 as r, of253 as ra, of254 as ri, of255 as rn, of256 as rr, of257 as rt, of258 as s, of259 as sa, of260 as si, of261 as sn, of262 as sr, of263 as st, of264 as t, of265 as ta, of266 as ti, of267 as tn, of268 as tr, of269 as tt, of270 as u, of271 as ua, of272 as ui, of273 as un, of274 as ur, of275 as ut, of276 as v, of277 as va, of278 as vi, of279 as vn, of280 as vr, of281 as vt, of282 as w, of283 as wa, of284 as wi, of285 as wn, of286 as wr, of287 as wt, of288 as x, of289 as xa, of290 as xi, of291 as xn, of292 as xr, of293 as xt, of294 as y, of295 as ya, of296 as yi, of297 as yn, of298 as yr, of299 as yt, of300 as z, of301 as zi, of302 as zn, of303 as zr, of304 as zt };
