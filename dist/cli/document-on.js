import { Si as indexLines, yi as splitDocuments } from "./check.js";
// src/render/layers/document-on.ts
/** Which document of a text a line is in, from 0; -1 for none. */
function documentOn(text, line) {
	const at = indexLines(text).span(line);
	return splitDocuments(text).findIndex(({ start, end }) => at.start < end && at.end >= start);
}
export { documentOn as t };
