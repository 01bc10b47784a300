import { $ as ProofBudget, Qi as writePatch, R as standardOutput, Zt as joinShown, cn as judge, en as shown, ft as applyEdits, g as fixFile, mn as readManifest, nn as visibleDiff, rn as visibleLine, tt as fixMost, un as bySubject } from "./check.js";
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
			await print(offer(current, fix, paint));
			const answer = await answerTo(questions, fix, print);
			if (answer === "q") questions.quit();
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
function offer({ manifest }, fix, paint) {
	const { path, text } = manifest.file;
	const lines = writePatch(path, text, applyEdits(text, fix.edits)).trimEnd().split("\n").map((line) => {
		const shownLine = visibleDiff(line);
		if (line.startsWith("+")) return paint("added", shownLine);
		return line.startsWith("-") ? paint("removed", shownLine) : shownLine;
	});
	const messages = fix.applies.map(({ severity, message, rule }) => visibleLine(`${severity}  ${message} (${rule})`));
	const checks = fix.verify.map((sentence) => visibleLine(`check: ${sentence}`));
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
async function answerTo(questions, { safety }, print) {
	for (;;) {
		const line = await questions.ask(shown`Make this ${safety} fix [y,n,a,d,q,?]? `);
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
export { Questions, fixInteractively };
