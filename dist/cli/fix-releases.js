import { yi as whyNotToEdit } from "./check.js";
import { a as ownValueFiles, o as releasesOfEach } from "./repository-sources.js";
import { a as reportedPath } from "./placed-line.js";
import { t as editChart } from "./edit-chart.js";
import { n as newBuilds } from "./check-charts.js";
import { a as unrenderedBy, i as readRelease, n as writtenReleases, r as ReleasesElsewhere } from "./check-releases.js";
import { t as deployedReleases } from "./deployed-releases.js";
import { a as withDeploying, n as hasTarget, r as isTarget, t as writeFixed } from "./write-fixed.js";
const { resolve } = process.getBuiltinModule("node:path");
// src/cli/fix-releases.ts
/**
* Fixes what the charts of others become that releases in files install, in the values of these releases, or
* prints that as a unified diff. The charts stay as they are.
*/
async function fixReleases(files, options, notes) {
	const { root, configuration, means } = options;
	const reader = new ReleasesElsewhere(files, root);
	const written = await writtenReleases(files, reader);
	const { releases, rebuild } = await deployedReleases(written.length === 0 ? [] : withDeploying(root, files), written, {
		root,
		deployed: configuration.kustomizations,
		builds: newBuilds(),
		ruleSet: means.ruleSet,
		reads: reader.built
	});
	const groups = releasesOfEach(releases);
	const shared = sharedFiles(groups);
	const given = new Set(files.map(({ path }) => resolve(path)));
	const mayEdit = (path) => given.has(resolve(path)) && !shared.has(path);
	const fixing = new FixingReleases({
		...options,
		reader,
		mayEdit,
		rebuild
	}, notes);
	for (const group of groups) await fixing.fix(group);
	return fixing;
}
/** The files that several releases read: those of values, and of patches. */
function sharedFiles(groups) {
	const [seen, shared] = [/* @__PURE__ */ new Set(), /* @__PURE__ */ new Set()];
	for (const group of groups) {
		const files = group.flatMap((one) => [...ownValueFiles(one), ...(one.beside ?? []).map(({ path }) => path).filter((path) => path !== one.file.path)]);
		for (const path of new Set(files)) (seen.has(path) ? shared : seen).add(path);
	}
	return shared;
}
var FixingReleases = class {
	releases = [];
	values = /* @__PURE__ */ new Set();
	unrendered = /* @__PURE__ */ new Map();
	/** The files that were edited, as they are then. */
	#texts = /* @__PURE__ */ new Map();
	#by;
	#notes;
	constructor(by, notes) {
		this.#by = by;
		this.#notes = notes;
	}
	async fix(group) {
		const releases = await this.#now(group);
		const chart = await readRelease(releases, this.#by);
		if (!chart) return;
		if ("reason" in chart) {
			this.#notRendered(releases, chart.reason);
			return;
		}
		const read = await this.#edited(chart);
		const { unsafe, dryRun, target, means } = this.#by;
		const canEdit = await this.#editable(chart);
		const isWanted = (finding) => isTarget(target, finding);
		const by = {
			unsafe,
			isWanted,
			canEdit,
			rebuild: this.#rebuild
		};
		const fixed = await this.#by.fixChart(read, means, by);
		const { rendered, renderings, judged } = fixed.result;
		if (!rendered.values) {
			this.#notRendered(releases, rendered.skips[0]?.reason ?? "");
			return;
		}
		if (renderings.flatMap((one) => one.judged.manifest.resources).some((resource) => hasTarget(target, resource))) this.#notes.found();
		for (const { manifest } of judged) this.#notes.skipped(manifest.skips);
		const name = releases[0].file.path;
		await writeFixed({
			name,
			fixed,
			files: fixed.files
		}, dryRun, this.#notes);
		this.#notes.notFixed(fixed);
		for (const one of chart.releases ?? []) this.releases.push(one);
		for (const { file } of rendered.values) this.values.add(file.path);
		for (const { path, after } of fixed.files) this.#texts.set(path, after);
	}
	/** A release as its file has it now. */
	async #now(group) {
		const [{ name, file, beside }, ...others] = group;
		const text = this.#texts.get(file.path);
		if (beside || others.length > 0 || text === void 0) return group;
		const found = (await this.#by.reader.in({
			path: file.path,
			text
		})).find((one) => one.name === name);
		return found ? [found] : group;
	}
	/** A chart with what was edited before. */
	async #edited(chart) {
		const entries = Object.entries(chart.files).map(([path, text]) => [path, this.#texts.get(reportedPath(chart, path)) ?? text]);
		return editChart(chart, Object.fromEntries(entries), this.#rebuild);
	}
	/** Builds what kustomizations change, with what was edited before. */
	#rebuild = async (texts) => await this.#by.rebuild?.(new Map([...this.#texts, ...texts])) ?? [];
	/** The objects say themselves why. */
	#notRendered(releases, reason) {
		for (const [key, why] of unrenderedBy(releases, reason)) this.unrendered.set(key, why);
	}
	/** Which files people edit, by what `.gitattributes` say of them: the release, and its own files of values. */
	async #editable(chart) {
		const editable = /* @__PURE__ */ new Set();
		for (const [path, text] of Object.entries(chart.files)) {
			const shown = reportedPath(chart, path);
			if (!path.startsWith("../") || !this.#by.mayEdit(shown)) continue;
			const attributes = await this.#by.attributes.of(shown);
			if (whyNotToEdit({
				path,
				text,
				attributes
			}) === void 0) editable.add(path);
		}
		return (path) => editable.has(path);
	}
};
export { fixReleases };
