import { Er as groupBy } from "./judge-thread.js";
import { i as subjectName } from "./carry-out.js";
// src/report/told-findings.ts
/** More names than these are counted. */
const MAX_NAMES = 3;
/**
* Findings as people read them: a template or a key of values makes several containers, whose findings
* stand at one place and differ in nothing else.
*
* @param nameOf what a finding is about
*/
function toldFindings(findings, nameOf = subjectName) {
	return groupBy(findings, likeness).flatMap((group) => {
		const [finding] = group;
		return finding ? [{
			finding,
			subject: subjectOf(group, nameOf)
		}] : [];
	});
}
function likeness(finding) {
	const { file, line, column, endLine, endColumn, rule, severity, message } = finding;
	return [
		line,
		column,
		endLine,
		endColumn,
		rule,
		severity,
		message,
		file
	].join(" ");
}
function subjectOf(group, nameOf) {
	const names = [...new Set(group.map(nameOf))];
	if (names.length === 1 && group.length > 1) return `${names[0]} in ${group.length} objects`;
	const more = names.length - MAX_NAMES;
	return more > 0 ? `${names.slice(0, MAX_NAMES).join(", ")} and ${more} more` : names.join(", ");
}
export { toldFindings as t };
