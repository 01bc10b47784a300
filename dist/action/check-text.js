import { Ht as ADD_CHART, Qr as count, Sn as pathOperands, h as moreFiles, m as listedSkips } from "./judge-thread.js";
import { i as subjectName, o as joinShown, p as visibleLine, r as fullName, u as shown } from "./carry-out.js";
import { t as exemptLine } from "./exempt-line.js";
import { t as toldFindings } from "./told-findings.js";
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
// src/report/check-text.ts
/**
* Findings for a terminal: grouped by file, a line each, with the source under it. It does not ask for fixes:
* to make and prove one takes longer than to find what it fixes.
*
* @param paths what was checked, for the command that fixes it
*/
function checkText(paint, paths = []) {
	return {
		start: shown``,
		between: shown``,
		file(file) {
			const { findings } = file;
			if (findings.length === 0) return [];
			const told = toldFindings(findings, file.path === "stdin" ? fullName : subjectName);
			const lines = told.flatMap(({ finding, subject }, index) => [headLine(finding, subject, paint), ...isSamePlace(finding, told[index + 1]?.finding) ? [] : excerpt(file, finding, paint)]);
			return [shown`${joinShown(lines, "\n")}\n\n`];
		},
		end(totals) {
			const lines = [
				...listedSkips(totals.skips).map((skip) => skipLine(skip, paint)),
				...totals.exempted.map((exempted) => shown`${paint("faint", shown`exempt`)}  ${exemptLine(exempted)}`),
				...totals.faults.map((fault) => faultLine(fault, paint))
			];
			const before = lines.length === 0 ? shown`` : shown`${joinShown(lines, "\n")}\n\n`;
			return shown`${before}${closing(totals, paint, paths)}\n`;
		}
	};
}
function isSamePlace(one, next) {
	return one.line === next?.line && one.column === next.column && one.endLine === next.endLine && one.endColumn === next.endColumn;
}
function skipLine(skip, paint) {
	const { file, reason } = skip;
	const text = visibleLine(`${file}${moreFiles(skip)}: ${reason}`);
	return shown`${paint("warning", shown`not analyzed`)}  ${text}`;
}
function faultLine({ file, line, message }, paint) {
	const text = visibleLine(`${file}:${line}: ${message}`);
	const label = file.endsWith(".baseline") ? shown`baseline` : shown`exemption`;
	return shown`${paint("warning", label)}  ${text}`;
}
function headLine(finding, subject, paint) {
	const { file, line, column, severity, rule, message } = finding;
	const place = paint("strong", visibleLine(`${file}:${line}:${column}`));
	const text = visibleLine(`${subject}: ${message}`);
	const about = paint("faint", shown`(${visibleLine(rule)})`);
	return shown`${place}  ${paint(severity, shown`${severity}`)}  ${text} ${about}`;
}
function closing({ errors, warnings, notices, isFixable, skips, files, exempted, baseline }, paint, paths) {
	const also = [
		...skips.length > 0 ? [shown`, ${skips.length} not analyzed`] : [],
		...exempted.length > 0 ? [shown`, ${exempted.length} exempt`] : [],
		...baseline.length > 0 ? [shown`, ${baseline.length} in the baseline`] : []
	];
	const chartsHint = lackingHint(skips);
	const looked = shown`in ${count(files, "file")}${joinShown(also, "")}`;
	if (errors + warnings + notices === 0) {
		const nothing = paint(skips.length > 0 ? "warning" : "good", shown`No findings ${looked}.`);
		return shown`${nothing}${chartsHint}`;
	}
	const noticed = notices > 0 ? shown`, ${count(notices, "notice")}` : shown``;
	const total = shown`${count(errors, "error")}, ${count(warnings, "warning")}${noticed} ${looked}.`;
	const hint = isFixable ? fixHint(paths) : shown``;
	return shown`${paint("strong", total)}${hint}${chartsHint}`;
}
/** One command for the charts that several releases lack; one release says its own. */
function lackingHint(skips) {
	return skips.filter(({ reason }) => reason.includes("podseal charts add")).length > 1 ? shown` Get the missing charts: ${ADD_CHART} --all.` : shown``;
}
/** More paths would be longer than all else. */
const MAX_NAMED = 3;
/** The command that fixes what was checked; standard input has no file to write. */
function fixHint(paths) {
	const named = paths.length > 0 && paths.length <= MAX_NAMED && !paths.includes("-") ? visibleLine(pathOperands(paths)) : shown`PATH`;
	return shown` Fix them: podseal fix ${named} (--unsafe --dry-run shows all fixes).`;
}
export { checkText };
