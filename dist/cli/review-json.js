import { Jt as jsonLines, Zt as shown } from "./check.js";
import { n as findingJson, t as exemptedJson } from "./finding-json.js";
// src/report/review-json.ts
/** A review as JSON, for programs; its plan was made with fixes. */
function reviewJson(plan) {
	const findings = plan.findings.map(({ finding, fix = null, introduced, touched, placement }) => ({
		...findingJson(finding, fix),
		introduced,
		touched,
		placement
	}));
	const { base, head, conclusion, exemptionFaults } = plan;
	const configurationFaults = plan.faults.map(({ path: file, line, column, message }) => ({
		file,
		line,
		column,
		message
	}));
	const exempted = plan.exempted.map(({ introduced, ...one }) => ({
		...exemptedJson(one),
		introduced
	}));
	const review = {
		version: 1,
		base,
		head,
		conclusion,
		comments: plan.comments.map(commentJson),
		findings,
		skipped: plan.skips,
		exempted,
		exemptionFaults,
		configurationFaults
	};
	return shown`${jsonLines(review)}\n`;
}
function commentJson(comment) {
	const { path, subject, line, startLine, body, suggestion, fingerprints } = comment;
	return {
		path,
		subject,
		line,
		...startLine !== void 0 && { startLine },
		side: "RIGHT",
		body,
		suggestion,
		findings: fingerprints
	};
}
export { reviewJson };
