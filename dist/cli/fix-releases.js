import { Bn as whyNotToEdit } from "./check.js";
import { r as ownValueFiles } from "./elsewhere-releases.js";
import { r as reportedPath } from "./placed-line.js";
import { t as fixChart } from "./fix-chart.js";
import { n as hasTarget, r as isTarget, t as writeFixed } from "./write-fixed.js";
import { i as unrenderedBy, n as readRelease, r as readReleaseFile, t as ReleasesElsewhere } from "./read-release.js";
const { resolve } = process.getBuiltinModule("node:path");
// src/cli/fix-releases.ts
/**
* Fixes what the charts of others become that releases in files install, in the values of these releases, or
* prints that as a unified diff. The charts stay as they are.
*/
async function fixReleases(files, options, notes) {
	const reader = new ReleasesElsewhere(files, options.root);
	const sources = [];
	const counts = /* @__PURE__ */ new Map();
	for (const file of files) {
		const source = await readReleaseFile(file);
		if (!source) continue;
		sources.push(source);
		for (const path of (await reader.in(source)).flatMap(ownValueFiles)) counts.set(path, (counts.get(path) ?? 0) + 1);
	}
	const given = new Set(files.map(({ path }) => resolve(path)));
	const mayEdit = (path) => given.has(resolve(path)) && (counts.get(path) ?? 0) <= 1;
	const fixing = new FixingReleases({
		...options,
		reader,
		mayEdit
	}, notes);
	for (const source of sources) await fixing.fixFile(source);
	return fixing;
}
var FixingReleases = class {
	releases = [];
	values = /* @__PURE__ */ new Set();
	unrendered = /* @__PURE__ */ new Map();
	#by;
	#notes;
	constructor(by, notes) {
		this.#by = by;
		this.#notes = notes;
	}
	/** Fixes the releases in a file one after the other: each fix is made in what the one before left. */
	async fixFile({ path, text: before }) {
		const { length } = await this.#by.reader.in({
			path,
			text: before
		});
		let text = before;
		for (let index = 0; index < length; index++) {
			const release = (await this.#by.reader.in({
				path,
				text
			}))[index];
			if (release) text = await this.#fix(release);
		}
	}
	/** @returns the text of the release's file, as it is then */
	async #fix(release) {
		const { path, text } = release.file;
		const chart = await readRelease(release, this.#by);
		if (!chart) return text;
		if ("reason" in chart) return this.#notRendered(release, chart.reason);
		const { unsafe, dryRun, target, means } = this.#by;
		const canEdit = await this.#editable(chart);
		const isWanted = (finding) => isTarget(target, finding);
		const fixed = await fixChart({ chart }, means, {
			unsafe,
			isWanted,
			canEdit
		});
		const { rendered, renderings, judged } = fixed.result;
		if (!rendered.values) return this.#notRendered(release, rendered.skips[0]?.reason ?? "");
		if (renderings.flatMap((one) => one.judged.manifest.resources).some((resource) => hasTarget(target, resource))) this.#notes.found();
		for (const { manifest } of judged) this.#notes.skipped(manifest.skips);
		await writeFixed({
			name: path,
			fixed,
			files: fixed.files
		}, dryRun, this.#notes);
		this.#notes.notFixed(fixed);
		for (const one of chart.releases ?? []) this.releases.push(one);
		for (const { file } of rendered.values) this.values.add(file.path);
		return fixed.files.find((file) => file.path === path)?.after ?? text;
	}
	/** The objects say themselves why. */
	#notRendered(release, reason) {
		for (const [key, why] of unrenderedBy(release, reason)) this.unrendered.set(key, why);
		return release.file.text;
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
