import { Hr as fence, Ir as diffArrays, Qr as count } from "./judge-thread.js";
import { d as visible, o as joinShown, p as visibleLine, u as shown } from "./carry-out.js";
// src/report/review-text.ts
/** How many lines of the diff stand above a comment, as on GitHub. */
const LEAD = 3;
/** The review as it would appear on the pull request, for a terminal. */
function reviewText(change, plan, paint) {
	const files = new Map(change.files.map((file) => [file.path, file]));
	const range = visibleLine(`${short(plan.base)}..${short(plan.head)}`);
	const blocks = [
		shown`Review of ${range}: ${count(change.files.length, "changed file")}, ${count(plan.comments.length, "comment")}`,
		...plan.comments.map((comment) => commentBlock(files.get(comment.path), comment, paint)),
		checkBlock(plan, paint)
	];
	return shown`${joinShown(blocks, "\n\n")}\n`;
}
function commentBlock(file, comment, paint) {
	const first = comment.startLine ?? comment.line;
	const margin = paint("faint", shown`  >`);
	const numbers = first === comment.line ? `line ${first}` : `lines ${first} to ${comment.line}`;
	const where = comment.subject === "file" ? "the file" : numbers;
	const body = bodyLines(file, comment, paint);
	const lines = [
		paint("strong", visibleLine(`${comment.path}, ${where}`)),
		...comment.subject === "line" ? diffBlock(file?.hunks ?? [], first, comment.line, paint) : [],
		...body.map((line) => line === "" ? margin : shown`${margin} ${line}`)
	];
	return joinShown(lines, "\n");
}
function diffBlock(hunks, first, last, paint) {
	const hunk = hunks.find(({ newStart, newLines }) => newStart <= first && last < newStart + newLines);
	if (!hunk) return [];
	return numberLines(hunk).filter(({ line }) => line >= first - LEAD && line <= last).map(({ text, line }) => {
		const number = text.startsWith("-") ? "" : String(line);
		const row = visibleLine(`${number.padStart(6)} ${text.replace(/\r$/, "")}`);
		if (text.startsWith("+")) return paint("added", row);
		return text.startsWith("-") ? paint("removed", row) : row;
	});
}
function numberLines(hunk) {
	let line = hunk.newStart;
	return hunk.lines.flatMap((text) => {
		if (text.startsWith("\\")) return [];
		const numbered = {
			text,
			line
		};
		if (!text.startsWith("-")) line++;
		return numbered;
	});
}
/** The comment's text, its suggestion shown as GitHub shows it: what goes and what comes. */
function bodyLines(file, comment, paint) {
	const marker = comment.body.lastIndexOf("<!-- podseal:");
	const body = marker === -1 ? comment.body : comment.body.slice(0, marker).trimEnd();
	const { suggestion } = comment;
	if (suggestion === null) return linesOf(body);
	const [before = "", after = ""] = body.split(fence("suggestion", suggestion));
	const first = comment.startLine ?? comment.line;
	const old = (file?.head ?? "").split("\n").slice(first - 1, comment.line);
	return [
		...linesOf(before),
		shown``,
		shown`Suggested change:`,
		...suggestedLines(old, suggestion === "" ? [] : suggestion.split("\n"), paint),
		...linesOf(after).slice(1)
	];
}
/** Lines of Markdown; a terminal shows no links to pages of rules. */
function linesOf(text) {
	return text.replaceAll(/\[(`[\w-]+`)\]\(https:\/\/github\.com\/podseal\/[\w./-]*\)/g, "$1").trimEnd().split("\n").map((line) => visibleLine(line.trimEnd()));
}
function suggestedLines(old, fresh, paint) {
	return diffArrays(old.map((line) => line.replace(/\r$/, "")), [...fresh]).flatMap(({ value, added, removed }) => value.map((line) => {
		if (added) return paint("added", visibleLine(`+${line}`));
		return removed ? paint("removed", visibleLine(`-${line}`)) : visibleLine(` ${line}`);
	}));
}
function checkBlock(plan, paint) {
	const head = paint({
		success: "good",
		neutral: "warning",
		failure: "error"
	}[plan.conclusion], shown`Check: ${plan.conclusion}`);
	return shown`${head} - ${plan.title}\n\n${visible(plan.summary)}`;
}
function short(oid) {
	return oid.slice(0, 7) === "worktre" ? oid : oid.slice(0, 7);
}
export { reviewText as t };
