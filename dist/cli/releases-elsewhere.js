import { pn as chartReleasesIn } from "./check.js";
// src/reach/releases-elsewhere.ts
/** As people name files with releases, and the folders that they keep them in. */
const FILE = /release|app|^(?:hr|ks)\b/i;
const FOLDER = /(?:^|[/_.-])(?:argo|flux|gitops|apps?|applications?|releases?|clusters?)/i;
/** A chart's template is no object yet. */
const TEMPLATE = /(?:^|\/)templates\//;
/** Two batches of files; the largest public repositories with charts of their own have some hundred releases. */
const MAX_FILES = 200;
/** A release that a person wrote is shorter. */
const MAX_BYTES = 1e5;
/**
* The releases of some charts in files that a change leaves alone: they are the same before and after it, but for
* sets that go through files which the change brings. One listing of the repository, and the files whose paths say that
* they may have releases.
*
* @param folders of the charts
*/
async function releasesElsewhere(tree, folders, changed, generators) {
	if (folders.size === 0) return {
		base: [],
		head: []
	};
	const files = await releaseTextsElsewhere(tree, [...folders].map((folder) => folder.slice(folder.lastIndexOf("/") + 1)), changed);
	const read = async (side) => {
		const all = await generators.for(side, files);
		return files.flatMap((file) => chartReleasesIn(file, all)).filter(({ folder }) => folders.has(folder));
	};
	return {
		base: await read("base"),
		head: await read("head")
	};
}
/**
* The texts of the files that a change leaves alone and that may have releases.
*
* @param first names that are in the paths of the likeliest
*/
async function releaseTextsElsewhere(tree, first, changed) {
	const files = await tree.all("head");
	const seen = new Set(changed);
	const wanted = releaseFiles((files ?? []).filter(({ path, bytes, isLink }) => !isLink && bytes <= MAX_BYTES && !seen.has(path)), {
		first,
		most: MAX_FILES
	});
	const bytes = await tree.read(wanted.map((file) => ({
		...file,
		isMinor: true
	})));
	return wanted.flatMap(({ path, id }) => {
		const content = bytes.get(id);
		return content ? [{
			path,
			text: new TextDecoder().decode(content)
		}] : [];
	});
}
/** The files that may have releases, by their paths: the likeliest first. */
function releaseFiles(files, { first, most }) {
	return files.flatMap((file) => {
		const { path } = file;
		if (!/\.ya?ml$/i.test(path) || TEMPLATE.test(path)) return [];
		const isNamed = FILE.test(path.slice(path.lastIndexOf("/") + 1));
		if (!isNamed && !FOLDER.test(path)) return [];
		return [{
			file,
			rank: (first.some((name) => name !== "" && path.includes(name)) ? 0 : 2) + (isNamed ? 0 : 1)
		}];
	}).toSorted((a, b) => a.rank - b.rank || (a.file.path < b.file.path ? -1 : 1)).slice(0, most).map(({ file }) => file);
}
export { releaseTextsElsewhere as n, releasesElsewhere as r, releaseFiles as t };
