// src/report/formats/rule-page.ts
/** The page about a rule. */
function rulePage(id) {
	return `https://github.com/podseal/podseal/blob/main/docs/rules/${encodeURIComponent(id)}.md`;
}
export { rulePage as t };
