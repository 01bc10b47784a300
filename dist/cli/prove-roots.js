import { n as rootOriginsOf } from "./merge-roots.js";
import { a as reportedPath } from "./placed-line.js";
import { n as solveRoots, t as originKey } from "./solve-roots.js";
// src/run/prove-roots.ts
/**
* Finds out which findings in kustomizations have a fix in their own file, by building them again with all of
* these fixes.
*
* @param canEdit by paths from the root of the repository
*/
async function withProvedFixes({ judged, origins }, roots, means, canEdit) {
	const fixable = judged.flatMap(({ findings }) => findings.filter(isFixable));
	const wanted = new Set(fixable.flatMap((one) => rootOriginsOf(origins.get(one)).map(originKey)));
	if (wanted.size === 0) return judged;
	const solved = await solveRoots(roots, {
		means,
		canEdit,
		isAllowed: ({ remedy }) => remedy !== void 0 && remedy.changes.length > 0,
		isWanted: (origin) => wanted.has(originKey(origin))
	});
	return judged.map((one) => {
		const { findings } = one;
		const fixes = findings.flatMap((finding) => {
			const fix = ownFix(solved, finding, rootOriginsOf(origins.get(finding)), means.folder);
			return fix ? [[finding, fix]] : [];
		});
		return fixes.length === 0 ? one : {
			...one,
			sourceFixes: new Map(fixes)
		};
	});
}
function isFixable({ rendered }) {
	return rendered?.kind === "kustomization" && rendered.remedy !== void 0;
}
/** The edits of a finding's own file that fix it; undefined where there are none, or others are needed. */
function ownFix(solved, { file }, origins, folder) {
	const [remedy] = solved.remedies(origins);
	if (!remedy || !solved.isGone(origins)) return void 0;
	const edits = solved.edits(origins);
	if (!edits?.every(({ path }) => reportedPath({ folder }, path) === file)) return void 0;
	return {
		edits: edits.map(({ start, end, text }) => ({
			start,
			end,
			text
		})),
		remedy
	};
}
export { withProvedFixes as n, ownFix as t };
