import { t as explanations } from "./explanations.generated.js";
import { Yt as jsonText, Zt as shown, ti as pathFromRoot, xr as rules } from "./check.js";
import { t as plainMessage } from "./plain-message.js";
import { t as rulePage } from "./rule-page.js";
// src/report/formats/artifact.ts
/** A file as SARIF names it: from the root of the repository, or by its whole path outside of it. */
function artifactAt(path, folders) {
	const fromRoot = pathFromRoot(path, folders);
	const uri = fromRoot.split("/").map(encode).join("/");
	return fromRoot.startsWith("/") ? { uri: `file://${uri}` } : {
		uri,
		uriBaseId: "%SRCROOT%"
	};
}
/** Half of a surrogate pair has no code in UTF-8. */
function encode(part) {
	return encodeURIComponent(part.replace(/\p{Cs}/gu, "�"));
}
// src/report/formats/sarif.ts
/** GitHub's code scanning refuses a run with more (docs.github.com, SARIF results exceed limits). */
const MAX_RESULTS = 25e3;
const SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const LEVELS = {
	error: "error",
	warning: "warning",
	notice: "note"
};
/** The Static Analysis Results Interchange Format, version 2.1.0 (OASIS), as code scanning takes it. */
function sarif(context) {
	return {
		start: shown`{"$schema":${jsonText(SCHEMA)},"version":"2.1.0","runs":[{"columnKind":"utf16CodeUnits","results":[\n`,
		between: shown`,\n`,
		maxPieces: MAX_RESULTS,
		file: (file) => resultsOf(file, context).map((result) => jsonText(result)),
		end: (totals, cut = 0) => shown`\n],${propertiesOf(context, totals, cut)}}]}\n`
	};
}
/** What stands beside the results of the run. */
function propertiesOf(context, totals, cut) {
	const { version, profile, of } = context;
	const driver = {
		name: "Podseal",
		version,
		semanticVersion: version,
		informationUri: "https://github.com/podseal/podseal",
		rules: rules.map((rule) => descriptor(rule, profile))
	};
	const invocation = {
		executionSuccessful: true,
		toolExecutionNotifications: [...totals.skips.map(({ file, reason }) => warning(`not analyzed: ${reason}`, file, context)), ...cut > 0 ? [tooMany(cut)] : []],
		toolConfigurationNotifications: totals.faults.map(({ file, message, line }) => warning(message, file, context, line))
	};
	const details = jsonText({ id: `podseal/${of}/` });
	const invocations = jsonText([invocation]);
	return shown`"tool":${jsonText({ driver })},\n"automationDetails":${details},\n"invocations":${invocations}`;
}
function tooMany(cut) {
	return {
		level: "warning",
		message: { text: `${cut} results are left out: code scanning takes ${MAX_RESULTS} of a run. Check folders one by one.` }
	};
}
function warning(text, file, context, line) {
	const region = line === void 0 ? {} : { region: { startLine: line } };
	const physicalLocation = {
		artifactLocation: artifactAt(file, context.folders),
		...region
	};
	return {
		level: "warning",
		message: { text: plain(text) },
		locations: [{ physicalLocation }]
	};
}
function descriptor({ id, summary, severity }, profile) {
	const url = rulePage(id);
	const text = `A finding is ${summary.replaceAll("`", "")}.`;
	const why = explanations.get(id) ?? "";
	const level = severity[profile];
	return {
		id,
		shortDescription: { text },
		fullDescription: { text },
		help: {
			text: `${text}\n\n${why.replaceAll("`", "")}\n\n${url}`,
			markdown: `A finding is ${summary}.\n\n${why}\n\n[More, with examples](${url})`
		},
		helpUri: url,
		defaultConfiguration: level === void 0 ? { enabled: false } : { level: LEVELS[level] },
		properties: {
			tags: ["security", "kubernetes"],
			precision: "high"
		}
	};
}
function resultsOf(file, context) {
	const fixes = file.fixes();
	return [...file.findings.map((finding, index) => ({
		...resultOf(finding, context),
		suppressions: [],
		...introducedIn(file, finding),
		...fixesOf(file, finding, fixes[index] ?? null, context)
	})), ...file.exempted.map((one) => ({
		...resultOf(one.finding, context),
		suppressions: [suppression(one)]
	}))];
}
function resultOf(finding, { folders }) {
	const { rule, severity, file, line, column, endLine, endColumn, fingerprint } = finding;
	const { resource, container } = finding;
	const names = [
		resource.namespace,
		resource.kind,
		resource.name,
		container ?? ""
	];
	const region = {
		startLine: line,
		startColumn: column,
		endLine,
		endColumn
	};
	return {
		ruleId: rule,
		ruleIndex: rules.findIndex(({ id }) => id === rule),
		level: LEVELS[severity],
		message: { text: plain(plainMessage(finding)) },
		locations: [{
			physicalLocation: {
				artifactLocation: artifactAt(file, folders),
				region
			},
			logicalLocations: [{
				fullyQualifiedName: names.filter((name) => name !== "").join("/"),
				kind: "resource"
			}]
		}],
		partialFingerprints: {
			primaryLocationLineHash: `${fingerprint}:1`,
			"podsealFinding/v1": fingerprint
		}
	};
}
function introducedIn({ reviewed }, { fingerprint }) {
	return reviewed ? { properties: { introduced: reviewed.introduced.has(fingerprint) } } : {};
}
function suppression({ by, reason, expires, source }) {
	return {
		kind: by === "comment" || by === "annotation" ? "inSource" : "external",
		status: "accepted",
		justification: expires === void 0 ? reason : `${reason} (until ${expires})`,
		properties: {
			by,
			source
		}
	};
}
function fixesOf({ lines }, finding, fix, { folders }) {
	if (!fix) return {};
	const replacements = fix.edits.map(({ start, end, text }) => {
		const [from, to] = [lines.position(start), lines.position(end)];
		return {
			deletedRegion: {
				startLine: from.line,
				startColumn: from.column,
				endLine: to.line,
				endColumn: to.column
			},
			insertedContent: { text }
		};
	});
	const text = fix.safety === "safe" ? "Fix it." : "Fix it, and check that the application works.";
	const change = {
		artifactLocation: artifactAt(finding.file, folders),
		replacements
	};
	return { fixes: [{
		description: { text },
		artifactChanges: [change]
	}] };
}
/** Text in which nothing is read as a link (SARIF 2.1.0, 3.11.6). */
function plain(text) {
	return text.replaceAll("`", "").replaceAll("](", String.raw`\](`);
}
export { sarif };
