import { o as UserError } from "./action.js";
import { An as list, Fn as textLike, In as wholeNumber, Mn as only, Nn as partsOf, On as choice, Qn as pipe, Un as maxLength, gn as checkData, jn as mapping, kn as flag } from "./judge-thread.js";
const open = (...of) => process.getBuiltinModule("node:fs/promises").open(...of), writeFile = (...of) => process.getBuiltinModule("node:fs/promises").writeFile(...of);
/** What goes into a plan file of that size; more findings than that nobody reads. */
const MAX_PLAN_FINDINGS = 1e4;
/** GitHub numbers pull requests with 32 bits. */
const MAX_NUMBER = 2147483647;
const commit = textLike(/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/, "the hash of a commit");
const claimedFinding = partsOf({
	finding: partsOf({
		fingerprint: textLike(/^[0-9a-f]{16}$/, "a fingerprint"),
		rule: textLike(/^[a-z0-9-]{1,100}$/, "the id of a rule"),
		severity: choice([
			"error",
			"warning",
			"notice"
		])
	}),
	introduced: flag()
});
/**
* A plan file as far as mode publish looks at it: every text has a bound and an alphabet. Of the rest
* nothing is read, so that no text of it can be shown.
*/
const claimedPlan = mapping({
	version: only(2),
	repository: textLike(/^(?=.{1,200}$)[\w.-]+\/[\w.-]+$/, "owner/repository"),
	pullRequest: wholeNumber(1, MAX_NUMBER),
	plan: partsOf({
		base: commit,
		head: commit,
		conclusion: choice([
			"success",
			"failure",
			"neutral"
		]),
		findings: pipe(list(claimedFinding), maxLength(MAX_PLAN_FINDINGS, `has more than ${MAX_PLAN_FINDINGS} items`))
	})
});
// src/action/plan-file.ts
/** Writes a plan for mode publish: all of it, but for findings beyond the bound. */
async function writePlanFile(path, { owner, repo, number }, plan) {
	const findings = plan.findings.slice(0, MAX_PLAN_FINDINGS);
	const file = {
		version: 2,
		repository: `${owner}/${repo}`,
		pullRequest: number,
		plan: {
			...plan,
			findings
		}
	};
	await writeFile(path, `${JSON.stringify(file)}\n`);
}
/**
* Reads a plan file that a workflow of a fork made: nothing in it is known to be true. Only what a
* schema bounds is returned, so that no text of it can be shown.
*
* @throws UserError where it is not there or is no plan
*/
async function readPlanFile(path) {
	const value = parse(await readBounded(path));
	const checked = checkData(claimedPlan, value, "the whole");
	if ("output" in checked) return checked.output;
	throw new UserError(`The plan file is not what Podseal writes: ${checked.fault}. Nothing was published.`);
}
async function readBounded(path) {
	const file = await open(path).catch((error) => {
		throw new UserError(`There is no plan file at ${path}: download the artifact first, or set plan-file to ''.`, { cause: error });
	});
	try {
		const bytes = /* @__PURE__ */ new Uint8Array(33554433);
		const { bytesRead } = await file.read(bytes);
		if (bytesRead <= 33554432) return bytes.subarray(0, bytesRead);
	} finally {
		await file.close();
	}
	throw new UserError("The plan file is larger than any that Podseal writes. Nothing was published.");
}
function parse(bytes) {
	try {
		return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
	} catch (error) {
		throw new UserError("The plan file is no JSON. Nothing was published.", { cause: error });
	}
}
/** In how many findings a plan differs from what was judged here. */
function countDifferences(file, { findings }) {
	const planned = new Set(file.plan.findings.map(keyOf));
	const judged = new Set(findings.slice(0, MAX_PLAN_FINDINGS).map(keyOf));
	return (/* @__PURE__ */ new Set([...planned, ...judged])).size - [...planned].filter((key) => judged.has(key)).length;
}
function keyOf({ finding: { fingerprint, rule, severity }, introduced }) {
	return [
		fingerprint,
		rule,
		severity,
		introduced
	].join(" ");
}
export { readPlanFile as n, writePlanFile as r, countDifferences as t };
