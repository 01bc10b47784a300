import { Gt as joinShown, Jt as shown, Kt as jsonText } from "./check.js";
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
				shown`"skipped": ${jsonText(skips, 2, "  ")}`,
				shown`"exempted": ${jsonText(exempted.map(exemptedJson), 2, "  ")}`,
				shown`"baseline": ${baseline.length}`,
				shown`"exemptionFaults": ${jsonText(faults, 2, "  ")}`,
				shown`"files": ${files}`
			].map((field) => shown`\n  ${field}`);
			return shown`${findings},${joinShown(fields, ",")}\n}\n`;
		}
	};
}
function element(data) {
	return shown`\n    ${jsonText(data, 2, "    ")}`;
}
export { checkJson };
