import { n as withProvedFixes } from "./prove-roots.js";
import { t as buildKustomizations } from "./build-kustomizations.js";
// src/cli/check-kustomizations.ts
/** Builds the kustomizations that files deploy, and judges what they become. */
async function checkKustomizations(files, ruleSet, by) {
	const built = await buildKustomizations(files, ruleSet, by);
	const { renderedDocuments = /* @__PURE__ */ new Set(), named = /* @__PURE__ */ new Set() } = ruleSet;
	if (!built) return {
		judged: [],
		shown: /* @__PURE__ */ new Set(),
		named,
		renderedDocuments
	};
	const { roots, means, isGiven } = built;
	const judged = by.fixes ? await withProvedFixes(built, roots, means, isGiven) : built.judged;
	return {
		...built,
		judged
	};
}
export { checkKustomizations as t };
