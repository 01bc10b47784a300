// src/report/finding-json.ts
/** Findings of a file as data, in their order, each with its fix, made and proved. */
function findingsJson(file) {
	const fixes = file.fixes();
	return file.findings.map((finding, index) => findingJson(finding, fixes[index] ?? null));
}
/** A finding that is exempt, and why. */
function exemptedJson({ finding, by, reason, expires, source }) {
	const { place: _place, remedy: _remedy, ...shown } = finding;
	return {
		...shown,
		exemption: {
			by,
			reason,
			expires: expires ?? null,
			source
		}
	};
}
/** A finding with its fix. */
function findingJson(finding, fix) {
	const { rule, severity, message, file, line, column, endLine, endColumn } = finding;
	const { resource, container, fingerprint } = finding;
	return {
		rule,
		severity,
		message,
		file,
		line,
		column,
		endLine,
		endColumn,
		resource,
		container,
		fingerprint,
		fix
	};
}
export { findingJson as n, findingsJson as r, exemptedJson as t };
