import { t as explainPlainly } from "./explain.js";
import { u as UserError } from "./command-line.js";
import { $t as visibleDiff, F as AttributeFiles, Ht as paint, Kn as judge, N as toExemptedData, P as toData, Pi as applyEdits, Qt as visible, R as imageInspector, Ri as writePatch, Tt as KustomizationsBeside, Ut as print, Za as count, Zt as shown, _t as readSource, a as subjectName, an as UNDECIDED, bt as findProjectImages, dn as imageNames, en as visibleLine, i as exemptLine, in as ProofBudget, qn as readManifest, qt as joinShown, r as excerpt, rn as fixEach, wt as ReleaseSources } from "./check.js";
const { relative, sep } = process.getBuiltinModule("node:path");
// src/cli/explain.ts
/** As many lines as a person reads. */
const MAX_LINES = 10;
/** Reads `deploy/web.yaml:12`, and the column that an editor may add. */
function readPlace(place) {
	const [, path, line] = /^(.+?):(\d{1,9})(?::\d+)?$/.exec(place) ?? [];
	if (path === void 0 || line === void 0) throw new UserError("Write a file and a line, such as deploy/web.yaml:12.");
	return {
		path,
		line: Number(line)
	};
}
/** Explains what is found at a line: 1 where there is something, 0 where there is nothing. */
async function explain({ path, line }, options) {
	const judged = await judgeAlone(path, options);
	const { count: lines } = judged.manifest.lines;
	if (line < 1 || line > lines) throw new UserError(`${visibleLine(path)} has ${lines} lines: there is no line ${line}.`);
	const found = findingsAt(judged, line);
	const fixes = fixEach(judged, found, ProofBudget.ofFile());
	const parts = found.map((finding) => explanation(judged, finding, fixes.get(finding)));
	const rows = judged.exempted.filter(({ finding }) => isAt(finding, line)).map((one) => shown`exempt  ${exemptLine(toExemptedData(one))}`);
	const where = visibleLine(`${path}:${line}`);
	const skips = judged.manifest.skips.map(({ reason }) => visibleLine(`not analyzed: ${reason}`));
	const total = shown`${count(found.length, "finding")} at ${where}.${linesElsewhere(judged, found)}\n`;
	await print(joinShown([
		...parts,
		...rows,
		...skips,
		total
	], "\n"));
	return found.length > 0 ? 1 : 0;
}
async function judgeAlone(path, options) {
	const source = await readSource({
		path,
		named: true
	});
	if (!source || "reason" in source) throw new UserError(`${visibleLine(path)}: ${source?.reason ?? "this is no manifest"}.`);
	const attributes = await new AttributeFiles(options.root).of(path);
	const releaseSources = new ReleaseSources([path]).of(source);
	const kustomization = new KustomizationsBeside().of(path);
	const images = await findProjectImages(path);
	const ruleSet = {
		...options.ruleSet,
		images,
		releaseSources,
		kustomization
	};
	const manifest = readManifest({
		...source,
		attributes
	}, ruleSet);
	const read = await imageInspector(options, path, images)(imageNames(manifest, kustomization));
	return judge(manifest, {
		...ruleSet,
		...read
	});
}
/** What is found on a line itself; else about the container that it is part of, else the object. */
function findingsAt({ findings, manifest }, line) {
	const own = findings.filter((finding) => isAt(finding, line));
	if (own.length > 0) return own;
	const about = findings.filter(({ subject }) => {
		const { start, end } = subject.value.span;
		const { lines } = manifest;
		const last = Math.max(start, end - 1);
		return lines.position(start).line <= line && line <= lines.position(last).line;
	});
	const inContainer = about.filter(({ subject }) => subject.container !== void 0);
	return inContainer.length > 0 ? inContainer : about;
}
/** Where to look instead, if a line has no finding. */
function linesElsewhere({ findings }, found) {
	const lines = [...new Set(findings.map(({ line }) => line))].toSorted((a, b) => a - b);
	if (found.length > 0 || lines.length === 0) return shown``;
	const named = lines.slice(0, MAX_LINES).join(", ");
	return visibleLine(` The file has findings at ${lines.length > 1 ? "lines" : "line"} ${named}.`);
}
function isAt(finding, line) {
	return finding.line <= line && line <= finding.endLine;
}
function explanation(judged, finding, fix) {
	const data = toData(finding);
	const head = visibleLine(`${finding.file}:${finding.line}:${finding.column}  ${finding.severity}  ${subjectName(data)}: ${finding.message}`);
	const { manifest } = judged;
	const source = {
		text: manifest.file.text,
		lines: manifest.lines
	};
	const why = visible(explainPlainly(finding.rule));
	const lines = [
		paint("strong", head),
		...excerpt(source, data, paint),
		shown``,
		why,
		shown``
	];
	return shown`${joinShown([...lines, ...fixLines(judged, fix)], "\n")}\n`;
}
function fixLines({ manifest }, fix) {
	if (!fix || !("edits" in fix)) {
		const why = fix && fix !== UNDECIDED ? `: ${fix.refused}` : "";
		return [shown`There is no fix${visibleLine(why)}.`];
	}
	const { path, text } = manifest.file;
	const patch = visibleDiff(writePatch(path, text, applyEdits(text, fix.edits)).trimEnd());
	const command = fix.safety === "safe" ? "podseal fix" : "podseal fix --unsafe";
	const from = relative(".", path).split(sep).join("/");
	return [
		shown`The fix, which is ${fix.safety} (${visibleLine(`${command} ${from}`)}):`,
		patch,
		...[...fix.reasons, ...fix.verify].map((sentence) => visibleLine(sentence))
	];
}
export { explain, readPlace };
