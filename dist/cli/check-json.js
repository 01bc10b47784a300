import { $t as shown, Xt as joinShown, Zt as jsonText, en as visible } from "./check.js";
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
				shown`"skipped": ${indented(skips, "  ")}`,
				shown`"exempted": ${indented(exempted.map(exemptedJson), "  ")}`,
				shown`"baseline": ${baseline.length}`,
				shown`"exemptionFaults": ${indented(faults, "  ")}`,
				shown`"files": ${files}`
			].map((field) => shown`\n  ${field}`);
			return shown`${findings},${joinShown(fields, ",")}\n}\n`;
		}
	};
}
function element(data) {
	return shown`\n    ${indented(data, "    ")}`;
}
function indented(data, margin) {
	const lines = jsonText(data, 2).split("\n").map(visible);
	return joinShown([...lines.slice(0, 1), ...lines.slice(1).map((line) => shown`${margin}${line}`)], "\n");
}
export { checkJson };
