import "./judge-thread.js";
// src/report/file-report.ts
/** The fix of one finding of a file. */
function fixOf(file, finding) {
	return file.fixes()[file.findings.indexOf(finding)] ?? null;
}
export { fixOf as t };
