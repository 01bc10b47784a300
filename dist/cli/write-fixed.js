import { Di as shownObject, Wt as printPatch, Z as isKustomization, ct as listTree, si as podsOf } from "./check.js";
import { i as shownRoot } from "./build-kustomizations.js";
import { a as allReleaseFiles, n as newBuilds, o as readChartReleases } from "./check-charts.js";
import { a as readsChartReleases } from "./read-built-releases.js";
import { t as deployedReleases } from "./deployed-releases.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
const { join, resolve } = process.getBuiltinModule("node:path");
// src/cli/project-releases.ts
/**
* The releases in a project of some charts, as its kustomizations build them; nothing is built where no release is of
* these.
*
* @param known files that are looked through as well, whatever their names
* @param folders of the charts
*/
async function readProjectReleases(known, folders, { root, configuration, ruleSet }) {
	const files = releaseFiles(root, known);
	const written = await readChartReleases(root, files);
	const charts = new Set(folders.map((folder) => resolve(folder)));
	const own = written.filter(({ folder }) => charts.has(resolve(root, folder)));
	if (own.length === 0) return { releases: [] };
	const by = {
		root,
		deployed: configuration.kustomizations,
		builds: newBuilds(),
		ruleSet,
		reads: readsChartReleases
	};
	return deployedReleases([...files, ...kustomizationsBeside(root, files)], own, by);
}
function releaseFiles(root, known) {
	return allReleaseFiles(root, known).map((file) => ({
		...file,
		named: false
	}));
}
function kustomizationsBeside(root, files) {
	const seen = new Set(files.map(({ path }) => resolve(path)));
	const shown = shownRoot(root, files);
	return listTree(root).map((path) => ({
		path: join(shown, path),
		named: false
	})).filter((file) => isKustomization(file) && !seen.has(resolve(file.path)));
}
/** Files, with all of their project that tells how releases are built: its kustomizations, and what deploys these. */
function withDeploying(root, known) {
	const files = releaseFiles(root, known);
	return [...files, ...kustomizationsBeside(root, files)];
}
// src/cli/fix-target.ts
/** Whether a finding is about what is to be fixed. */
function isTarget({ object, container }, finding) {
	const { subject } = finding;
	const { kind, name } = subject.resource;
	const names = [name, shownObject(finding).name].map((one) => `${kind}/${one}`);
	return (object === void 0 || names.includes(object)) && (container === void 0 || container === subject.container?.name);
}
/** Whether an object is what is to be fixed, or has it. */
function hasTarget({ object, container }, resource) {
	const names = podsOf(resource).flatMap(({ containers }) => containers.map(({ name }) => name));
	return (object === void 0 || object === `${resource.kind}/${resource.name}`) && (container === void 0 || names.includes(container));
}
// src/cli/write-fixed.ts
/** Writes the files; after one that can't be written no more, since they belong together. */
async function writeFixed({ name, fixed, files }, dryRun, notes) {
	if (files.length === 0) return;
	for (const file of files) if (dryRun) await printPatch(file.path, file.before, file.after);
	else {
		const error = await writeOne(file);
		if (error === void 0) continue;
		notes.failed(file.path, error);
		return;
	}
	await notes.fixed(name, fixed, {
		dryRun,
		files: files.map(({ path }) => path)
	});
}
async function writeOne({ path, before, after }) {
	return writeWhole(await noteOutput(path), before, after);
}
export { withDeploying as a, readProjectReleases as i, hasTarget as n, isTarget as r, writeFixed as t };
