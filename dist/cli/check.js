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
const { $: of0, $i: of1, $n: of2, $r: of3, $t: of4, A: of5, Aa: of6, Ai: of7, An: of8, Ar: of9, At: of10, B: of11, Ba: of12, Bi: of13, Bn: of14, Br: of15, Bt: of16, C: of17, Ca: of18, Ci: of19, Cn: of20, Cr: of21, Ct: of22, D: of23, Da: of24, Di: of25, Dn: of26, Dr: of27, Dt: of28, E: of29, Ea: of30, Ei: of31, En: of32, Er: of33, Et: of34, F: of35, Fa: of36, Fi: of37, Fn: of38, Fr: of39, Ft: of40, G: of41, Ga: of42, Gi: of43, Gn: of44, Gr: of45, Gt: of46, H: of47, Ha: of48, Hi: of49, Hn: of50, Hr: of51, Ht: of52, I: of53, Ia: of54, Ii: of55, In: of56, Ir: of57, It: of58, J: of59, Ja: of60, Ji: of61, Jn: of62, Jr: of63, Jt: of64, K: of65, Ka: of66, Ki: of67, Kn: of68, Kr: of69, Kt: of70, L: of71, La: of72, Li: of73, Ln: of74, Lr: of75, Lt: of76, M: of77, Ma: of78, Mi: of79, Mn: of80, Mr: of81, Mt: of82, N: of83, Na: of84, Ni: of85, Nn: of86, Nr: of87, Nt: of88, O: of89, Oa: of90, Oi: of91, On: of92, Or: of93, Ot: of94, P: of95, Pa: of96, Pi: of97, Pn: of98, Pr: of99, Pt: of100, Q: of101, Qa: of102, Qi: of103, Qn: of104, Qr: of105, Qt: of106, R: of107, Ra: of108, Ri: of109, Rn: of110, Rr: of111, Rt: of112, S: of113, Sa: of114, Si: of115, Sn: of116, Sr: of117, St: of118, T: of119, Ta: of120, Ti: of121, Tn: of122, Tr: of123, Tt: of124, U: of125, Ua: of126, Ui: of127, Un: of128, Ur: of129, Ut: of130, V: of131, Va: of132, Vi: of133, Vn: of134, Vr: of135, Vt: of136, W: of137, Wa: of138, Wi: of139, Wn: of140, Wr: of141, Wt: of142, X: of143, Xa: of144, Xi: of145, Xn: of146, Xr: of147, Xt: of148, Y: of149, Ya: of150, Yi: of151, Yn: of152, Yr: of153, Yt: of154, Z: of155, Za: of156, Zi: of157, Zn: of158, Zr: of159, Zt: of160, _: of161, _a: of162, _i: of163, _n: of164, _r: of165, _t: of166, a: of167, aa: of168, ai: of169, an: of170, ar: of171, at: of172, b: of173, ba: of174, bi: of175, bn: of176, br: of177, bt: of178, c: of179, ca: of180, ci: of181, cn: of182, cr: of183, ct: of184, d: of185, da: of186, di: of187, dn: of188, dr: of189, dt: of190, ea: of191, ei: of192, en: of193, er: of194, et: of195, f: of196, fa: of197, fi: of198, fn: of199, fr: of200, ft: of201, g: of202, ga: of203, gi: of204, gn: of205, gr: of206, gt: of207, h: of208, ha: of209, hi: of210, hn: of211, hr: of212, ht: of213, i: of214, ia: of215, ii: of216, in: of217, ir: of218, it: of219, j: of220, ja: of221, ji: of222, jn: of223, jr: of224, jt: of225, k: of226, ka: of227, ki: of228, kn: of229, kr: of230, kt: of231, l: of232, la: of233, li: of234, ln: of235, lr: of236, lt: of237, m: of238, ma: of239, mi: of240, mn: of241, mr: of242, mt: of243, n: of244, na: of245, ni: of246, nn: of247, nr: of248, nt: of249, o: of250, oa: of251, oi: of252, on: of253, or: of254, ot: of255, p: of256, pa: of257, pi: of258, pn: of259, pr: of260, pt: of261, q: of262, qa: of263, qi: of264, qn: of265, qr: of266, qt: of267, r: of268, ra: of269, ri: of270, rn: of271, rr: of272, rt: of273, s: of274, sa: of275, si: of276, sn: of277, sr: of278, st: of279, t: of280, ta: of281, ti: of282, tn: of283, tr: of284, tt: of285, u: of286, ua: of287, ui: of288, un: of289, ur: of290, ut: of291, v: of292, va: of293, vi: of294, vn: of295, vr: of296, vt: of297, w: of298, wa: of299, wi: of300, wn: of301, wr: of302, wt: of303, x: of304, xa: of305, xi: of306, xn: of307, xr: of308, xt: of309, y: of310, ya: of311, yi: of312, yn: of313, yr: of314, yt: of315, z: of316, za: of317, zi: of318, zn: of319, zr: of320, zt: of321 } = part("check");
export { of0 as $, of1 as $i, of2 as $n, of3 as $r, of4 as $t, of5 as A, of6 as Aa, of7 as Ai, of8 as An, of9 as Ar, of10 as At, of11 as B, of12 as Ba, of13 as Bi, of14 as Bn, of15 as Br, of16 as Bt, of17 as C, of18 as Ca, of19 as Ci, of20 as Cn, of21 as Cr, of22 as Ct, of23 as D, of24 as Da, of25 as Di, of26 as Dn, of27 as Dr, of28 as Dt, of29 as E, of30 as Ea, of31 as Ei, of32 as En, of33 as Er, of34 as Et, of35 as F, of36 as Fa, of37 as Fi, of38 as Fn, of39 as Fr, of40 as Ft, of41 as G, of42 as Ga, of43 as Gi, of44 as Gn, of45 as Gr, of46 as Gt, of47 as H, of48 as Ha, of49 as Hi, of50 as Hn, of51 as Hr, of52 as Ht, of53 as I, of54 as Ia, of55 as Ii, of56 as In, of57 as Ir, of58 as It, of59 as J, of60 as Ja, of61 as Ji, of62 as Jn, of63 as Jr, of64 as Jt, of65 as K, of66 as Ka, of67 as Ki, of68 as Kn, of69 as Kr, of70 as Kt, of71 as L, of72 as La, of73 as Li, of74 as Ln, of75 as Lr, of76 as Lt, of77 as M, of78 as Ma, of79 as Mi, of80 as Mn, of81 as Mr, of82 as Mt, of83 as N, of84 as Na, of85 as Ni, of86 as Nn, of87 as Nr, of88 as Nt, of89 as O, of90 as Oa, of91 as Oi, of92 as On, of93 as Or, of94 as Ot, of95 as P, of96 as Pa, of97 as Pi, of98 as Pn, of99 as Pr, of100 as Pt, of101 as Q, of102 as Qa, of103 as Qi, of104 as Qn, of105 as Qr, of106 as Qt, of107 as R, of108 as Ra, of109 as Ri, of110 as Rn, of111 as Rr, of112 as Rt, of113 as S, of114 as Sa, of115 as Si, of116 as Sn, of117 as Sr, of118 as St, of119 as T, of120 as Ta, of121 as Ti, of122 as Tn, of123 as Tr, of124 as Tt, of125 as U, of126 as Ua, of127 as Ui, of128 as Un, of129 as Ur, of130 as Ut, of131 as V, of132 as Va, of133 as Vi, of134 as Vn, of135 as Vr, of136 as Vt, of137 as W, of138 as Wa, of139 as Wi, of140 as Wn, of141 as Wr, of142 as Wt, of143 as X, of144 as Xa, of145 as Xi, of146 as Xn, of147 as Xr, of148 as Xt, of149 as Y, of150 as Ya, of151 as Yi, of152 as Yn, of153 as Yr, of154 as Yt, of155 as Z, of156 as Za, of157 as Zi, of158 as Zn, of159 as Zr, of160 as Zt, of161 as _, of162 as _a, of163 as _i, of164 as _n, of165 as _r, of166 as _t, of167 as a, of168 as aa, of169 as ai, of170 as an, of171 as ar, of172 as at, of173 as b, of174 as ba, of175 as bi, of176 as bn, of177 as br, of178 as bt, of179 as c, of180 as ca, of181 as ci, of182 as cn, of183 as cr, of184 as ct, of185 as d, of186 as da, of187 as di, of188 as dn, of189 as dr, of190 as dt, of191 as ea, of192 as ei, of193 as en, of194 as er, of195 as et, of196 as f, of197 as fa, of198 as fi, of199 as fn, of200 as fr, of201 as ft, of202 as g, of203 as ga, of204 as gi, of205 as gn, of206 as gr, of207 as gt, of208 as h, of209 as ha, of210 as hi, of211 as hn, of212 as hr, of213 as ht, of214 as i, of215 as ia, of216 as ii, of217 as in, of218 as ir, of219 as it, of220 as j, of221 as ja, of222 as ji, of223 as jn, of224 as jr, of225 as jt, of226 as k, of227 as ka, of228 as ki, of229 as kn, of230 as kr, of231 as kt, of232 as l, of233 as la, of234 as li, of235 as ln, of236 as lr, of237 as lt, of238 as m, of239 as ma, of240 as mi, of241 as mn, of242 as mr, of243 as mt, of244 as n, of245 as na, of246 as ni, of247 as nn, of248 as nr, of249 as nt, of250 as o, of251 as oa, of252 as oi, of253 as on, of254 as or, of255 as ot, of256 as p, of257 as pa, of258 as pi, of259 as pn, of260 as pr, of261 as pt, of262 as q, of263 as qa, of264 as qi, of265 as qn, of266 as qr, of267 as qt, of268 as r, of269 as ra, of270 as ri, of271 as rn, of272 as rr, of273 as rt, of274 as s, of275 as sa, of276 as si, of277 as sn, of278 as sr, of279 as st, of280 as t, of281 as ta, of282 as ti, of283 as tn, of284 as tr, of285 as tt, of286 as u, of287 as ua, of288 as ui, of289 as un, of290 as ur, of291 as ut, of292 as v, of293 as va, of294 as vi, of295 as vn, of296 as vr, of297 as vt, of298 as w, of299 as wa, of300 as wi, of301 as wn, of302 as wr, of303 as wt, of304 as x, of305 as xa, of306 as xi, of307 as xn, of308 as xr, of309 as xt, of310 as y, of311 as ya, of312 as yi, of313 as yn, of314 as yr, of315 as yt, of316 as z, of317 as za, of318 as zi, of319 as zn, of320 as zr, of321 as zt };
