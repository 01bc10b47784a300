import "./rolldown-runtime.js";
import { n as readCheckouts, t as readBelow } from "./extended-files2.js";
import { Bn as NO_CONFIGURATION, Dn as readProjectFile, En as projectRoot, Mt as visibleLine, Rn as BASELINE_PATH, Rr as BrokenConfiguration, S as note, Vn as onlyConfiguration, zn as CONFIGURATION_PATHS, zr as placedLines } from "./check.js";
import { a as readExtended, i as readEach, n as describeSource, t as composeConfiguration } from "./compose.js";
import { c as OPTIONS, g as valuesOf, o as UserError } from "./command-line.js";
import { r as requireBaseline } from "./baseline.js";
import { join } from "node:path";
// src/files/configuration-files.ts
/**
* Reads the files that say how the project around a path is judged, as they are now.
*
* @param readElsewhere reads what the configuration extends in other repositories
* @throws UserError for one that can't be read
*/
async function readProject(place, readElsewhere) {
	const root = await projectRoot(place);
	const [baseline, ...configurations] = await Promise.all([BASELINE_PATH, ...CONFIGURATION_PATHS].map(async (path) => {
		const file = await readProjectFile(join(root, path));
		return file && {
			path,
			text: file.text
		};
	}));
	const configuration = onlyConfiguration(configurations);
	return {
		root,
		files: {
			baseline,
			configuration,
			extended: await readExtended(configuration, readEach(readBelow(root), readElsewhere))
		}
	};
}
// src/options/rule-set.ts
/**
* Which rules judge, and how, by the options.
*
* @throws UserError for options that do not go together
*/
function ruleSetOf(values) {
	return {
		profile: values.profile,
		podSecurityVersion: minorVersion(values),
		only: values.rule,
		skip: values["skip-rule"],
		scratch: {
			sizeLimit: values["scratch-size"],
			...values["scratch-medium"] === "memory" && { medium: "Memory" }
		}
	};
}
/** The minor version of Kubernetes; undefined for the latest. */
function minorVersion({ "pod-security-version": version, profile }) {
	if (version === "latest") return void 0;
	if (profile === "baseline" || profile === "restricted") return Number(version.slice(3));
	throw new UserError(`pod-security-version ${version} needs the profile baseline or restricted; the profile is ${profile}.`);
}
// src/configuration/settle.ts
/**
* Settles how a repository is judged.
*
* @throws BrokenConfiguration that names each fault of its files with its place
*/
function settle(files, told) {
	const { today, folders, where = "" } = told;
	const configuration = requireConfiguration(files, where);
	const values = told.values(configuration.given);
	const { exemptions, allowed, severities, allow, kinds } = configuration;
	return {
		ruleSet: {
			...rulesBy(values, configuration, where),
			severities,
			allow,
			kinds,
			exemptions: {
				exemptions,
				allowed,
				today,
				folders,
				foreign: values["foreign-exemptions"]
			}
		},
		baseline: files.baseline ? requireBaseline(files.baseline, where) : [],
		scope: values.scope,
		failOn: values["fail-on"],
		requestChanges: values["request-changes"],
		files: values.files,
		automation: values.automation,
		configuration,
		values
	};
}
function rulesBy(values, { sources }, where) {
	try {
		return ruleSetOf(values);
	} catch (error) {
		const source = sources["pod-security-version"] ?? sources["profile"];
		if (!(error instanceof UserError) || source === void 0) throw error;
		const end = source.lastIndexOf(":");
		const place = {
			path: source.slice(0, end),
			line: Number(source.slice(end + 1)),
			column: 1
		};
		throw new BrokenConfiguration([{
			...place,
			message: error.message
		}], `${source}: ${error.message}\nCorrect the configuration${where}.`);
	}
}
function requireConfiguration({ configuration, extended }, where) {
	if (!configuration) return NO_CONFIGURATION;
	const composed = composeConfiguration(configuration, extended);
	if (!("faults" in composed)) return composed;
	throw new BrokenConfiguration(composed.faults, `${placedLines(composed.faults)}\nCorrect the configuration${where}: docs/configuration.md has the keys.`);
}
// src/cli/settle-here.ts
/** The options that decide which findings a project has. */
const DECIDING = [
	"profile",
	"pod-security-version",
	"rule",
	"skip-rule",
	"files",
	"registry"
];
/**
* Settles how the project around a path is judged, by its configuration in the work tree.
*
* @throws UserError for a configuration that can't be used
*/
async function settleHere(path, given, { ignoresBaseline = false, isVerbose = false } = {}) {
	const { root, files: found } = await readProject(path, readCheckouts(given["extends-from"]));
	const files = ignoresBaseline ? {
		...found,
		baseline: void 0
	} : found;
	const source = describeSource(found, `in ${root}`);
	if (isVerbose) note(visibleLine(source));
	const { files: globs, ...settled } = settleWith(files, given, {
		root,
		working: process.cwd()
	});
	const isConfigured = given.files === void 0 && settled.configuration.given.files !== void 0;
	const isAsConfigured = DECIDING.every((key) => given[key] === void 0);
	return {
		...settled,
		root,
		source,
		isAsConfigured,
		wanted: {
			globs,
			...isConfigured && { from: root }
		}
	};
}
/** Settles how files of a project are judged: what was given to the command counts first. */
function settleWith(files, given, folders) {
	return settle(files, {
		values: (configured) => valuesOf(OPTIONS, given, configured),
		today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
		folders
	});
}
export { settleWith as n, settleHere as t };
