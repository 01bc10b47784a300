import { Ga as md, Ha as joinMarkdown, Ka as prose, Na as code, xr as rules } from "./check.js";
import { t as explanations } from "./explanations.generated.js";
import { t as rulePage } from "./rule-page.js";
// src/judge/catalog.ts
/** What a finding of a rule is, in a clause; undefined when there is no such rule. */
function summaryOf(id) {
	return rules.find((rule) => rule.id === id)?.summary;
}
// src/chat/explain.ts
/** The same for a terminal, where bold words would have asterisks. */
function explainPlainly(id) {
	return `${sentencesAbout(id).replaceAll("**", "")}\n\nMore, with examples: ${rulePage(id)}`;
}
function sentencesAbout(id) {
	const finding = md`**${code(id)}**: a finding is ${prose(summaryOf(id) ?? "unknown")}.`;
	return joinMarkdown([finding, prose(explanations.get(id) ?? "")], "\n\n");
}
export { explainPlainly as t };
