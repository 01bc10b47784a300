import { A as moreFiles, Kt as htmlText, Pi as applyEdits, Ri as writePatch, Xt as ownCode, Za as count, Zt as shown, g as fixOf, i as exemptLine, k as listedSkips, n as toldFindings, oi as compareSeverity, qt as joinShown, tn as xmlText, za as fence } from "./check.js";
import { r as diffArrays } from "./diff.js";
import { t as rulePage } from "./rule-page.js";
// src/report/page/assets.generated.ts
const style = ":root {color-scheme: light dark;--back: #ffffff;--box: #f6f8fa;--text: #1f2328;--faint: #57606a;--line: #d0d7de;--link: #0550ae;--focus: #0550ae;--error: #b3131d;--warning: #7a4d00;--notice: #0550ae;--added: #dafbe1;--removed: #ffebe9;--marked: #fff8c5;}@media (prefers-color-scheme: dark) {:root {--back: #0d1117;--box: #161b22;--text: #e6edf3;--faint: #9ea7b3;--line: #30363d;--link: #79b8ff;--focus: #79b8ff;--error: #ff8e86;--warning: #e3b341;--notice: #79b8ff;--added: #12361f;--removed: #4a1b1f;--marked: #3b3211;}}* {box-sizing: border-box;}body {margin: 0 auto;max-width: 72rem;padding: 0 1rem 4rem;background: var(--back);color: var(--text);font:1rem/1.5 system-ui,sans-serif;}h1 {margin: 1rem 0 0.5rem;font-size: 1.5rem;}h2 {margin: 2rem 0 0.75rem;font-size: 1.1rem;overflow-wrap: anywhere;}h3,h4,h5 {margin: 0.75rem 0 0.5rem;font-size: 1rem;}a {color: var(--link);}code,pre,.code {font-family: ui-monospace, monospace;font-size: 0.85rem;}p code,li code,h2 code,.verdict code {padding: 0.1em 0.3em;border-radius: 4px;background: var(--box);overflow-wrap: anywhere;}:focus-visible {outline: 2px solid var(--focus);outline-offset: 2px;}.skip {position: absolute;left: -100vw;}.skip:focus {left: 1rem;}.filters {position: sticky;top: 0;z-index: 1;display: none;flex-wrap: wrap;gap: 0.5rem 1rem;align-items: end;margin: 0 -1rem;padding: 0.75rem 1rem;border-bottom: 1px solid var(--line);background: var(--back);}.js .filters {display: flex;}.filters label,.filters fieldset {margin: 0;padding: 0;border: 0;font-size: 0.85rem;}.filters legend {padding: 0;}.filters select,.filters input[type='search'] {display: block;max-width: 16rem;}.filters [role='status'] {flex-basis: 100%;margin: 0;color: var(--faint);}select,input,button {font: inherit;color: inherit;}select,input[type='search'],button {padding: 0.2rem 0.5rem;border: 1px solid var(--faint);border-radius: 6px;background: var(--box);}button {display: none;cursor: pointer;font-size: 0.8rem;}.js button {display: inline-block;}.item {margin: 0 0 1rem;border: 1px solid var(--line);border-radius: 6px;content-visibility: auto;contain-intrinsic-size: auto 16rem;}.diff {border: 1px solid var(--line);border-radius: 6px;}.diff .item {margin: 0.5rem 0.5rem 0.5rem 3rem;background: var(--back);}.head {display: flex;flex-wrap: wrap;gap: 0.25rem 0.75rem;align-items: baseline;padding: 0.5rem 0.75rem;border-bottom: 1px solid var(--line);background: var(--box);font-size: 0.85rem;}.head .rules {margin-left: auto;}.body {padding: 0.25rem 0.75rem 0.5rem;}.body p,.body ul {margin: 0.5rem 0;}.severity {font-weight: 600;}.error .severity {color: var(--error);}.warning .severity {color: var(--warning);}.notice .severity {color: var(--notice);}.code {margin: 0;padding: 0.25rem 0;list-style: none;}.code li {display: flex;min-height: 1.3rem;line-height: 1.3rem;}.code .number {flex: none;width: 3.5rem;padding-right: 0.75rem;color: var(--faint);text-align: right;user-select: none;}.code .sign {flex: none;width: 1.25rem;user-select: none;}.code .text {white-space: pre-wrap;overflow-wrap: anywhere;}.code .added {background: var(--added);}.code .removed {background: var(--removed);}.code .marked {background: var(--marked);}.gap {padding: 0.1rem 0.75rem;background: var(--box);color: var(--faint);font-size: 0.8rem;}.change {margin: 0.5rem 0;border: 1px solid var(--line);border-radius: 6px;}.change .head {border-radius: 6px 6px 0 0;}pre {margin: 0.5rem 0;padding: 0.5rem;border-radius: 6px;background: var(--box);white-space: pre-wrap;overflow-wrap: anywhere;}summary {cursor: pointer;}[hidden] {display: none !important;}.sr {position: absolute;width: 1px;height: 1px;overflow: hidden;clip-path: inset(50%);white-space: nowrap;}";
const styleHash = "sha256-dWXPo+H+oMtALvSxrrNbYEdb8gusQeIRZ0qZfADoKrQ=";
const script = "(function(){let e=[...document.querySelectorAll(`.item`)],t=[...document.querySelectorAll(`.file`)];function n(e,t){let n=document.getElementById(e);if(n instanceof t)return n;throw Error(`The page has no #${e}.`)}function r(){return{rule:n(`rule`,HTMLSelectElement),file:n(`file`,HTMLInputElement),severities:[`error`,`warning`,`notice`].map(e=>n(e,HTMLInputElement)),fix:n(`fix`,HTMLInputElement),keys:n(`keys`,HTMLInputElement),status:n(`status`,HTMLElement)}}function i(e){return(e.dataset.rules??``).split(` `).filter(e=>e!==``)}function a({rule:t}){let n=/* @__PURE__ */ new Map;for(let t of e.flatMap(i))n.set(t,(n.get(t)??0)+1);for(let[e,r]of[...n].sort(([e],[t])=>e.localeCompare(t)))t.add(new Option(`${e} (${r})`,e))}function o({rule:n,file:r,severities:a,fix:o,status:s}){let c=a.filter(({checked:e})=>e).map(({id:e})=>e),l=r.value.trim().toLowerCase(),u=0;for(let t of e){let e=c.includes(t.dataset.severity??``)&&(n.value===``||i(t).includes(n.value))&&(t.dataset.file??``).toLowerCase().includes(l)&&(!o.checked||t.dataset.fix===`yes`);t.hidden=!e,e&&u++}for(let e of t)e.hidden=e.querySelector(`.item:not([hidden])`)===null;let d=`${u} of ${e.length} shown`;s.textContent!==d&&(s.textContent=d)}function s(t){let n=e.filter(({hidden:e})=>!e),r=document.activeElement?.closest(`.item`),i=r?n.indexOf(r):-1,a=i===-1?t===1?0:n.length-1:i+t,o=n[Math.max(0,Math.min(a,n.length-1))];o?.focus(),o?.scrollIntoView({block:`center`})}function c(e){return e instanceof HTMLElement&&e.matches(`input, select, textarea`)}function l({keys:e,file:t}){document.addEventListener(`keydown`,n=>{let r=n.ctrlKey||n.metaKey||n.altKey;!e.checked||r||c(n.target)||(n.key===`j`?s(1):n.key===`k`?s(-1):n.key===`/`&&(n.preventDefault(),t.focus()))})}async function u(e,t){let n=e.dataset.copy??``;try{await navigator.clipboard.writeText(n)}catch{d(n,e)}t.textContent=`Copied.`;let r=e.textContent;e.textContent=`Copied`,setTimeout(()=>{e.textContent=r},1500)}function d(e,t){let n=document.createElement(`textarea`);n.value=e,document.body.append(n),n.select(),document.execCommand(`copy`),n.remove(),t.focus()}function f(){let e=r();document.documentElement.classList.add(`js`),a(e),o(e);let t=n(`filters`,HTMLFormElement);t.addEventListener(`input`,()=>o(e)),t.addEventListener(`submit`,e=>e.preventDefault()),t.addEventListener(`reset`,()=>{setTimeout(()=>o(e))}),l(e),document.addEventListener(`click`,t=>{let n=t.target instanceof Element?t.target.closest(`button`):null;n?.dataset.copy===void 0?n?.id===`next`?s(1):n?.id===`previous`&&s(-1):u(n,e.status)})}f()})();";
const scriptHash = "sha256-VrAlJ0Mn2MJSfywslJGkmRzEfHWNXroN3Yf0blznxlI=";
// src/report/page/code-lines.ts
/** Lines of code. What a line is has a sign, and not a color only. */
function codeLines(lines) {
	const rows = lines.map(({ kind, number, text }) => {
		const shownNumber = number === void 0 ? shown`` : shown`${number}`;
		const content = htmlText(withoutReturn(text));
		return shown`<li class="${kind}"><span class="number">${shownNumber}</span><span class="sign">${SIGNS[kind]}</span><span class="text">${content}</span></li>`;
	});
	return shown`<ol class="code">${joinShown(rows, "")}</ol>`;
}
const SIGNS = {
	same: shown` `,
	added: shown`+`,
	removed: shown`-`,
	marked: shown`&gt;`
};
/** Lines before and after a change as one list. */
function changeLines(before, after) {
	return diffArrays(before.map(withoutReturn), after.map(withoutReturn)).flatMap(({ value, added, removed }) => value.map((text) => ({
		kind: added ? "added" : removed ? "removed" : "same",
		text
	})));
}
function withoutReturn(line) {
	return line.replace(/\r$/, "");
}
/** The lines of a hunk, numbered as on the new side. */
function hunkLines({ lines, newStart }) {
	let number = newStart;
	return lines.flatMap((line) => {
		if (line.startsWith("\\")) return [];
		const text = line.slice(1);
		if (line.startsWith("-")) return [{
			kind: "removed",
			text
		}];
		return [{
			kind: line.startsWith("+") ? "added" : "same",
			number: number++,
			text
		}];
	});
}
/** A box with a change and a button that copies something. */
function changeBox(title, lines, copied) {
	const button = copyButton(copied.text, copied.what);
	return shown`<div class="change"><div class="head"><span>${title}</span>${button}</div>${codeLines(lines)}</div>`;
}
/** @param what what is copied, for the button's name */
function copyButton(text, what) {
	return shown`<button type="button" data-copy="${xmlText(text)}">Copy ${what}</button>`;
}
// src/report/page/item.ts
/** Writes a box. The keys move the focus to it. */
function itemBox({ file, findings, hasFix, title, beside, content }) {
	const severity = gravestOf(findings);
	const rules = [...new Set(findings.map(({ rule }) => rule))];
	const names = htmlText(rules.join(" "));
	const links = rules.map((id) => shown`<a href="${htmlText(rulePage(id))}" rel="noopener noreferrer">${htmlText(id)}</a>`);
	const about = shown`<span class="severity">${severity}</span> <span>${title}</span>`;
	const head = shown`<div class="head">${about} ${beside}<span class="rules">${spaced(links)}</span></div>`;
	const data = shown`data-file="${htmlText(file)}" data-rules="${names}" data-severity="${severity}" data-fix="${hasFix ? "yes" : "no"}"`;
	return shown`<article class="item ${severity}" tabindex="-1" ${data}>${head}${content}</article>\n`;
}
function gravestOf(findings) {
	return findings.map(({ severity }) => severity).toSorted(compareSeverity)[0] ?? "notice";
}
function spaced(pieces) {
	return joinShown(pieces.map((piece, index) => index === 0 ? piece : shown` ${piece}`), "");
}
// src/report/page/render-markdown.ts
/**
* The HTML of our own Markdown: what `text/markdown.ts` makes, and no more. All else is text: nothing
* that is not one of these constructs becomes a tag.
*
* @param level that of its headings
*/
function renderMarkdown(text, level = 3) {
	const reader = new BlockReader(text.split("\n"), level);
	return joinShown(reader.blocks(), "\n");
}
const FENCE = /^(`{3,})([a-z]*)$/;
const FOLD = /^<details><summary>(.*)<\/summary>$/;
const HEADING = /^#{1,6} (.*)$/;
const ITEM = /^ *(?:-|(\d)\.) (.*)$/;
/** Reads the lines of a text block by block. */
var BlockReader = class {
	#lines;
	#level;
	#at = 0;
	constructor(lines, level) {
		this.#lines = lines;
		this.#level = level;
	}
	blocks() {
		const blocks = [];
		while (this.#at < this.#lines.length) {
			const line = this.#next();
			if (line === "" || line.startsWith("<!-- ")) continue;
			blocks.push(this.#block(line));
		}
		return blocks;
	}
	#next() {
		return this.#lines[this.#at++] ?? "";
	}
	#block(line) {
		const [, ticks] = FENCE.exec(line) ?? [];
		if (ticks !== void 0) return this.#code(ticks);
		const [, title] = FOLD.exec(line) ?? [];
		if (title !== void 0) return shown`<details><summary>${inline(title)}</summary>`;
		if (line === "</details>") return shown`</details>`;
		const [, heading] = HEADING.exec(line) ?? [];
		if (heading !== void 0) return shown`<h${this.#level}>${inline(heading)}</h${this.#level}>`;
		if (ITEM.test(line)) return this.#list(line);
		return this.#paragraph(line);
	}
	#code(ticks) {
		const start = this.#at;
		const end = this.#lines.indexOf(ticks, start);
		this.#at = end === -1 ? this.#lines.length : end + 1;
		const lines = this.#lines.slice(start, end === -1 ? void 0 : end);
		return shown`<pre>${htmlText(lines.join("\n"))}</pre>`;
	}
	#list(first) {
		const [, number] = ITEM.exec(first) ?? [];
		const items = [];
		let line = first;
		while (line !== void 0) {
			const [, , text = ""] = ITEM.exec(line) ?? [];
			items.push(shown`<li>${inline(text)}</li>`);
			line = ITEM.test(this.#lines[this.#at] ?? "") ? this.#next() : void 0;
		}
		const list = joinShown(items, "");
		return number === void 0 ? shown`<ul>${list}</ul>` : shown`<ol>${list}</ol>`;
	}
	#paragraph(first) {
		const lines = [first];
		while (this.#at < this.#lines.length && !isBlockStart(this.#lines[this.#at] ?? "")) lines.push(this.#next());
		return shown`<p>${inline(lines.join(" "))}</p>`;
	}
};
function isBlockStart(line) {
	const starts = [
		FENCE,
		FOLD,
		HEADING,
		ITEM
	];
	return line === "" || line.startsWith("<") || starts.some((start) => start.test(line));
}
const SPANS = /(`[^`]+`)|\*\*([^*]+)\*\*|\[([^\][]+)\]\((https:\/\/[^\s()]+)\)/g;
/** Code, bold text and links of a line. */
function inline(text) {
	const pieces = [];
	let at = 0;
	for (const found of text.matchAll(SPANS)) {
		pieces.push(htmlText(text.slice(at, found.index)), spanOf(found));
		at = found.index + found[0].length;
	}
	return joinShown([...pieces, htmlText(text.slice(at))], "");
}
function spanOf([, code, bold, words, address]) {
	if (code !== void 0) return shown`<code>${htmlText(code.slice(1, -1))}</code>`;
	if (bold !== void 0) return shown`<strong>${inline(bold)}</strong>`;
	const href = htmlText(address ?? "");
	return shown`<a href="${href}" rel="noopener noreferrer">${inline(words ?? "")}</a>`;
}
// src/report/page/checked-item.ts
/** Lines of the file around a finding. */
const AROUND$1 = 3;
/** What is shown of a finding that spans more, such as a whole mapping. */
const MOST_LINES = 12;
/** A line of JSON may be the whole file. */
const MOST_CHARACTERS = 400;
/** A finding with the lines that it is about, and its fix. */
function checkedItem(file, { finding, subject }) {
	const fix = fixOf(file, finding);
	const place = `${finding.file}:${finding.line}:${finding.column}`;
	const message = inline(finding.message);
	const text = shown`<p class="verdict"><code>${htmlText(subject)}</code>: ${message}</p>`;
	const fixed = fix ? fixBox(file, fix) : shown``;
	return itemBox({
		file: file.path,
		findings: [finding],
		hasFix: fix !== null,
		title: htmlText(`line ${finding.line}`),
		beside: copyButton(place, shown`place`),
		content: shown`${codeLines(linesAround(file, finding))}<div class="body">${text}${fixed}</div>`
	});
}
function linesAround({ text, lines }, { line, endLine }) {
	const first = Math.max(1, line - AROUND$1);
	const last = Math.min(lines.count, Math.min(endLine, line + MOST_LINES) + AROUND$1);
	return Array.from({ length: Math.max(0, last - first + 1) }, (_, index) => {
		const number = first + index;
		const { start, end } = lines.span(number);
		const shownText = clip(text.slice(start, end));
		return {
			kind: number >= line && number <= endLine ? "marked" : "same",
			number,
			text: shownText
		};
	});
}
function clip(text) {
	return text.length > MOST_CHARACTERS ? `${text.slice(0, MOST_CHARACTERS)}…` : text;
}
function fixBox(file, { safety, edits }) {
	const patch = writePatch(file.path, file.text, applyEdits(file.text, edits));
	const lines = patch.split("\n").slice(2).filter((row) => row !== "" && !row.startsWith("\\")).map((row) => {
		if (row.startsWith("@@")) return {
			kind: "same",
			text: "…"
		};
		return {
			kind: row.startsWith("+") ? "added" : row.startsWith("-") ? "removed" : "same",
			text: clip(row.slice(1))
		};
	});
	return changeBox(safety === "safe" ? shown`Fix` : shown`Fix, to be checked by a person`, lines, {
		text: patch,
		what: shown`patch`
	});
}
// src/report/page/reviewed-file.ts
/** What of a hunk is shown above its first comment and below its last; a new file is one hunk. */
const AROUND = 12;
const FEW = 3;
/** A changed file as on a pull request: its diff, each comment below its line. */
function reviewedFile(file, reviewed) {
	const { comments, hunks = [] } = reviewed;
	const told = new Set(comments.flatMap(({ fingerprints }) => fingerprints));
	const onFile = comments.filter((one) => one.subject === "file" || !hunkOf(hunks, one));
	const untold = file.findings.filter(({ fingerprint }) => !told.has(fingerprint));
	const others = toldFindings(untold).map((one) => checkedItem(file, one));
	const diff = hunks.map((hunk) => hunkBox(file, hunk, comments.filter((one) => hunkOf([hunk], one))));
	return joinShown([
		...onFile.map((one) => commentBox(file, one)),
		...diff,
		...others
	], "");
}
/** The hunk that a comment on a line is in. */
function hunkOf(hunks, { subject, line, startLine = line }) {
	return subject === "file" ? void 0 : hunks.find(({ newStart, newLines }) => newStart <= startLine && line < newStart + newLines);
}
/** A hunk with its comments; what nobody comments on is left out. */
function hunkBox(file, hunk, comments) {
	if (comments.length === 0) return shown``;
	const lines = hunkLines(hunk);
	const ends = comments.map((comment) => ({
		comment,
		at: lines.findIndex(({ number }) => number === comment.line)
	})).toSorted((one, other) => one.at - other.at);
	const pieces = [];
	let next = 0;
	for (const { comment, at } of ends) {
		const length = comment.line - (comment.startLine ?? comment.line) + 1;
		const first = Math.max(next, at - length - AROUND);
		const isNear = first - next <= FEW;
		if (!isNear) pieces.push(gap(first - next));
		pieces.push(codeLines(lines.slice(isNear ? next : first, at + 1)), commentBox(file, comment));
		next = at + 1;
	}
	return shown`<div class="diff">${joinShown([...pieces, ...restOf(lines, next)], "")}</div>`;
}
function restOf(lines, next) {
	const shownLines = lines.slice(next, next + AROUND);
	const rest = lines.length - next - shownLines.length;
	return [...shownLines.length > 0 ? [codeLines(shownLines)] : [], ...rest > 0 ? [gap(rest)] : []];
}
function gap(lines) {
	return shown`<div class="gap">${count(lines, "line")} not shown</div>`;
}
/** A comment, its suggestion shown as what goes and what comes. */
function commentBox(file, comment) {
	const { line, startLine = line, body, suggestion, fingerprints, subject } = comment;
	const findings = file.findings.filter((one) => fingerprints.includes(one.fingerprint));
	const where = startLine === line ? `line ${line}` : `lines ${startLine} to ${line}`;
	const title = htmlText(subject === "file" ? "the file" : where);
	return itemBox({
		file: file.path,
		findings,
		title,
		hasFix: suggestion !== null,
		beside: shown``,
		content: shown`<div class="body">${bodyOf(file, body, suggestion, [startLine, line])}</div>`
	});
}
function bodyOf({ text }, body, suggestion, [first, last]) {
	if (suggestion === null) return renderMarkdown(body);
	const [before = "", after = ""] = body.split(fence("suggestion", suggestion));
	const lines = changeLines(text.split("\n").slice(first - 1, last), suggestion === "" ? [] : suggestion.split("\n"));
	const copied = {
		text: suggestion,
		what: shown`suggestion`
	};
	const box = changeBox(shown`Suggested change`, lines, copied);
	return shown`${renderMarkdown(before)}${box}${renderMarkdown(after)}`;
}
// \0@oxc-project+runtime@0.156.0/helpers/esm/taggedTemplateLiteral.js
function _taggedTemplateLiteral(e, t) {
	return t || (t = e.slice(0)), Object.freeze(Object.defineProperties(e, { raw: { value: Object.freeze(t) } }));
}
// src/report/formats/html.ts
var _templateObject;
/**
* One page with all that was found. It asks nothing of the network, runs no script but its own, and can
* be read without it.
*/
function html({ of, version }, head) {
	const title = head?.title ?? (of === "check" ? "Podseal check" : "Podseal review");
	return {
		start: shown`${documentHead(title)}${body(title, head?.summary ?? "")}`,
		between: shown``,
		file(file) {
			if (file.findings.length === 0) return [];
			return [fileSection(file)];
		},
		end: (totals) => shown(_templateObject || (_templateObject = _taggedTemplateLiteral([
			"",
			"</main>\n<footer><p>Made by Podseal ",
			".</p></footer>\n<script>",
			"<\/script>\n</body>\n</html>\n"
		])), ending(totals), htmlText(version), SCRIPT)
	};
}
const SCRIPT = ownCode(script);
const STYLE = ownCode(style);
function documentHead(title) {
	return shown`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${htmlText(`default-src 'none'; style-src '${styleHash}'; script-src '${scriptHash}'; base-uri 'none'; form-action 'none'`)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${htmlText(title)}</title>
<style>${STYLE}</style>
</head>
`;
}
function body(title, summary) {
	return shown`<body>
<a class="skip" href="#main">Skip to the findings</a>
<header><h1>${htmlText(title)}</h1>${renderMarkdown(summary, 2)}</header>
${FILTERS}
<main id="main">
`;
}
const SEVERITY_BOXES = joinShown([
	shown`error`,
	shown`warning`,
	shown`notice`
].map((id) => shown`<label><input type="checkbox" id="${id}" checked> ${id}</label> `), "");
const FILTERS = shown`<form class="filters" id="filters" role="search" aria-label="Findings">
<label>Rule <select id="rule"><option value="">all</option></select></label>
<fieldset><legend>Severity</legend>${SEVERITY_BOXES}</fieldset>
<label>File <input type="search" id="file" placeholder="part of the path"></label>
<label><input type="checkbox" id="fix"> with a fix</label>
<button type="reset">Show all</button>
<button type="button" id="previous">Previous</button>
<button type="button" id="next">Next</button>
<label><input type="checkbox" id="keys" checked> Keys: j next, k previous, / file</label>
<p role="status" id="status"></p>
</form>`;
function fileSection(file) {
	const content = file.reviewed ? reviewedFile(file, file.reviewed) : joinShown(toldFindings(file.findings).map((told) => checkedItem(file, told)), "");
	const name = htmlText(file.path);
	return shown`<section class="file" aria-label="${name}"><h2><code>${name}</code></h2>\n${content}</section>\n`;
}
function ending({ skips, faults, exempted, baseline, ...totals }) {
	const { errors, warnings, notices, files } = totals;
	const found = shown`<p><strong>${count(errors, "error")}, ${count(warnings, "warning")}, ${count(notices, "notice")}</strong> in ${count(files, "file")}.</p>`;
	const inBaseline = baseline.length > 0 ? shown`<p>${count(baseline.length, "finding")} in the baseline.</p>` : shown``;
	const lists = [
		list(shown`Not analyzed`, listedSkips(skips).map((skip) => htmlText(`${skip.file}${moreFiles(skip)}: ${skip.reason}`))),
		list(shown`Exemptions that do not count`, faults.map(({ file, line, message }) => htmlText(`${file}:${line}: ${message}`))),
		list(shown`Exempt`, exempted.map((one) => htmlText(exemptLine(one))))
	];
	return shown`<section aria-label="Totals"><h2>Totals</h2>${found}${inBaseline}${joinShown(lists, "")}</section>\n`;
}
function list(title, rows) {
	if (rows.length === 0) return shown``;
	const items = rows.map((row) => shown`<li>${row}</li>`);
	return shown`<h3>${title}</h3><ul>${joinShown(items, "")}</ul>`;
}
export { html };
