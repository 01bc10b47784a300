import { S as isFailing, Zt as shown, a as subjectName, qt as joinShown, tn as xmlText } from "./check.js";
import { t as plainMessage } from "./plain-message.js";
// src/report/formats/junit.ts
/**
* JUnit's XML, which has no schema of its own: the elements and attributes that Jenkins, GitLab and
* Azure Pipelines all read. A file is a suite, a finding a test case. What fails the run is a failure,
* and what is exempt or not analyzed is skipped.
*/
function junit({ failOn }) {
	return {
		start: shown`<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="Podseal">\n`,
		between: shown``,
		file: (file) => [suite(file.path, casesOf(file, (finding) => fails(file, finding, failOn)))],
		end: (totals) => shown`${unanalyzed(totals)}</testsuites>\n`
	};
}
/** In a review only what the change brings fails. */
function fails({ reviewed }, { severity, fingerprint }, failOn) {
	return isFailing(severity, failOn) && reviewed?.introduced.has(fingerprint) !== false;
}
function casesOf(file, isFailed) {
	const found = file.findings.map((finding) => {
		const text = plainMessage(finding);
		const { file: path, line, column, rule, severity } = finding;
		const detail = shown`${xmlText(`${path}:${line}:${column}`)} ${severity} ${xmlText(`${text} (${rule})`)}`;
		return isFailed(finding) ? failed(finding, shown`<failure message="${xmlText(text)}" type="${severity}">${detail}</failure>`) : {
			kind: "passed",
			xml: testCase(finding, shown`<system-out>${detail}</system-out>`)
		};
	});
	const exempt = file.exempted.map(({ finding, reason }) => {
		const message = xmlText(`exempt: ${reason}`);
		return {
			kind: "skipped",
			xml: testCase(finding, shown`<skipped message="${message}"/>`)
		};
	});
	const all = [...found, ...exempt];
	if (all.length > 0) return all;
	const path = xmlText(file.path);
	return [{
		kind: "passed",
		xml: shown`<testcase name="no findings" classname="${path}"/>`
	}];
}
function failed(finding, content) {
	return {
		kind: "failed",
		xml: testCase(finding, content)
	};
}
function testCase(finding, content) {
	const { rule, file, line, fingerprint } = finding;
	const name = xmlText(`${rule}: ${subjectName(finding)} (${fingerprint})`);
	const path = xmlText(file);
	return shown`<testcase name="${name}" classname="${path}" file="${path}" line="${line}">${content}</testcase>`;
}
function suite(name, cases) {
	const failures = cases.filter(({ kind }) => kind === "failed").length;
	const skipped = cases.filter(({ kind }) => kind === "skipped").length;
	const rows = joinShown(cases.map(({ xml }) => shown`    ${xml}\n`), "");
	return shown`  <testsuite name="${xmlText(name)}" tests="${cases.length}" failures="${failures}" errors="0" skipped="${skipped}">\n${rows}  </testsuite>\n`;
}
function unanalyzed({ skips }) {
	if (skips.length === 0) return shown``;
	return suite("not analyzed", skips.map(({ file, reason }) => {
		const [path, message] = [xmlText(file), xmlText(`not analyzed: ${reason}`)];
		return {
			kind: "skipped",
			xml: shown`<testcase name="${path}" classname="${path}"><skipped message="${message}"/></testcase>`
		};
	}));
}
export { junit };
