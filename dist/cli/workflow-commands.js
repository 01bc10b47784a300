import { Za as count, Zt as shown, en as visibleLine, i as exemptLine, j as groupedSkips, n as toldFindings, qt as joinShown } from "./check.js";
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
export { checkWorkflowCommands };
