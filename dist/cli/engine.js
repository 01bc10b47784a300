import { Dt as dequal, Ii as isMapping, Wi as rootOf, ai as headerOf, bi as parseDocumentAt, yi as splitDocuments } from "./check.js";
import { o as NOWHERE, s as separated } from "./placed-line.js";
import { $ as pipe, G as exactOptional, H as boolean, J as number, K as minValue, Q as picklist, V as array, X as optional, Y as object, Z as parse, at as string, it as strictTuple, lt as union, nt as safeInteger } from "./command-line.js";
const readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
const { promisify } = process.getBuiltinModule("node:util");
// src/render/post-render.ts
/**
* Puts the objects of a rendering into files of a kustomization, and this into the next one.
*
* @param post kustomizations without resources, one after the other
*/
function postRender(rendering, post) {
	const all = rendering.files.map(separated).map((file, at) => ({
		file,
		pieces: piecesOf(file, at)
	}));
	const objects = all.flatMap(({ pieces }) => pieces.flatMap(({ name, text }) => name ? [[name, text]] : []));
	const names = objects.map(([name]) => `../../${name}`);
	const stages = post.map((text, at) => {
		const list = (at === 0 ? names : [`../${at - 1}`]).map((name) => `- ${JSON.stringify(name)}\n`).join("");
		return [stageFile(at), `${text}\nresources:\n${list}`];
	});
	return {
		request: {
			root: `post/${post.length - 1}`,
			files: Object.fromEntries([...objects, ...stages]),
			binaries: {}
		},
		patched: (build) => {
			const built = objectsOf(build);
			return {
				...rendering,
				files: all.map(({ file, pieces }) => joined(file, pieces, built))
			};
		}
	};
}
function stageFile(at) {
	return `post/${at}/kustomization.yaml`;
}
function piecesOf({ text }, at) {
	let start = 0;
	return text.split(/^---(?:[ \t].*)?\n/m).map((piece, index) => {
		const data = objectIn(piece);
		const name = data === void 0 ? void 0 : `objects/${at}/${index}.yaml`;
		const own = {
			text: piece,
			start,
			name,
			data
		};
		start += piece.split("\n").length;
		return own;
	});
}
/** The data of a text that is one object. */
function objectIn(text) {
	const spans = splitDocuments(text);
	const [span] = spans;
	const document = span && spans.length === 1 ? parseDocumentAt(text, span, 0) : void 0;
	if (!document || !("root" in document)) return void 0;
	const root = rootOf(document);
	return isMapping(root) && headerOf(root).kind !== "" ? document.toData() : void 0;
}
/** What was built, by the files of the objects that it was built from. */
function objectsOf(build) {
	const objects = /* @__PURE__ */ new Map();
	let line = 0;
	for (const text of build.text.split(/^---\n/m)) {
		const count = text.split("\n").length - 1;
		const lines = build.lines.slice(line, line + count).map(([file, at]) => {
			const of = file === void 0 ? void 0 : build.files[file];
			return of === void 0 || at === void 0 ? void 0 : {
				of,
				line: at
			};
		});
		line += count + 1;
		const name = lines.find((one) => one?.of.startsWith("objects/"))?.of;
		if (name === void 0) continue;
		objects.set(name, [...objects.get(name) ?? [], {
			text,
			lines
		}]);
	}
	return objects;
}
/** A file whose objects are as they were built. What no kustomization changes stays as it was written. */
function joined(file, pieces, built) {
	const lines = new Lines();
	for (const [index, piece] of pieces.entries()) {
		if (index > 0) lines.add("---", file.lines[piece.start - 1]);
		const own = piece.name === void 0 ? void 0 : built.get(piece.name) ?? [];
		if (!own || isUnchanged(piece, own)) {
			for (const [at, line] of linesOf(piece.text).entries()) lines.add(line, file.lines[piece.start + at]);
			continue;
		}
		for (const [at, object] of own.entries()) {
			if (at > 0) lines.add("---", void 0);
			for (const [row, line] of linesOf(object.text).entries()) {
				const from = object.lines[row];
				if (from && from.of === piece.name) lines.add(line, file.lines[piece.start + from.line - 1]);
				else lines.add(line, void 0, patchOf(from));
			}
		}
	}
	return {
		...file,
		...lines.all()
	};
}
/** The lines of a text that is put together. */
var Lines = class {
	#texts = [];
	#lines = [];
	#patched = [];
	add(text, traced, patch) {
		this.#texts.push(text);
		this.#lines.push(traced ?? NOWHERE);
		this.#patched.push(patch);
	}
	all() {
		return {
			text: `${this.#texts.join("\n")}\n`,
			lines: this.#lines,
			patched: this.#patched
		};
	}
};
function linesOf(text) {
	return text === "" ? [] : text.replace(/\n$/, "").split("\n");
}
function patchOf(from) {
	const stage = /^post\/(\d+)\//.exec(from?.of ?? "")?.[1];
	return stage === void 0 || !from ? void 0 : [Number(stage), from.line];
}
function isUnchanged({ data }, built) {
	const [only] = built;
	return built.length === 1 && only !== void 0 && dequal(data, objectIn(only.text));
}
// src/engine/batches.ts
/** The texts of most kustomizations have less than 100,000 characters. */
const SMALL = 3e5;
/** What one instance builds needs little memory, and what is built together is late together. */
const MAX_SIZE = 6e5;
const MAX_ROOTS = 16;
/** Puts small kustomizations together that are asked for at the same time; larger ones are alone. */
var Batches = class {
	#buildAll;
	#atOnce;
	#waiting = [];
	#running = 0;
	/** @param atOnce how many batches are built at a time */
	constructor(buildAll, atOnce) {
		this.#buildAll = buildAll;
		this.#atOnce = atOnce;
	}
	async add(request) {
		const { files, binaries } = request;
		const size = [...Object.values(files), ...Object.values(binaries)].reduce((sum, { length }) => sum + length, 0);
		return new Promise((done, failed) => {
			this.#waiting.push({
				request,
				size,
				done,
				failed
			});
			setTimeout(() => this.#start(), 0);
		});
	}
	#start() {
		while (this.#running < this.#atOnce && this.#waiting.length > 0) {
			this.#running++;
			this.#build(this.#next());
		}
	}
	/** The next ones; others have a share, too. */
	#next() {
		const free = this.#atOnce - this.#running + 1;
		const count = Math.min(MAX_ROOTS, Math.ceil(this.#waiting.length / free));
		const [first, ...others] = this.#waiting.slice(0, count);
		const batch = first ? [first] : [];
		let size = first?.size ?? 0;
		for (const one of others) {
			size += one.size;
			if (Math.max(one.size, batch[0]?.size ?? 0) > SMALL || size > MAX_SIZE) break;
			batch.push(one);
		}
		this.#waiting.splice(0, batch.length);
		return batch;
	}
	async #build(batch) {
		try {
			const answers = await this.#buildAll(batch.map(({ request }) => request));
			for (const [index, { done, failed }] of batch.entries()) {
				const answer = answers[index];
				if (answer) done(answer);
				else failed(/* @__PURE__ */ new Error("The engine wrote no answer for a kustomization."));
			}
		} catch (error) {
			for (const { failed } of batch) failed(error);
		} finally {
			this.#running--;
			this.#start();
		}
	}
};
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
const buildAnswers = object({ builds: array(union([object({ error: string() }), build])) });
/**
* Reads what the engine wrote of kustomizations, in their order.
*
* @throws for what it never writes, which is a fault of ours
*/
function readBuilds(bytes) {
	const text = new TextDecoder("utf-8", { fatal: true }).decode(bytes);
	return parse(buildAnswers, JSON.parse(text)).builds;
}
// src/engine/engine.ts
/** Ordinary charts take less than a second and 100 MB; a chart that makes keys takes some seconds. */
const LIMITS = {
	deadlineMs: 6e4,
	megabytes: 384
};
/** Small kustomizations together take less than a second; what takes longer is built apart, with a whole deadline. */
const BATCH_MS = 1e4;
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
* kustomization is rendered. Each of them has an instance of its own, except for small kustomizations: most of
* the time of those is the start of an instance, so that some share one. It keeps nothing of one for the next.
*/
var Engine = class {
	#limits;
	#running = 0;
	#waiting = [];
	#batches = new Batches(async (requests) => this.#buildAll(requests), AT_ONCE);
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
	/** What a chart becomes, with what its value sets change afterwards. */
	async #renderOnce(request) {
		const answer = await this.#renderPlain(request);
		if ("reason" in answer || request.sets.every(({ post }) => post === void 0)) return answer;
		const sets = [];
		for (const [index, set] of answer.sets.entries()) {
			const { post } = request.sets[index] ?? {};
			sets.push("error" in set || !post ? set : await this.#postRendered(set, post));
		}
		return { sets };
	}
	async #postRendered(rendering, post) {
		const after = postRender(rendering, post);
		const build = await this.build(after.request);
		if ("text" in build) return after.patched(build);
		return {
			error: "error" in build ? build.error : build.reason,
			by: "post renderers"
		};
	}
	/** @param until when no more value sets are tried for themselves, as `performance.now` counts */
	async #renderPlain(request, until = performance.now() + this.#limits.deadlineMs) {
		const outcome = await this.#run({
			kind: "chart",
			...request
		});
		if (outcome.kind === "done") return readAnswer(outcome.output);
		const { sets } = request;
		if (!(outcome.kind === "over" && ["memory", "output"].includes(outcome.limit)) || sets.length < 2 || performance.now() > until) return reasonFor(outcome, CHART);
		const half = Math.ceil(sets.length / 2);
		const first = await this.#renderPlain({
			...request,
			sets: sets.slice(0, half)
		}, until);
		if ("reason" in first) return first;
		const second = await this.#renderPlain({
			...request,
			sets: sets.slice(half)
		}, until);
		return "reason" in second ? second : { sets: [...first.sets, ...second.sets] };
	}
	async build(request) {
		return this.#batches.add(request);
	}
	/** Builds kustomizations in one instance; where that comes to nothing, each in one of its own. */
	async #buildAll(requests) {
		const isBatch = requests.length > 1;
		const deadlineMs = Math.min(this.#limits.deadlineMs, isBatch ? BATCH_MS : Infinity);
		const outcome = await this.#run({
			kind: "kustomizations",
			roots: requests
		}, deadlineMs);
		if (outcome.kind === "done") return readBuilds(outcome.output);
		if (!isBatch) return requests.map(() => reasonFor(outcome, KUSTOMIZATION));
		return (await Promise.all(requests.map(async (one) => this.#buildAll([one])))).flat();
	}
	async #run(request, deadlineMs = this.#limits.deadlineMs) {
		await this.#enter();
		try {
			const module = await moduleWith(this.#limits.megabytes);
			const input = new TextEncoder().encode(JSON.stringify(request));
			const { runInThread } = await import("./engine-thread.js");
			const threads = () => this.#running;
			return await runInThread(module, input, {
				deadlineMs,
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
export { Engine as t };
