import { Mt as visibleLine, kt as shown } from "./check.js";
// src/report/excerpt.ts
/** What of a line is shown; longer ones, as in JSON on one line, are cut around the place. */
const WIDTH = 100;
/** How much is shown before the place in a line that is cut. */
const LEAD = 30;
/** The source line of a finding with its place marked below. */
function excerpt({ text, lines }, finding, paint) {
	const { start, end } = lines.span(finding.line);
	const line = text.slice(start, end).replace(/^\uFEFF/, " ");
	const from = line.length > WIDTH ? Math.max(0, finding.column - 1 - LEAD) : 0;
	const last = finding.endLine === finding.line ? finding.endColumn - 1 : line.length;
	const part = line.slice(from, from + WIDTH);
	const before = visibleLine(line.slice(from, finding.column - 1)).length;
	const marked = visibleLine(line.slice(finding.column - 1, Math.min(last, from + WIDTH))).length;
	const number = String(finding.line).padStart(6);
	const margin = " ".repeat(number.length);
	return [shown`${paint("faint", visibleLine(`${number} |`))} ${visibleLine(part)}`, shown`${paint("faint", visibleLine(`${margin} |`))} ${visibleLine(" ".repeat(before))}${paint(finding.severity, visibleLine("^".repeat(Math.max(1, marked))))}`];
}
export { excerpt as t };
