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
// src/render/with-set.ts
/** Which value set something is about, as the end of a clause; nothing for the defaults. */
function withSet({ name }) {
	return name === void 0 ? "" : ` with ${name}`;
}
// src/render/separate-documents.ts
/**
* Helm ends a document at each line that starts with `---`, whatever follows; for YAML, `---kind:` is a key.
* What follows is given a line of its own, with the same places.
*/
function separated(file) {
	const { text, lines, patched } = file;
	if (!/^---\S/m.test(text)) return file;
	const split = text.split("\n").flatMap((line, index) => {
		const from = {
			traced: lines[index] ?? NOWHERE,
			patch: patched?.[index]
		};
		const [, rest] = /^---(\S.*)$/.exec(line) ?? [];
		return rest === void 0 ? [{
			line,
			...from
		}] : [{
			line: "---",
			...from
		}, {
			line: rest,
			...from
		}];
	});
	return {
		...file,
		text: split.map(({ line }) => line).join("\n"),
		lines: split.map(({ traced }) => traced),
		...patched && { patched: split.map(({ patch }) => patch) }
	};
}
/** A line that no template has. */
const NOWHERE = {
	start: [],
	end: [],
	near: [],
	within: []
};
// src/render/placed-line.ts
/** The text of such lines. */
function textOfLines(lines) {
	return lines.map(({ text }) => text).join("\n");
}
export { reportedPath as a, withSet as i, NOWHERE as n, separated as r, textOfLines as t };
