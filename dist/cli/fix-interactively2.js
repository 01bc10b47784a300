import { $t as visibleDiff, Gt as standardOutput, Kn as judge, Pi as applyEdits, Ri as writePatch, Zt as shown, en as visibleLine, in as ProofBudget, nn as fixFile, on as fixMost, qn as readManifest, qt as joinShown, wi as bySubject } from "./check.js";
const createInterface = (...of) => process.getBuiltinModule("node:readline").createInterface(...of);
// src/cli/fix-interactively.ts
/** Asks on the terminal, or takes the lines that standard input has. */
var Questions = class {
	#lines;
	#close;
	#hasQuit = false;
	constructor(input) {
		const reader = createInterface({ input });
		this.#lines = reader[Symbol.asyncIterator]();
		this.#close = () => reader.close();
	}
	ask = async (question) => {
		await standardOutput.write(question);
		const { value, done } = await this.#lines.next();
		return done === true ? void 0 : value;
	};
	/** Whether no more is to be asked, in other files also. */
	get hasQuit() {
		return this.#hasQuit;
	}
	quit() {
		this.#hasQuit = true;
	}
	close() {
		this.#close();
	}
};
/**
* Offers the fixes of a file one by one, each of one container or object: less of it would not keep the
* application running. What is taken is judged before the next is offered.
*/
async function fixInteractively(judged, questions, { isWanted, paint, print }) {
	const applied = [];
	const fixed = [];
	const asked = /* @__PURE__ */ new Set();
	let current = judged;
	let takesAll = false;
	for (;;) {
		const fix = questions.hasQuit ? void 0 : nextFix(current, isWanted, asked);
		if (!fix) break;
		if (!takesAll) {
			const answer = await askAbout(offeredIn(current, fix), questions, {
				paint,
				print
			});
			if (answer === "d" || answer === "q") break;
			if (answer === "n") continue;
			takesAll = answer === "a";
		}
		for (const finding of fix.applies) applied.push(finding);
		for (const finding of fix.resolves) fixed.push(finding);
		current = withFix(current, fix);
	}
	return {
		...fixFile(current, {
			unsafe: true,
			isWanted: () => false
		}),
		applied,
		fixed
	};
}
/** The next fix that nobody was asked about. */
function nextFix(judged, isWanted, asked) {
	for (const findings of bySubject(judged.findings.filter(isWanted))) {
		const open = findings.filter(({ remedy, identity }) => remedy && !asked.has(identity));
		for (const { identity } of open) asked.add(identity);
		const fix = fixMost(judged, open, () => true, ProofBudget.ofFile());
		if (fix) return fix;
	}
}
function withFix({ manifest, ruleSet }, { edits }) {
	const file = {
		...manifest.file,
		text: applyEdits(manifest.file.text, edits)
	};
	return judge(readManifest(file, ruleSet), ruleSet);
}
function offeredIn({ manifest }, { edits, applies }) {
	const { path, text: before } = manifest.file;
	return {
		files: [{
			path,
			before,
			after: applyEdits(before, edits)
		}],
		applies
	};
}
/** Shows a fix, and asks whether to make it. */
async function askAbout(offered, questions, { paint, print }) {
	await print(shownOffer(offered, paint));
	const isSafe = offered.applies.every(({ remedy }) => remedy?.safety === "safe");
	const answer = await answerTo(questions, shown`Make this ${isSafe ? "safe" : "unsafe"} fix [y,n,a,d,q,?]? `, print);
	if (answer === "q") questions.quit();
	return answer;
}
function shownOffer({ files, applies }, paint) {
	const lines = files.map(({ path, before, after }) => writePatch(path, before, after).trimEnd()).join("\n").split("\n").map((line) => {
		const shownLine = visibleDiff(line);
		if (line.startsWith("+")) return paint("added", shownLine);
		return line.startsWith("-") ? paint("removed", shownLine) : shownLine;
	});
	const messages = applies.map(({ severity, message, rule }) => visibleLine(`${severity}  ${message} (${rule})`));
	const checks = [...new Set(applies.flatMap(({ remedy }) => remedy?.verify ?? []))].map((sentence) => visibleLine(`check: ${sentence}`));
	return shown`${joinShown([
		...lines,
		...messages,
		...checks
	], "\n")}\n`;
}
const HELP = shown`y - make this fix
n - do not make it
a - make it and all others of the file
d - make neither it nor others of the file
q - quit: make no more
`;
async function answerTo(questions, question, print) {
	for (;;) {
		const line = await questions.ask(question);
		if (line === void 0) return "q";
		const answer = line.trim().toLowerCase();
		if (isAnswer(answer)) return answer;
		await print(HELP);
	}
}
function isAnswer(text) {
	return [
		"y",
		"n",
		"a",
		"d",
		"q"
	].includes(text);
}
export { askAbout as n, fixInteractively as r, Questions as t };
