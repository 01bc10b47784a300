import { _i as allowedFor, xr as rules } from "./check.js";
import { f as OPTIONS, h as optionsIn } from "./command-line.js";
// src/configuration/describe-configuration.ts
/** The rules, with the severities that a repository gives them. */
function effectiveRules({ configuration, ruleSet }) {
	return rules.map(({ id, summary, severity }) => {
		const configured = configuration.severities[id];
		if (!((ruleSet.only?.includes(id) ?? true) && !ruleSet.skip?.includes(id))) return {
			id,
			summary,
			severity: "off",
			source: "rule, skip-rule"
		};
		return configured === void 0 ? {
			id,
			summary,
			severity: severity[ruleSet.profile] ?? "off",
			source: `profile ${ruleSet.profile}`
		} : {
			id,
			summary,
			severity: configured,
			source: sourceOf(configuration, `rules.${id}.severity`)
		};
	});
}
/** Where a value of the configuration is written. */
function sourceOf({ sources, path = "" }, key) {
	return sources[key] ?? path;
}
/** A longer line has its source right behind it. */
const MAX_WIDTH = 60;
/**
* The effective configuration as YAML, with who says so beside each value.
*
* @param given what was given to the command
*/
function configurationLines(settled, given) {
	const { configuration, values } = settled;
	const rows = [
		...optionRows(values, given, configuration),
		["rules:", ""],
		...effectiveRules(settled).flatMap((rule) => ruleRows(rule, configuration)),
		...kindRows(configuration),
		...chartRows(configuration),
		...kustomizationRows(configuration),
		...exemptionRows(configuration)
	];
	const width = rows.filter(([text, source]) => source !== "" && text.length <= MAX_WIDTH).reduce((most, [text]) => Math.max(most, text.length), 0);
	return [...rows.map(([text, source]) => source === "" ? text : `${text.padEnd(width)}  # ${source}`)];
}
function ruleRows({ id, severity, source }, configuration) {
	const where = allowedFor(id, configuration);
	const set = [["allow", configuration.allow[id]], ["exemptions", where === "anywhere" ? void 0 : where]].filter(([, value]) => value !== void 0);
	if (set.length === 0) return [[`  ${id}: ${severity}`, source]];
	return [
		[`  ${id}:`, ""],
		[`    severity: ${severity}`, source],
		...set.map(([key, value]) => {
			return [`    ${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`, sourceOf(configuration, `rules.${id}.${key}`)];
		})
	];
}
function kindRows({ kinds }) {
	if (kinds.length === 0) return [];
	return [["kinds:", ""], ...kinds.map(({ source, kinds: kind, ...one }) => [`  - ${JSON.stringify({
		kind,
		...one
	})}`, source])];
}
function chartRows({ charts }) {
	if (charts.length === 0) return [];
	return [["charts:", ""], ...charts.map(({ source, ...one }) => [`  - ${JSON.stringify(one)}`, source])];
}
function kustomizationRows(configuration) {
	const { kustomizations } = configuration;
	if (kustomizations.length === 0) return [];
	return [[`kustomizations: ${JSON.stringify(kustomizations)}`, sourceOf(configuration, "kustomizations")]];
}
function optionRows(values, given, configuration) {
	const { given: configured } = configuration;
	const keys = Object.keys(optionsIn(OPTIONS, "file"));
	const [all, own, file] = [
		values,
		given,
		configured
	].map((record) => new Map(Object.entries(record)));
	return keys.flatMap((key) => {
		const value = all?.get(key);
		if (value === void 0) return [];
		const source = own?.get(key) !== void 0 ? `--${key}` : file?.get(key) !== void 0 ? sourceOf(configuration, key) : "default";
		return [[`${key}: ${typeof value === "string" ? value : JSON.stringify(value)}`, source]];
	});
}
function exemptionRows({ exemptions }) {
	if (exemptions.length === 0) return [];
	return [["exemptions:", ""], ...exemptions.map(({ source, rules: ids, reason, expires, ...patterns }) => {
		const entry = {
			rule: ids,
			...patterns,
			reason,
			...expires !== void 0 && { expires }
		};
		return [`  - ${JSON.stringify(entry)}`, source];
	})];
}
export { effectiveRules as n, configurationLines as t };
