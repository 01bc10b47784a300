import { $ as strictTuple, B as exactOptional, G as optional, I as array, J as pipe, K as parse, L as boolean, U as number, V as minValue, W as object, Z as safeInteger, et as string, it as union, q as picklist } from "./command-line.js";
import { readFile } from "node:fs/promises";
import { promisify } from "node:util";
// src/engine/limit-memory.ts
const MAGIC_LENGTH = 8;
const MEMORY_SECTION = 5;
/**
* A WebAssembly module with a bound on its memory, which Go's linker does not write.
*
* @param pages of 64 KiB
*/
function limitMemory(module, pages) {
	let at = MAGIC_LENGTH;
	while (at < module.length) {
		const start = at;
		const size = readNumber(module, start + 1);
		const end = size.end + size.value;
		if (module[start] === MEMORY_SECTION) {
			const content = [
				1,
				1,
				...writeNumber(readNumber(module, size.end + 2).value),
				...writeNumber(pages)
			];
			const section = [
				MEMORY_SECTION,
				...writeNumber(content.length),
				...content
			];
			return join([
				module.subarray(0, start),
				Uint8Array.from(section),
				module.subarray(end)
			]);
		}
		at = end;
	}
	throw new Error("The module has no memory section.");
}
/** A number in LEB128, as the format has them. */
function readNumber(bytes, start) {
	let value = 0;
	for (let at = start, factor = 1; at < bytes.length; at++, factor *= 128) {
		const byte = bytes[at] ?? 0;
		value += (byte & 127) * factor;
		if (byte < 128) return {
			value,
			end: at + 1
		};
	}
	throw new Error("The module ends within a number.");
}
function writeNumber(value) {
	return value < 128 ? [value] : [value % 128 + 128, ...writeNumber(Math.floor(value / 128))];
}
function join(parts) {
	const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
	let at = 0;
	for (const part of parts) {
		whole.set(part, at);
		at += part.length;
	}
	return whole;
}
// src/render/kustomization.ts
/** Why an entry of a kustomization is left out of a build. */
const LEFT_KINDS = [
	"remote",
	"missing",
	"helm",
	"plugin",
	"patch"
];
// src/engine/protocol.ts
const count = pipe(number(), safeInteger(), minValue(0));
const numbers = optional(array(count), []);
const place = object({
	file: optional(string(), ""),
	line: optional(count, 0),
	kind: picklist([
		"text",
		"action",
		"condition",
		"call"
	]),
	paths: optional(array(string()), [])
});
const line = object({
	start: numbers,
	end: numbers,
	near: numbers,
	within: numbers
});
const rendering = object({
	files: array(object({
		template: string(),
		text: string(),
		lines: array(line)
	})),
	places: array(place),
	folders: array(object({
		name: string(),
		folder: string(),
		values: string()
	})),
	missing: array(string()),
	skipped: array(object({
		template: string(),
		line: count
	})),
	whole: boolean()
});
const answer = object({ sets: array(union([object({ error: string() }), rendering])) });
/**
* Reads what the engine wrote.
*
* @throws for what it never writes, which is a fault of ours
*/
function readAnswer(bytes) {
	return parse(answer, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
}
const build = object({
	text: string(),
	files: array(string()),
	lines: array(union([strictTuple([]), strictTuple([count, count])])),
	sources: array(string()),
	left: array(object({
		file: string(),
		line: count,
		kind: picklist(LEFT_KINDS),
		name: string()
	})),
	untraced: exactOptional(string())
});
const buildAnswer = union([object({ error: string() }), build]);
/**
* Reads what the engine wrote of a kustomization.
*
* @throws for what it never writes, which is a fault of ours
*/
function readBuild(bytes) {
	return parse(buildAnswer, JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)));
}
// src/engine/engine.ts
/** Ordinary charts take less than a second and 100 MB; a chart that makes keys takes some seconds. */
const LIMITS = {
	deadlineMs: 6e4,
	megabytes: 384
};
/** Each takes a processor and its memory. */
const AT_ONCE = 2;
const PAGES_PER_MEGABYTE = 16;
/** In what is built, the engine is beside the program or above its parts; the sources find the built one. */
const PLACES = [
	"engine.wasm.br",
	"../engine.wasm.br",
	"../../dist/engine.wasm.br"
];
const CHART = {
	what: "the chart",
	by: "Helm",
	deep: "has templates that include themselves too deeply"
};
const KUSTOMIZATION = {
	what: "the kustomization",
	by: "Kustomize",
	deep: "is nested too deeply"
};
/**
* Helm's and Kustomize's own code in WebAssembly. It is read and compiled once, when the first chart or
* kustomization is rendered. Each of them has an instance of its own.
*/
var Engine = class {
	#limits;
	#running = 0;
	#waiting = [];
	constructor(limits = LIMITS) {
		this.#limits = limits;
	}
	async render(request) {
		const answer = await this.#renderOnce(request);
		if ("reason" in answer) return answer;
		const refused = refusedNamespaces(request, answer);
		if (refused.size === 0) return answer;
		const sets = request.sets.filter((_, index) => refused.has(index));
		const again = await this.#renderOnce({
			...request,
			sets: sets.map((set) => ({
				...set,
				namespace: OTHER_NAMESPACE
			}))
		});
		if ("reason" in again) return answer;
		const others = [...again.sets];
		return { sets: answer.sets.map((set, at) => refused.has(at) ? others.shift() ?? set : set) };
	}
	async #renderOnce(request) {
		const outcome = await this.#run({
			kind: "chart",
			...request
		});
		return outcome.kind === "done" ? readAnswer(outcome.output) : reasonFor(outcome, CHART);
	}
	async build(request) {
		const outcome = await this.#run({
			kind: "kustomization",
			...request
		});
		return outcome.kind === "done" ? readBuild(outcome.output) : reasonFor(outcome, KUSTOMIZATION);
	}
	async #run(request) {
		await this.#enter();
		try {
			const module = await moduleWith(this.#limits.megabytes);
			const input = new TextEncoder().encode(JSON.stringify(request));
			const { runInThread } = await import("./engine-thread.js");
			const threads = () => this.#running;
			return await runInThread(module, input, {
				...this.#limits,
				threads
			});
		} finally {
			this.#running--;
			this.#waiting.shift()?.();
		}
	}
	async #enter() {
		while (this.#running >= AT_ONCE) await new Promise((resume) => {
			this.#waiting.push(resume);
		});
		this.#running++;
	}
};
/** Some charts refuse to be installed into `default`, as nobody would. */
const OTHER_NAMESPACE = "release-namespace";
/** The value sets with which a chart refuses its namespace, by their numbers. */
function refusedNamespaces({ sets }, answer) {
	const refused = answer.sets.flatMap((set, index) => "error" in set && /namespace/i.test(set.error) && sets[index]?.namespace === "default" ? [index] : []);
	return new Set(refused);
}
function reasonFor(outcome, { what, by, deep }) {
	if (outcome.kind === "failed") return { reason: `${by} broke off: ${outcome.why}` };
	return { reason: `${what} ${{
		time: "takes too long to render",
		memory: "takes too much memory to render",
		output: "renders to too much text",
		depth: deep
	}[outcome.limit]}` };
}
/** By the bound on their memory: a module is code, and keeps nothing of a run. */
const modules = /* @__PURE__ */ new Map();
async function moduleWith(megabytes) {
	const found = modules.get(megabytes) ?? loadModule(megabytes);
	modules.set(megabytes, found);
	return found;
}
async function loadModule(megabytes) {
	const { brotliDecompress } = await import("node:zlib");
	const module = await promisify(brotliDecompress)(await readEngine());
	return WebAssembly.compile(limitMemory(module, megabytes * PAGES_PER_MEGABYTE));
}
async function readEngine() {
	for (const place of PLACES) try {
		return await readFile(new URL(place, import.meta.url));
	} catch (error) {
		if (!(error instanceof Error && "code" in error && error.code === "ENOENT")) throw error;
	}
	throw new Error("engine.wasm.br is missing beside the program: npm run build:engine makes it.");
}
// src/render/rendered-source.ts
/** A path in a source as reports name it. */
function reportedPath({ folder }, path) {
	const steps = folder === "" ? [] : folder.split("/");
	let rest = path;
	while (rest.startsWith("../") && steps.length > 0 && steps.at(-1) !== "..") {
		steps.pop();
		rest = rest.slice(3);
	}
	return [...steps, rest].join("/");
}
// src/render/with-set.ts
/** Which value set something is about, as the end of a clause; nothing for the defaults. */
function withSet({ name }) {
	return name === void 0 ? "" : ` with ${name}`;
}
export { reportedPath as n, Engine as r, withSet as t };
