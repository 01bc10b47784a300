import { Qr as count, g as groupedSkips } from "./judge-thread.js";
import { o as joinShown, p as visibleLine, u as shown } from "./carry-out.js";
import { t as exemptLine } from "./exempt-line.js";
import { t as toldFindings } from "./told-findings.js";
// src/report/workflow-commands.ts
/** Findings as workflow commands, which a GitHub Actions runner turns into annotations. */
function checkWorkflowCommands() {
	return {
		start: shown``,
		between: shown``,
		file: ({ findings }) => findings.length === 0 ? [] : [linesOf(toldFindings(findings).map(findingCommand))],
		end: ({ skips, faults, exempted, baseline }) => linesOf([
			...groupedSkips(skips).map(skipCommand),
			...faults.map(faultCommand),
			...exemptLines(exempted, baseline.length)
		])
	};
}
function linesOf(commands) {
	return joinShown(commands.map((one) => shown`${one}\n`), "");
}
/** A runner shows this many annotations of a level from one step, and passes over the rest. */
const MAX_OF_LEVEL = 10;
/**
* As many findings and skips as the runner shows, the gravest first, and how many more there are.
* One notice says so.
*
* @param taken how many annotations of each level the step makes besides
*/
function limitedCommands(findings, skips, taken) {
	const told = toldFindings(findings);
	const of = (wanted) => told.filter(({ finding }) => finding.severity === wanted).map(findingCommand);
	const [errors, warnings, notices] = [
		of("error"),
		[...groupedSkips(skips).map(skipCommand), ...of("warning")],
		of("notice")
	];
	const first = [
		...errors.slice(0, MAX_OF_LEVEL - taken.error),
		...warnings.slice(0, MAX_OF_LEVEL - taken.warning),
		...notices.slice(0, MAX_OF_LEVEL - taken.notice - 1)
	];
	const left = errors.length + warnings.length + notices.length - first.length;
	if (left === 0) return first;
	return [...first, command("notice", `${left} more are in the summary of this job`, { title: "podseal" })];
}
/** What one line tells, as a workflow command. */
function findingCommand({ finding, subject }) {
	const { severity, file, line, column, endLine, endColumn, rule, message } = finding;
	const columns = line === endLine ? {
		col: column,
		endColumn
	} : {};
	return command(severity, `${subject}: ${message}`, {
		file,
		line,
		endLine,
		...columns,
		title: rule
	});
}
/** A file that was not judged, as a workflow command. */
function skipCommand({ file, reason }) {
	return command("warning", `not analyzed: ${reason}`, {
		file,
		title: "podseal"
	});
}
/** One annotation counts what is exempt; the log has a line for each. */
function exemptLines(exempted, inBaseline) {
	const counts = [...exempted.length > 0 ? [`${count(exempted.length, "finding")} exempt`] : [], ...inBaseline > 0 ? [`${count(inBaseline, "finding")} in the baseline`] : []];
	if (counts.length === 0) return [];
	const where = exempted.length > 0 ? ": the log lists the exempt ones" : "";
	return [...exempted.map((one) => shown`exempt  ${exemptLine(one)}`), command("notice", `${counts.join(", ")}${where}`, { title: "podseal" })];
}
/** What is wrong with an exemption, as a workflow command. */
function faultCommand({ file, line, message }) {
	return command("warning", message, {
		file,
		line,
		title: "podseal"
	});
}
/** Escaped as the runner's own library does (actions/toolkit, packages/core/src/command.ts). */
function command(name, message, properties) {
	const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeData(String(value)).replaceAll(":", "%3A").replaceAll(",", "%2C")}`);
	return visibleLine(`::${name} ${list.join(",")}::${escapeData(message)}`);
}
function escapeData(text) {
	return text.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}
export { limitedCommands as n, checkWorkflowCommands as t };
