import { pr as isValuesPath } from "./check.js";
// src/render/chart-sources.ts
/** The files that a value set is written in, from the chart's folder, the ones last that count over the others. */
function filesOfSet({ inline = {} }, { values, postFrom, builtFrom = [] }) {
	const files = values.map((name) => inline[name]?.path ?? name);
	return [.../* @__PURE__ */ new Set([
		...files,
		...builtFrom,
		...postFrom ? [postFrom.path] : []
	])];
}
/** Values that the chart's own tests use, and values for an environment beside the chart's own. */
const SETS = [
	/^ci\/[^/]*values\.ya?ml$/,
	/^values[-._][^/]+\.ya?ml$/,
	/^[^/]+[-._]values\.ya?ml$/
];
/** Whatever is named so, wherever it stands: only for who knows that it counts. */
function isNamedValues(path) {
	if (!/\.ya?ml$/.test(path) || /^(?:templates|charts)\//.test(path)) return false;
	const [name, folder] = path.split("/").toReversed();
	return name?.includes("values") === true || folder === "values";
}
/** More are for a matrix that nobody deploys as a whole. */
const MAX_SETS = 12;
/**
* The value sets of a chart: its defaults, then the values files that stand where charts have them.
*
* @param wanted the files that come first, also those that stand elsewhere, and how many there are at most
*   unless these are more
*/
function valueSetsIn(paths, { first, most } = ALL) {
	const sorted = paths.toSorted();
	const preferred = sorted.filter((path) => first.has(path) && isNamedValues(path) && path !== "values.yaml").slice(0, MAX_SETS);
	const others = sorted.filter((path) => !first.has(path) && SETS.some((pattern) => pattern.test(path)));
	return [{
		name: void 0,
		values: []
	}, ...[...preferred, ...others.slice(0, Math.max(0, most - preferred.length))].toSorted().map((name) => ({
		name,
		values: [name]
	}))];
}
const ALL = {
	first: /* @__PURE__ */ new Set(),
	most: MAX_SETS
};
/**
* Whether a file of a rendered chart shows in the rendering. What else is in the folder, such as `crds/`,
* is judged as it is.
*
* @param path from the chart's folder
*/
function isRendered(path) {
	return /^(?:templates|charts)\//.test(path) || /^(?:Chart|requirements)\.(?:ya?ml|lock)$/.test(path) || /^files\/.*\.(?:tpl|gotmpl|tmpl)$/.test(path) || /^README(?:\.md)?\.gotmpl$/.test(path);
}
/** Whether what a file comes to is known only from the rendering of the chart in a folder: templates and values. */
function isSourceOf(folder, path) {
	const isBelow = folder === "" || path.startsWith(`${folder}/`);
	const own = path.slice(folder === "" ? 0 : folder.length + 1);
	return isBelow && (isRendered(own) || isValuesPath(own));
}
export { valueSetsIn as i, isRendered as n, isSourceOf as r, filesOfSet as t };
