import { L as printPatch, Rn as podsOf, pn as shownObject } from "./check.js";
import { n as writeWhole, t as noteOutput } from "./output-file.js";
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
export { hasTarget as n, isTarget as r, writeFixed as t };
