import { Zt as shown, qt as joinShown, tn as xmlText } from "./check.js";
import { t as plainMessage } from "./plain-message.js";
// src/report/formats/checkstyle.ts
const SEVERITIES = {
	error: shown`error`,
	warning: shown`warning`,
	notice: shown`info`
};
/** The XML of Checkstyle's own report (checkstyle.org, XMLLogger), which many programs read. */
function checkstyle() {
	return {
		start: shown`<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="10.0">\n`,
		between: shown``,
		file({ path, findings }) {
			if (findings.length === 0) return [];
			const rows = joinShown(findings.map(errorOf), "");
			return [shown`  <file name="${xmlText(path)}">\n${rows}  </file>\n`];
		},
		end({ skips }) {
			const rows = skips.map(({ file, reason }) => {
				const message = xmlText(`not analyzed: ${reason}`);
				return shown`  <file name="${xmlText(file)}">\n    <error line="1" severity="warning" message="${message}" source="podseal"/>\n  </file>\n`;
			});
			return shown`${joinShown(rows, "")}</checkstyle>\n`;
		}
	};
}
function errorOf(finding) {
	const { line, column, severity, rule } = finding;
	const message = xmlText(plainMessage(finding));
	return shown`    <error line="${line}" column="${column}" severity="${SEVERITIES[severity]}" message="${message}" source="podseal.${xmlText(rule)}"/>\n`;
}
export { checkstyle };
