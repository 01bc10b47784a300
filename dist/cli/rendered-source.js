// src/render/rendered-source.ts
/** A path in a source as reports name it. */
function reportedPath({ folder }, path) {
	const steps = folder === "" ? [] : folder.split("/");
	let rest = path;
	while (rest.startsWith("../") && steps.length > 0 && steps.at(-1) !== "..") {
		steps.pop();
		rest = rest.slice(3);
	}
	return [...steps, rest].join("/");
}
export { reportedPath as t };
