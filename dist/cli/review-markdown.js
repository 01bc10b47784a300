import { Fa as codePath, Ga as md, Ha as joinMarkdown, Qt as visible, Zt as shown } from "./check.js";
// src/report/review-markdown.ts
/** A review as Markdown: what its check says, then its comments with their places. */
function reviewMarkdown({ title, summary, comments }) {
	const parts = comments.map(({ path, subject, line, startLine = line, body }) => {
		const lines = startLine === line ? md`line ${line}` : md`lines ${startLine} to ${line}`;
		const where = subject === "file" ? md`` : md`, ${lines}`;
		return md`## ${codePath(path)}${where}\n\n${body}`;
	});
	const text = joinMarkdown([
		md`# Podseal: ${title}`,
		summary,
		...parts
	], "\n\n");
	return shown`${visible(text)}\n`;
}
export { reviewMarkdown };
