import { Ar as applyEdits, ti as byteLength, yn as rulePage } from "./judge-thread.js";
import { c as jsonText, u as shown } from "./carry-out.js";
import { t as plainMessage } from "./plain-message.js";
// src/report/formats/rdjson.ts
const SEVERITIES = {
	error: "ERROR",
	warning: "WARNING",
	notice: "INFO"
};
/** The Reviewdog Diagnostic Format as one JSON (reviewdog, proto/rdf: `DiagnosticResult`). */
function rdjson() {
	return {
		start: shown`{"source":{"name":"podseal","url":"https://github.com/podseal/podseal"},"diagnostics":[\n`,
		between: shown`,\n`,
		file(file) {
			const fixes = file.fixes();
			return file.findings.map((finding, index) => jsonText(diagnosticOf(file, finding, fixes[index] ?? null)));
		},
		end: () => shown`\n]}\n`
	};
}
function diagnosticOf(file, finding, fix) {
	const { line, column, endLine, endColumn, rule, severity } = finding;
	const start = {
		line,
		column: byteColumn(file, line, column)
	};
	const end = {
		line: endLine,
		column: byteColumn(file, endLine, endColumn)
	};
	return {
		message: plainMessage(finding),
		location: {
			path: finding.file,
			range: {
				start,
				end
			}
		},
		severity: SEVERITIES[severity],
		code: {
			value: rule,
			url: rulePage(rule)
		},
		...fix && { suggestions: [suggestionOf(file, fix)] }
	};
}
/** All edits of a fix as one: what a suggestion replaces is one range. */
function suggestionOf(file, { edits }) {
	const first = edits.reduce((least, { start }) => Math.min(least, start), Infinity);
	const last = edits.reduce((most, { end }) => Math.max(most, end), first);
	const moved = edits.map((edit) => ({
		...edit,
		start: edit.start - first,
		end: edit.end - first
	}));
	const text = applyEdits(file.text.slice(first, last), moved);
	return {
		range: {
			start: byteAt(file, first),
			end: byteAt(file, last)
		},
		text
	};
}
function byteAt(file, offset) {
	const { line, column } = file.lines.position(offset);
	return {
		line,
		column: byteColumn(file, line, column)
	};
}
/** Its columns count bytes of UTF-8, from 1. */
function byteColumn({ text, lines }, line, column) {
	const { start } = lines.span(line);
	return byteLength(text.slice(start, start + column - 1)) + 1;
}
export { rdjson };
