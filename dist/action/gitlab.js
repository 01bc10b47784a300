import { cr as sha256Hex, tt as pathFromRoot } from "./judge-thread.js";
import { c as jsonText, u as shown } from "./carry-out.js";
import { t as plainMessage } from "./plain-message.js";
// src/report/formats/gitlab.ts
const SEVERITIES = {
	error: "critical",
	warning: "minor",
	notice: "info"
};
/** A report of GitLab's Code Quality (docs.gitlab.com, "Code Quality report format"). */
function gitlab({ folders }) {
	const issueOf = (finding) => {
		const { rule, severity, file, line, endLine, fingerprint } = finding;
		const path = pathFromRoot(file, folders).replace(/^\.\//, "");
		return {
			type: "issue",
			description: plainMessage(finding),
			check_name: rule,
			fingerprint: sha256Hex(`${path}\n${fingerprint}`).slice(0, 32),
			severity: SEVERITIES[severity],
			location: {
				path,
				lines: {
					begin: line,
					end: endLine
				}
			}
		};
	};
	return {
		start: shown`[\n`,
		between: shown`,\n`,
		file: ({ findings }) => findings.map((finding) => jsonText(issueOf(finding))),
		end: () => shown`\n]\n`
	};
}
export { gitlab };
