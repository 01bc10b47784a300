import { a as subjectName } from "./check.js";
// src/report/formats/plain-message.ts
/** What is wrong with what, as plain text: nothing but a reader of Markdown needs backticks. */
function plainMessage(finding) {
	return `${subjectName(finding)}: ${finding.message.replaceAll("`", "")}`;
}
export { plainMessage as t };
