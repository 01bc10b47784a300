import { Jt as jsonLines, Zt as shown, qt as joinShown } from "./check.js";
import { r as findingsJson, t as exemptedJson } from "./finding-json.js";
// src/report/check-json.ts
/** Findings as JSON, for programs: as `JSON.stringify` writes it, piece by piece. */
function checkJson() {
	return {
		start: shown`{\n  "version": 1,\n  "findings": [`,
		between: shown`,`,
		file: (file) => findingsJson(file).map(element),
		end({ errors, warnings, notices, skips, files, exempted, baseline, faults }) {
			const findings = errors + warnings + notices === 0 ? shown`]` : shown`\n  ]`;
			const fields = [
				shown`"skipped": ${jsonLines(skips, 1)}`,
				shown`"exempted": ${jsonLines(exempted.map(exemptedJson), 1)}`,
				shown`"baseline": ${baseline.length}`,
				shown`"exemptionFaults": ${jsonLines(faults, 1)}`,
				shown`"files": ${files}`
			].map((field) => shown`\n  ${field}`);
			return shown`${findings},${joinShown(fields, ",")}\n}\n`;
		}
	};
}
function element(data) {
	return shown`\n    ${jsonLines(data, 2)}`;
}
export { checkJson };
