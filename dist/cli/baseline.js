import { Rr as BrokenConfiguration, ur as SEVERITIES } from "./check.js";
// src/configuration/baseline.ts
const HEADER = `# Findings that were there when this baseline was written: they are not reported and fail nothing.
# \`podseal baseline --prune\` removes what is gone; \`podseal baseline\` writes the file anew.
# Each line: key, file, rule, severity, kind, object, container, image.
`;
const KEY = /^[0-9a-f]{16}$/;
/** What git writes into a file that two branches changed. */
const CONFLICT = /^(?:[<>|]{7}(?: .*)?|={7})$/;
/** What stands for an empty field. */
const EMPTY = "-";
/** Reads a baseline, and what is wrong with it. Of a merge conflict it reads both sides. */
function readBaseline({ text }) {
	const entries = [];
	let fault;
	for (const [index, line] of text.split("\n").entries()) {
		const content = line.trimEnd();
		if (content === "" || content.startsWith("#")) continue;
		const entry = readEntry(content);
		if (entry) entries.push(entry);
		else if (!fault || fault.isConflict) {
			const isConflict = CONFLICT.test(content);
			if (!fault || !isConflict) fault = {
				line: index + 1,
				isConflict
			};
		}
	}
	return fault ? {
		entries,
		fault
	} : { entries };
}
/**
* The entries of a baseline.
*
* @param where as the end of a message: ` on the base branch`
* @throws BrokenConfiguration for a line that is none
*/
function requireBaseline(file, where = "") {
	const [fault] = faultsOfBaseline(file, where);
	if (!fault) return readBaseline(file).entries;
	throw new BrokenConfiguration([fault], `${fault.path}:${fault.line}: ${fault.message}.`);
}
/** The first line of a baseline that is none. */
function faultsOfBaseline(file, where = "") {
	const { fault } = readBaseline(file);
	if (!fault) return [];
	const message = fault.isConflict ? `a merge conflict${where}. Run podseal baseline --prune: it keeps what still has a finding` : `this is not a line of a baseline${where}. Write the file anew: podseal baseline`;
	return [{
		path: file.path,
		line: fault.line,
		column: 1,
		message
	}];
}
function readEntry(line) {
	const fields = line.split(" ");
	const [key = "", path = "", rule = "", grade = "", ...who] = fields.map(readField);
	const [kind = "", name = "", container = "", image = ""] = who;
	const severity = SEVERITIES.find((one) => one === grade);
	if (fields.length !== FIELDS || !KEY.test(key) || path === "" || !severity) return void 0;
	return {
		key,
		path,
		rule,
		severity,
		kind,
		name,
		container,
		image
	};
}
const FIELDS = 8;
/** The text of a baseline: its entries, sorted. */
function writeBaseline(entries) {
	const lines = entries.map(({ key, path, rule, severity, kind, name, container, image }) => [
		key,
		path,
		rule,
		severity,
		kind,
		name,
		container,
		image
	].map(writeField).join(" "));
	return HEADER + [...new Set(lines)].toSorted().map((line) => `${line}\n`).join("");
}
/** A field may hold anything, and a line has to stay one, with as many fields. */
function writeField(text) {
	if (text === "") return EMPTY;
	return text === EMPTY ? "%2D" : text.replace(/\p{Cs}/gu, "�").replace(/[%\s\p{C}]/gu, encodeURIComponent);
}
function readField(text) {
	if (text === EMPTY) return "";
	try {
		return decodeURIComponent(text);
	} catch {
		return text;
	}
}
export { writeBaseline as i, readBaseline as n, requireBaseline as r, faultsOfBaseline as t };
