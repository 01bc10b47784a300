import { Ki as joinMarkdown, Li as code, Wn as rules, Xi as prose, Yi as md, zi as codePath } from "./check.js";
import { t as explanations } from "./explanations.generated.js";
// src/judge/catalog.ts
/** What a finding of a rule is, in a clause; undefined when there is no such rule. */
function summaryOf(id) {
	return rules.find((rule) => rule.id === id)?.summary;
}
// src/chat/explain.ts
/** Explains a rule in a few sentences; its page says more. */
function explainRule(id) {
	const finding = md`**${code(id)}**: a finding is ${prose(summaryOf(id) ?? "unknown")}.`;
	const more = md`More, with examples: ${codePath(`docs/rules/${id}.md`)} of Podseal.`;
	return joinMarkdown([
		finding,
		prose(explanations.get(id) ?? ""),
		more
	], "\n\n");
}
export { explainRule as t };
