import { i as subjectName, p as visibleLine } from "./carry-out.js";
// src/report/exempt-line.ts
/** An exempt finding on a line: what was found, why it is exempt, and where that is written. */
function exemptLine({ finding, reason, expires, source }) {
	const { file, line, column, rule, message } = finding;
	const what = `${file}:${line}:${column}  ${subjectName(finding)}: ${message} (${rule})`;
	const end = expires === void 0 ? "" : `, until ${expires}`;
	return visibleLine(`${what}: ${reason} [${source}${end}]`);
}
export { exemptLine as t };
