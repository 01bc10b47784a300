import { c as docPage } from "./check.js";
// src/judge/rule-page.ts
/** The page about a rule. */
function rulePage(id) {
	return docPage(`rules/${encodeURIComponent(id)}`);
}
export { rulePage as t };
