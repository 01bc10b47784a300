import { $a as plainly, A as moreFiles, Ba as fold, Fa as codePath, Ga as md, Ha as joinMarkdown, Ka as prose, Na as code, Pi as applyEdits, Qt as visible, Ri as writePatch, Va as indented, Wa as link, Za as count, Zt as shown, g as fixOf, k as listedSkips, n as toldFindings, za as fence } from "./check.js";
import { t as rulePage } from "./rule-page.js";
// src/report/formats/markdown.ts
/** Findings as Markdown of GitHub's flavor, for a job's summary, an issue or a wiki. */
function markdown() {
	return {
		start: shown`# Podseal\n\n`,
		between: shown`\n`,
		file(file) {
			if (file.findings.length === 0) return [];
			const items = toldFindings(file.findings).map((told) => item(file, told));
			const text = md`## ${codePath(file.path)}\n\n${joinMarkdown(items, "\n")}`;
			return [shown`${visible(text)}\n`];
		},
		end: (totals) => shown`${visible(ending(totals))}`
	};
}
function item(file, { finding, subject }) {
	const fix = fixOf(file, finding);
	const { line, column, severity, rule, message } = finding;
	const page = link(md`${code(rule)}`, rulePage(rule));
	const head = md`- **${severity}**, line ${line}, column ${column}: ${code(subject)}: ${message} (${page})`;
	if (!fix) return head;
	const after = applyEdits(file.text, fix.edits);
	const diff = writePatch(file.path, file.text, after).split("\n").slice(2).join("\n").trimEnd();
	const content = fold(plainly`Fix (${fix.safety})`, fence("diff", diff));
	return md`${head}\n\n${indented(content)}`;
}
function ending({ skips, faults, exempted, baseline, ...totals }) {
	const { errors, warnings, notices, files } = totals;
	const rows = [
		...listedSkips(skips).map((skip) => md`- not analyzed: ${codePath(skip.file)}${moreFiles(skip)}: ${prose(skip.reason)}`),
		...faults.map(({ file, line, message }) => md`- ${codePath(`${file}:${line}`)}: ${prose(message)}`),
		...exempted.map(({ finding, reason }) => md`- exempt: ${codePath(`${finding.file}:${finding.line}`)} (${code(finding.rule)}): ${prose(reason)}`),
		...baseline.length > 0 ? [md`- ${count(baseline.length, "finding")} in the baseline`] : []
	];
	const found = md`**${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notices, "notice")}** in ${count(files, "file")}`;
	return md`${joinMarkdown([
		...rows,
		...rows.length > 0 ? [md``] : [],
		found
	], "\n")}\n`;
}
export { markdown };
