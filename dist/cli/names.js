// src/report/names.ts
/** What a finding is about, in a word: its container, else its object. */
function subjectName({ container, resource }) {
	return container ?? `${resource.kind}/${resource.name}`;
}
export { subjectName as t };
