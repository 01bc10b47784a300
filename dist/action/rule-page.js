import { x as docPage } from "./carry-out.js";
// src/judge/rule-page.ts
/** The page about a rule. */
function rulePage(id) {
	return docPage(`rules/${encodeURIComponent(id)}`);
}
export { rulePage as t };
