import { Ui as valueAt, Wi as rootOf, Xn as generatorGlobs, bi as parseDocumentAt, yi as splitDocuments, zi as items } from "./check.js";
// src/kubernetes/argo/generator-globs.ts
const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;
/** Whether a text has sets of applications that go through the files of a repository. */
function hasGitGenerators(text) {
	return SET.test(text) && GIT.test(text);
}
/** The globs of the files that sets of applications in a text read. */
function globsOfSets(text) {
	return splitDocuments(text).flatMap((span, index) => {
		const document = SET.test(text.slice(span.start, span.end)) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		return generatorGlobs(items(valueAt(rootOf(document), ["spec", "generators"])));
	});
}
export { hasGitGenerators as n, globsOfSets as t };
