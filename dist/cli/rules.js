import { t as explainPlainly } from "./explain.js";
import { ct as quoted, lt as nearest, m as ruleIds, u as UserError } from "./command-line.js";
import { n as effectiveRules } from "./describe-configuration.js";
import { Qt as visible, Ut as print, o as settleHere } from "./check.js";
// src/cli/rules.ts
/** Prints the rules with their severities here, or explains one. Returns the exit code. */
async function rules(id, given) {
	const { wanted, ...settled } = await settleHere(".", given);
	const all = effectiveRules({
		...settled,
		files: wanted.globs
	});
	if (id === void 0) {
		const width = all.reduce((most, rule) => Math.max(most, rule.id.length), 0);
		const lines = all.map((rule) => `${rule.id.padEnd(width)}  ${rule.severity.padEnd(7)}  ${rule.summary}\n`);
		await print(visible(`${lines.join("")}\npodseal rules ID explains one.\n`));
		return 0;
	}
	const rule = all.find((one) => one.id === id);
	if (!rule) throw new UserError(unknownWords(id));
	const where = settled.configuration.allowed[id] ?? "anywhere";
	const here = `Severity here: ${rule.severity} (${rule.source}). ${EXEMPTIONS[where]}`;
	await print(visible(`${explainPlainly(id)}\n\n${here}\n`));
	return 0;
}
const EXEMPTIONS = {
	anywhere: "Its findings may be exempted.",
	configuration: "Its findings may be exempted in the configuration only.",
	nowhere: "Its findings may not be exempted."
};
function unknownWords(id) {
	const meant = nearest(id, ruleIds);
	const hint = meant === void 0 ? "podseal rules lists them." : `Did you mean ${meant}?`;
	return `${quoted(id)} is not a rule. ${hint}`;
}
export { rules };
