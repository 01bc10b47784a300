import { C as describeObstacle, G as setOutput, K as warning, o as joinShown, p as visibleLine, q as summary, u as shown } from "./carry-out.js";
import { o as UserError } from "./action.js";
import { Lr as code, Qr as count, _ as toExemptedData, kr as indexLines, s as readBaseline } from "./judge-thread.js";
import { t as reviewText } from "./review-text2.js";
import { n as limitedCommands } from "./workflow-commands2.js";
const { createWriteStream } = process.getBuiltinModule("node:fs");
const { once } = process.getBuiltinModule("node:events");
const randomUUID = (...of) => process.getBuiltinModule("node:crypto").randomUUID(...of);
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of);
const { dirname } = process.getBuiltinModule("node:path");
const finished = (...of) => process.getBuiltinModule("node:stream/promises").finished(...of);
// src/run/report-files.ts
/** Writes one report as its pieces come. */
var ReportWriter = class {
	report;
	#sink;
	#pieces = 0;
	#cut = 0;
	constructor(report, sink) {
		this.report = report;
		this.#sink = sink;
	}
	/** How many pieces were too many for the format. */
	get cut() {
		return this.#cut;
	}
	async add(pieces) {
		const { start, between, maxPieces = Infinity } = this.report;
		const taken = pieces.slice(0, Math.max(0, maxPieces - this.#pieces));
		this.#cut += pieces.length - taken.length;
		const [first, ...others] = taken;
		if (first === void 0) return;
		const before = this.#pieces === 0 ? start : between;
		this.#pieces += taken.length;
		const rest = others.map((piece) => shown`${between}${piece}`);
		await this.#sink.write(joinShown([
			before,
			first,
			...rest
		], ""));
	}
	async end(totals) {
		const { start } = this.report;
		const before = this.#pieces === 0 ? start : shown``;
		await this.#sink.write(shown`${before}${this.report.end(totals, this.#cut)}`);
		await this.#sink.end();
	}
};
/**
* Opens the file of a report. What was in it before goes.
*
* @throws UserError where it can't be written
*/
async function openReport({ format, path }) {
	const stream = await open$1(`${format}=${path}`, path);
	let failure;
	stream.on("error", (error) => {
		failure = error;
	});
	const check = () => {
		if (failure !== void 0) throw notWritten(`${format}=${path}`, failure);
	};
	return {
		async write(text) {
			check();
			if (text !== "" && !stream.write(text)) {
				await once(stream, "drain").catch(() => void 0);
				check();
			}
		},
		async end() {
			stream.end();
			await finished(stream).catch(() => void 0);
			check();
		}
	};
}
async function open$1(name, path) {
	if (/\.ya?ml$/i.test(path)) throw new UserError(`--output ${name}: this names a manifest. Give the report another name.`);
	try {
		await mkdir(dirname(path), { recursive: true });
		const stream = createWriteStream(path);
		await once(stream, "open");
		return stream;
	} catch (error) {
		throw notWritten(name, error);
	}
}
function notWritten(name, error) {
	const why = error instanceof Error ? error.message : String(error);
	return new UserError(`--output ${name}: the file can't be written (${why}).`, { cause: error });
}
// src/report/check-report.ts
/** Counts what a check comes to. */
var CheckCounter = class {
	errors = 0;
	warnings = 0;
	notices = 0;
	isFixable = false;
	files = 0;
	skips = [];
	exempted = [];
	baseline = [];
	faults = [];
	/** @param listed the entries of its findings that are in the baseline */
	add({ findings, manifest, exempted, exemptionFaults }, listed = []) {
		this.files++;
		for (const entry of listed) this.baseline.push(entry);
		for (const one of exempted) if (one.by !== "baseline") this.exempted.push(toExemptedData(one));
		for (const fault of exemptionFaults) this.faults.push(fault);
		for (const { severity, remedy, rendered } of findings) {
			if (severity === "error") this.errors++;
			else if (severity === "warning") this.warnings++;
			else this.notices++;
			this.isFixable ||= (remedy ?? rendered?.remedy) !== void 0;
		}
		for (const skip of manifest.skips) this.skips.push(skip);
	}
	/** Counts what a part of the check came to. */
	addTotals(totals) {
		const { errors, warnings, notices, isFixable, skips, files } = totals;
		for (const one of totals.exempted) this.exempted.push(one);
		for (const entry of totals.baseline) this.baseline.push(entry);
		for (const fault of totals.faults) this.faults.push(fault);
		this.errors += errors;
		this.warnings += warnings;
		this.notices += notices;
		this.isFixable ||= isFixable;
		this.files += files;
		for (const skip of skips) this.skips.push(skip);
	}
	/** Adds what is wrong with an exemption that no file of manifests has. */
	addFault(fault) {
		this.faults.push(fault);
	}
	/** Counts a file that could not be read. */
	addUnread(skip) {
		this.files++;
		this.skips.push(skip);
	}
};
// src/report/review-report.ts
/**
* What the formats report of a review: the files with a finding that the change brings, or that the
* review comments on. What was there before and gets no comment is nobody's duty here.
*/
function reviewedFiles(change, plan) {
	const told = plan.findings.filter(({ introduced, placement }) => introduced || placement !== "summary");
	const introduced = new Set(told.filter((one) => one.introduced).map(({ finding }) => finding.fingerprint));
	const paths = /* @__PURE__ */ new Set([...told.map(({ finding }) => finding.file), ...plan.comments.map(({ path }) => path)]);
	const changed = new Map(change.files.map((file) => [file.path, file]));
	return [...paths].map((path) => {
		const file = changed.get(path);
		const placed = told.filter(({ finding }) => finding.file === path);
		const comments = plan.comments.filter((comment) => comment.path === path);
		const text = file?.head ?? "";
		return {
			path,
			text,
			lines: indexLines(text),
			findings: placed.map(({ finding }) => finding),
			exempted: plan.exempted.filter(({ finding }) => finding.file === path),
			fixes: () => placed.map(({ fix = null }) => fix),
			fixed: () => withSuggestions(text, comments),
			reviewed: {
				hunks: file?.hunks,
				comments,
				introduced
			}
		};
	});
}
/** What the formats count of a review. */
function reviewTotals(change, plan) {
	const totals = new CheckCounter();
	for (const file of reviewedFiles(change, plan)) for (const finding of file.findings) countIn(totals, finding);
	totals.files = change.files.length;
	for (const skip of plan.skips) totals.skips.push(skip);
	for (const one of plan.exempted) if (one.by !== "baseline") totals.exempted.push(one);
	for (const fault of plan.exemptionFaults) totals.addFault(fault);
	for (const { path, line, message } of plan.faults) totals.addFault({
		file: path,
		line,
		message
	});
	return totals;
}
function countIn(totals, { severity }) {
	if (severity === "error") totals.errors++;
	else if (severity === "warning") totals.warnings++;
	else totals.notices++;
}
/** A text once all suggestions are committed; where two meet, the first. */
function withSuggestions(text, comments) {
	let lines = text.split("\n");
	const wanted = comments.flatMap(({ subject, line, startLine = line, suggestion }) => suggestion === null || subject === "file" ? [] : [{
		line,
		startLine,
		suggestion
	}]).toSorted((one, other) => other.startLine - one.startLine);
	let end = Infinity;
	for (const { line, startLine, suggestion } of wanted) {
		if (line >= end) continue;
		end = startLine;
		const eol = lines[startLine - 1]?.endsWith("\r") === true ? "\r" : "";
		const fresh = suggestion === "" ? [] : suggestion.split("\n").map((one) => `${one}${eol}`);
		lines = [
			...lines.slice(0, startLine - 1),
			...fresh,
			...lines.slice(line)
		];
	}
	return lines.join("\n");
}
// src/report/style.ts
/** Text as it is. */
const plain = (_, text) => text;
// src/run/load-reports.ts
/** Each is loaded only where somebody wants it. */
const LOADERS = {
	text: async ({ paint, paths }) => (await import("./check-text.js")).checkText(paint, paths),
	json: async () => (await import("./check-json.js")).checkJson(),
	github: async () => (await import("./workflow-commands2.js").then((all) => ({ checkWorkflowCommands: all.t }))).checkWorkflowCommands(),
	sarif: async (context) => (await import("./sarif.js")).sarif(context),
	junit: async (context) => (await import("./junit.js")).junit(context),
	gitlab: async (context) => (await import("./gitlab.js")).gitlab(context),
	checkstyle: async () => (await import("./checkstyle.js")).checkstyle(),
	markdown: async () => (await import("./markdown.js")).markdown(),
	rdjson: async () => (await import("./rdjson.js")).rdjson(),
	patch: async (context) => (await import("./patch.js")).patch(context),
	html: async (context) => (await import("./html.js")).html(context)
};
/** Makes the report of a format. */
async function loadReport(format, context) {
	return LOADERS[format](context);
}
// src/run/review-reports.ts
const packageJson = { "version": "0.1.0" };
/** Whether a format shows the fix of each finding, beside the suggestions of the comments. */
function needsFixes(format) {
	return [
		"json",
		"sarif",
		"rdjson",
		"html"
	].includes(format);
}
/** Reports a review in a format. */
async function reportReview(change, plan, { format, paint, sink }) {
	const whole = await wholeReport(change, plan, format, paint);
	if (whole !== void 0) {
		await sink.write(whole);
		await sink.end();
		return;
	}
	const writer = new ReportWriter(await reportOf(plan, format, paint), sink);
	for (const file of reviewedFiles(change, plan)) await writer.add(writer.report.file(file));
	await writer.end(reviewTotals(change, plan));
}
/** The formats that are about the review more than about its findings. */
async function wholeReport(change, plan, format, paint) {
	if (format === "text") return (await import("./review-text2.js").then((all) => ({ reviewText: all.t }))).reviewText(change, plan, paint);
	if (format === "json") return (await import("./review-json.js")).reviewJson(plan);
	if (format !== "markdown") return void 0;
	return (await import("./review-markdown.js")).reviewMarkdown(plan);
}
async function reportOf({ title, summary, failOn }, format, paint) {
	const { version } = packageJson;
	const context = {
		paint,
		failOn,
		version,
		profile: "immutable",
		of: "review",
		folders: void 0,
		unsafe: true
	};
	if (format !== "html") return loadReport(format, context);
	const { html } = await import("./html.js");
	return html(context, {
		title: `Podseal review: ${title}`,
		summary
	});
}
// src/configuration/describe-source.ts
/** Which configuration and which baseline a review was judged by; undefined where it read neither. */
function sourceOfReview(change) {
	if (!change.configuredAt) return void 0;
	const { commit, branch } = change.configuredAt;
	const name = branch === void 0 ? "" : ` (${branch})`;
	return describeSource(change, `at ${commit.slice(0, SHORT)}${name}`);
}
/** As git abbreviates the name of a commit. */
const SHORT = 7;
/**
* Says which configuration and which baseline count.
*
* @param where as the end of a clause: `at 1a2b3c4 (main)`, `in the work tree`
*/
function describeSource({ configuration, extended = [], baseline }, where) {
	return `Configuration: ${configuration ? [`${configuration.path} ${where}`, ...extended.map(({ path }) => path)].join(", with ") : `none ${where}, so the defaults count`}. Baseline: ${baseline ? count(readBaseline(baseline).entries.length, "finding") : "none"}.`;
}
// src/action/report.ts
/** What a job says of its run: in the log, in its summary and in its outputs. */
var JobReport = class {
	/** What was decided, and is not in the summary yet: there it belongs whatever fails. */
	#decided;
	#reviewed;
	/** Prints a review that is decided and not posted yet. */
	show(change, plan) {
		this.#decided = plan;
		this.#reviewed = {
			change,
			plan
		};
		const source = sourceOfReview(change);
		if (source !== void 0) logText(visibleLine(source));
		logText(reviewText(change, plan, plain));
	}
	/** Writes what was decided to files, whether or not it could be posted. */
	async write(outputs) {
		if (!this.#reviewed) return;
		const { change, plan } = this.#reviewed;
		for (const output of outputs) {
			const sink = await openReport(output);
			await reportReview(change, plan, {
				format: output.format,
				paint: plain,
				sink
			});
		}
	}
	/** Says how a review went. */
	async finish(result) {
		this.#decided = void 0;
		await report(result);
	}
	/** Says why the run failed, and what it had found until then. */
	async fail(reason) {
		const heading = `## The review failed\n\n${code(reason, MAX_REASON)}`;
		const { title = "", summary = "" } = this.#decided ?? {};
		await summarize(`${heading}${title === "" ? "" : `\n\n## Not posted: ${title}\n\n${summary}`}`);
	}
};
/** Errors of GitHub may quote a whole request. */
const MAX_REASON = 1e3;
/** Prints a text; the runner is told to take no commands from what is in it. */
function logText(text) {
	const token = randomUUID();
	process.stdout.write(`::stop-commands::${token}\n`);
	process.stdout.write(text);
	process.stdout.write(`\n::${token}::\n`);
}
async function report(result) {
	const { plan, obstacles, conclusion, title, summary, comments } = result;
	for (const obstacle of obstacles) warning(`${describeObstacle(obstacle)} A workflow on pull_request can't write to a pull request from a fork. All findings are in the summary of this job.`);
	const isUnchecked = obstacles.some((one) => ["checks: write", "archived"].includes(one));
	const findings = (plan?.findings ?? []).filter(({ placement }) => isUnchecked && ["annotation", "summary"].includes(placement)).filter(({ placement, introduced }) => placement === "annotation" || introduced).map(({ finding }) => finding);
	const taken = {
		error: conclusion === "failure" ? 1 : 0,
		warning: obstacles.length,
		notice: 0
	};
	for (const line of limitedCommands(findings, plan?.skips ?? [], taken)) process.stdout.write(`${line}\n`);
	await summarize(`## ${title}\n\n${summary}`);
	setOutput("conclusion", conclusion);
	setOutput("new-findings", plan?.findings.filter(({ introduced }) => introduced).length ?? 0);
	setOutput("comments", comments);
}
/** Adds Markdown to the job's summary, where there is one. */
async function summarize(markdown) {
	if (process.env["GITHUB_STEP_SUMMARY"] === void 0) return;
	await summary.addRaw(markdown, true).write();
}
export { needsFixes as i, logText as n, summarize as r, JobReport as t };
