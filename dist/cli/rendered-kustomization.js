import { Ai as parseDocumentAt, Bn as kustomizationsIn, Cn as generatedKustomization, Fn as KUSTOMIZATION_FILES, Hn as pathFrom, Ln as filesOfPlugins, Mi as indexLines, Pn as dequal, Qn as generatorGlobs, Rn as folderOf, Un as readReferences, Vn as namedIn, ca as isMapping, da as items, di as headerOf, dr as CHECK_BUILT, fr as CHECK_RENDERED, ga as rootOf, gr as canMatter, ha as valueAt, ki as splitDocuments, ma as textOf, mr as mayBringOthers, nt as namedSourcesIn, oa as field, qn as readManifest, tt as namedDocuments, ur as sourcesIn, wn as layeredKustomization, xn as layersIn, zn as inFolder } from "./check.js";
import { G as object, H as minValue, J as picklist, K as optional, L as array, Q as safeInteger, R as boolean, V as exactOptional, W as number, Y as pipe, at as union, et as strictTuple, q as parse, tt as string } from "./command-line.js";
import { a as reportedPath, n as NOWHERE, r as separated, t as textOfLines } from "./placed-line.js";
const { promisify } = process.getBuiltinModule("node:util");
const readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
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
	whole: boolean(),
	refused: array(string())
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
	deep: "has templates that include themselves too deeply",
	instead: CHECK_RENDERED
};
const KUSTOMIZATION = {
	what: "the kustomization",
	by: "Kustomize",
	deep: "is nested too deeply",
	instead: CHECK_BUILT
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
		if (!(outcome.kind === "over" && ["memory", "output"].includes(outcome.limit)) || sets.length < 2 || performance.now() > until) return reasonFor$1(outcome, CHART);
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
		if (!isBatch) return requests.map(() => reasonFor$1(outcome, KUSTOMIZATION));
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
function reasonFor$1(outcome, { what, by, deep, instead }) {
	if (outcome.kind === "failed") return { reason: `${by} broke off: ${outcome.why}` };
	return { reason: `${what} ${{
		time: `takes too long to render: ${instead}`,
		memory: `takes too much memory to render: ${instead}`,
		output: `renders to too much text: ${instead}`,
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
// src/kubernetes/argo/generator-globs.ts
const SET = /\bkind["']?[ \t]*:[ \t]*["']?ApplicationSet\b/;
const GIT = /\bgit["']?[ \t]*:/;
/** Whether a text has sets of applications that go through the files of a repository. */
function hasGitGenerators(text) {
	return SET.test(text) && GIT.test(text);
}
/** The globs of the files and folders that sets of applications in a text go through. */
function globsOfSets(text) {
	const generators = splitDocuments(text).flatMap((span, index) => {
		const document = SET.test(text.slice(span.start, span.end)) ? parseDocumentAt(text, span, index) : void 0;
		if (!document || !("root" in document)) return [];
		return items(valueAt(rootOf(document), ["spec", "generators"]));
	});
	return generatorGlobs(generators);
}
// src/render/collect-kustomization.ts
/** As for charts: the largest public kustomizations have some hundred files. */
const MAX_FILES = 5e3;
const MAX_LENGTH = 33554432;
/** What a kustomization names may be one of four files. */
const MAX_ASKED = 4 * MAX_FILES;
/**
* Finds the files of a kustomization, in rounds: it asks for files, is given those that there are, and asks for
* what these name. All that is in the repository can be a part of it, also `../`.
*
* @returns the files, or why there are too many of them
*/
function* collectKustomization(root) {
	const collected = new Collected();
	let wanted = kustomizationsIn(root);
	while (wanted.length > 0) {
		const contents = yield wanted;
		for (const path of wanted) {
			const content = contents.get(path);
			if (content) collected.add(path, content);
		}
		const reason = collected.tooMuch();
		if (reason !== void 0) return { reason };
		wanted = collected.next(wanted);
	}
	return collected.end(root);
}
var Collected = class {
	#contents = /* @__PURE__ */ new Map();
	#asked = /* @__PURE__ */ new Set();
	#plugged = /* @__PURE__ */ new Set();
	/** What the kustomizations name, by their folders. */
	#references = /* @__PURE__ */ new Map();
	#length = 0;
	add(path, content) {
		this.#contents.set(path, content);
		this.#length += "text" in content ? content.text.length : content.base64.length;
	}
	tooMuch() {
		if (this.#asked.size > MAX_ASKED || this.#contents.size > MAX_FILES) return `it needs over ${MAX_FILES} files`;
		const megabytes = MAX_LENGTH / 1024 / 1024;
		return this.#length > MAX_LENGTH ? `its files have over ${megabytes} MiB` : void 0;
	}
	/** What the kustomizations name that were read last. */
	next(read) {
		for (const path of read) this.#asked.add(path);
		const found = /* @__PURE__ */ new Set();
		for (const path of read) {
			const content = this.#contents.get(path);
			const isKustomization = kustomizationsIn(folderOf(path)).includes(path);
			if (!content || !("text" in content) || !isKustomization) continue;
			const references = readReferences(content.text);
			this.#references.set(folderOf(path), references);
			for (const name of namedIn(folderOf(path), references)) found.add(name);
		}
		for (const [folder, references] of this.#references) {
			const files = filesOfPlugins(folder, references, (path) => this.#textOf(path));
			for (const path of namedIn(folder, {
				resources: [],
				files
			})) this.#plugged.add(path);
		}
		for (const path of this.#plugged) found.add(path);
		return [...found].filter((path) => !this.#asked.has(path));
	}
	#textOf(path) {
		const content = this.#contents.get(path);
		return content && "text" in content ? content.text : void 0;
	}
	end(root) {
		const files = {};
		const binaries = {};
		for (const [path, content] of this.#contents) if ("text" in content) files[path] = content.text;
		else binaries[path] = content.base64;
		const folders = [...this.#references.keys()];
		const plugged = [...this.#plugged].filter((path) => Object.hasOwn(files, path));
		return {
			root,
			files,
			binaries,
			folders,
			...plugged.length > 0 && { plugged }
		};
	}
};
// src/render/layers/substitute.ts
/** `${NAME}`, with a default as `${NAME:=a}`; a `$` before it keeps it as it is. */
const VARIABLE = /\$?\$\{([A-Za-z_]\w*)(?::?[-=]([^${}\n]*))?\}/g;
/** The names of the variables in a text. */
function variablesIn(text) {
	return text.includes("${") ? [...text.matchAll(VARIABLE)].flatMap(([, name]) => name ?? []) : [];
}
/** An object that is left as it is. */
const DISABLED = /^ *kustomize\.toolkit\.fluxcd\.io\/substitute: ["']?disabled["']?$/m;
/**
* What was built, with its variables filled in as Flux does: an unknown one without a default is empty, unless
* the cluster may know it. A value of several lines stays a variable: lines keep their places.
*/
function substituted(text, { values, isOpen }) {
	return text.split(/^(?=---\n)/m).map((object) => DISABLED.test(object) ? object : filledIn(object, values, isOpen)).join("");
}
function filledIn(text, values, isOpen) {
	return text.replace(VARIABLE, (whole, name, usual) => {
		if (whole.startsWith("$$")) return whole.slice(1);
		const value = values.get(name) ?? (isOpen ? void 0 : usual ?? "");
		return value === void 0 || value.includes("\n") ? whole : value;
	});
}
// src/render/layers/layered-build.ts
/** What the engine is given in place of the kustomization's file. */
function layeredText({ lines }) {
	return textOfLines(lines);
}
/** What was built with a layer, with the places where its kustomization's lines come from. */
function placedAnswer(answer, layered) {
	if (!layered || !("text" in answer)) return answer;
	const { path, isThere, lines, variables } = layered;
	const files = [...answer.files];
	const number = (name) => {
		const known = files.indexOf(name);
		return known === -1 ? files.push(name) - 1 : known;
	};
	const own = answer.files.indexOf(path);
	const placed = answer.lines.map((line) => {
		const [file, at = 0] = line;
		const place = file === own ? lines[at - 1]?.place : void 0;
		if (file !== own || own === -1) return line;
		return place ? [number(place.path), place.line] : [];
	});
	const left = answer.left.map((one) => {
		const place = one.file === path ? lines[one.line - 1]?.place : void 0;
		return place ? {
			...one,
			file: place.path,
			line: place.line
		} : one;
	});
	return {
		...answer,
		text: variables ? substituted(answer.text, variables) : answer.text,
		files,
		lines: placed,
		left,
		sources: answer.sources.filter((name) => isThere || name !== path),
		deployedBy: {
			path: layered.madeBy,
			line: layered.madeAt
		},
		...variables && { causes: causesIn(answer.text, variables) }
	};
}
/** The lines where variables are written that are filled in, by the line of the build. */
function causesIn(text, { places }) {
	const causes = /* @__PURE__ */ new Map();
	for (const [index, line] of text.split("\n").entries()) {
		const found = variablesIn(line).flatMap((name) => places.get(name) ?? []);
		if (found.length > 0) causes.set(index, found);
	}
	return causes;
}
// src/render/layers/layered-file.ts
/** A kustomization's file as a layer makes it; undefined where nothing can be built. */
function layeredFileOf({ path, text, isThere }, layer) {
	const { path: madeBy, line: madeAt, name, document, siblings, changes, variables } = layer;
	const lines = layeredKustomization({
		path,
		text
	}, changes);
	if (!lines) return void 0;
	return {
		path,
		isThere,
		madeBy,
		madeAt,
		lines,
		variables,
		own: text,
		changes,
		written: layer.isAsBuilt === true ? void 0 : {
			name,
			document,
			siblings
		}
	};
}
/** The same, where the texts of the files that it is made from are others. */
function relayered(layered, files) {
	const { path, isThere, madeBy, written } = layered;
	const own = {
		path,
		isThere,
		text: isThere ? files[path] ?? "" : layered.own
	};
	if (!written) {
		const lines = layeredKustomization(own, layered.changes);
		return lines && {
			...layered,
			lines,
			own: own.text
		};
	}
	const placeOf = (line) => ({
		path: madeBy,
		line
	});
	const layer = layersIn({
		text: files[madeBy] ?? "",
		placeOf
	}).find(({ name, document, folder }) => name === written.name && document === written.document && folder === folderOf(path));
	return layer && layeredFileOf(own, layer);
}
/** The files that a layered kustomization has lines from. */
function filesOfLayer({ madeBy, isThere, path, lines }) {
	const places = lines.flatMap(({ place }) => place ? [place.path] : []);
	return [.../* @__PURE__ */ new Set([
		madeBy,
		...isThere ? [path] : [],
		...places
	])];
}
/** The files whose edits would change a layer in a way that only other builds tell. */
function untoldFilesOf(layered) {
	if (layered.written) return [];
	return filesOfLayer(layered).filter((one) => one !== layered.path);
}
/** More files in a folder without a kustomization than people keep there. */
const MAX_PLAIN_FILES = 2e3;
/** Finds that out. The whole of a repository is that of another one, or not only for a cluster. */
function plainFolder({ folder, isForPlainFiles }, below) {
	const paths = below.filter((path) => /\.ya?ml$|\/Kustomization$/.test(path));
	if (!isForPlainFiles || folder === "" || paths.length > MAX_PLAIN_FILES) return {
		folders: [],
		files: []
	};
	const folders = new Set(paths.filter(isKustomization).map(folderOf));
	return {
		folders: [...folders].filter((one) => !isBelow(folderOf(one), folders)),
		files: paths.filter((one) => !isBelow(folderOf(one), folders))
	};
}
/** The kustomization that Flux makes of these. */
function plainKustomization(folder, resources) {
	if (resources.length === 0) return void 0;
	const text = generatedKustomization(resources.toSorted());
	return {
		path: inFolder(folder, "kustomization.yaml"),
		text,
		isThere: false
	};
}
function isKustomization(path) {
	return KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
}
/** Whether a text has an object. */
function hasObject(text) {
	return /^["']?kind["']?[ \t]*:/m.test(text);
}
function isBelow(path, folders) {
	for (let folder = path; folder !== ""; folder = folderOf(folder)) if (folders.has(folder)) return true;
	return false;
}
// src/render/generators.ts
const KEYS = {
	ConfigMap: "configMapGenerator",
	Secret: "secretGenerator"
};
/** The entry that makes an object of a build, whose name can have got a prefix, a suffix and a hash. */
function generatorOf(text, generators) {
	const [, kind] = /^kind: (\w+)$/m.exec(text) ?? [];
	const name = nameIn(text.split("\n"));
	const [found] = generators.filter((one) => one.kind === kind && name?.includes(one.name) === true).toSorted((a, b) => b.name.length - a.name.length || Number(b.isAddition) - Number(a.isAddition));
	return found?.place;
}
/** The name of an object, as Kustomize prints objects: two blanks are one level. */
function nameIn(lines) {
	const start = lines.indexOf("metadata:") + 1;
	for (const line of start === 0 ? [] : lines.slice(start)) {
		if (!line.startsWith("  ")) return void 0;
		if (line.startsWith("  name: ")) return line.slice(8);
	}
}
/** The entries of a kustomization, and of those that it uses. */
function generatorsIn({ files, folders }) {
	return folders.flatMap((folder) => KUSTOMIZATION_FILES.map((name) => inFolder(folder, name))).flatMap((path) => {
		const text = files[path];
		return text === void 0 || !text.includes("Generator:") ? [] : readGenerators(path, text);
	});
}
function readGenerators(path, text) {
	const [span] = splitDocuments(text);
	const document = span && parseDocumentAt(text, span, 0);
	if (!document || !("root" in document)) return [];
	const lines = indexLines(text);
	return Object.entries(KEYS).flatMap(([kind, key]) => items(field(rootOf(document), key)?.value).flatMap((entry) => {
		const name = textOf(field(entry, "name")?.value);
		if (name === void 0 || name === "") return [];
		const { line } = lines.position(entry.span.start);
		const behavior = textOf(field(entry, "behavior")?.value);
		return {
			kind,
			name,
			place: {
				path,
				line
			},
			isAddition: behavior === "merge"
		};
	}));
}
// src/render/base-line.ts
/**
* The line of a printed object that stands for what a mapping is part of: the name of its container, or the key
* of its pod. Kustomize prints mappings in blocks, with two spaces for each level.
*
* @param lines of the printed object
* @param index the line of the mapping's key, from 0
*/
function lineOfParent(lines, index) {
	const indent = indentOf(lines[index]);
	const start = lines.findLastIndex((line, at) => at <= index && indentOf(line, "") < indent);
	if (start === -1 || !isItem(lines[start])) return start === -1 ? void 0 : start;
	const end = lines.findIndex((line, at) => at > start && indentOf(line, "") < indent);
	const name = lines.findIndex((line, at) => at >= start && (end === -1 || at < end) && indentOf(line) === indent && /^ *(?:- )?name: /.test(line));
	return name === -1 ? start : name;
}
/** How far a line is indented; the mark of an item counts as blanks, unless it is told to count otherwise. */
function indentOf(line = "", item = "  ") {
	const text = item === "" ? line : line.replace(/^( *)- /, `$1${item}`);
	return text.length - text.trimStart().length;
}
function isItem(line = "") {
	return /^ *- /.test(line);
}
// src/render/rendered-kustomization.ts
/** What the engine is asked for a kustomization. */
function buildRequestFor({ sources }) {
	const { root, files, binaries, layered } = sources;
	if (!layered) return {
		root,
		files,
		binaries
	};
	return {
		root,
		files: {
			...files,
			[layered.path]: layeredText(layered)
		},
		binaries
	};
}
/** The file of a kustomization, from the root of the repository. */
function mainOf({ root, files, layered }) {
	if (layered?.isThere === false) return layered.madeBy;
	const paths = KUSTOMIZATION_FILES.map((name) => inFolder(root, name));
	return paths.find((path) => Object.hasOwn(files, path)) ?? paths[0] ?? root;
}
/** Reads what a kustomization becomes. */
function readBuilt(read, answer, options = {}) {
	const { kinds } = options;
	const { folder, sources } = read;
	const source = {
		kind: "kustomization",
		folder,
		files: sources.files,
		main: mainOf(sources)
	};
	if (!("text" in answer)) {
		const why = "reason" in answer ? answer.reason : `Kustomize can't build it: ${short(answer.error)}`;
		return {
			source,
			manifests: [],
			values: void 0,
			skips: [{
				file: reportedPath(source, source.main),
				reason: why
			}],
			unused: []
		};
	}
	const files = [...new Set(answer.left.filter(isJudgedAsText).map(({ file }) => file))];
	return {
		source,
		manifests: manifestsIn(read, answer, options),
		values: files.map((path) => readManifest({
			path: reportedPath(source, path),
			text: sources.files[path] ?? ""
		}, { kinds })),
		skips: leftOutOf(read, answer, (one) => one.kind !== "patch" || mayMatter(read, one, options)),
		unused: []
	};
}
/** What a build lacks, with the reasons. */
function leftOutOf(read, { left }, isWanted = () => true) {
	return left.filter(isWanted).map(({ file, ...one }) => ({
		file: reportedPath(read, file),
		reason: `line ${one.line}: ${reasonFor(one)}`
	}));
}
/** Whether a patch of an object that is left out could change something that is judged. */
function mayMatter({ sources }, { file, name }, { kinds }) {
	const path = pathFrom(folderOf(file), name);
	const text = path === void 0 ? void 0 : sources.files[path];
	return text === void 0 || canMatter(text, kinds);
}
/** Of what is left out, the values that the kustomization itself has are known. */
function isJudgedAsText({ kind, name }) {
	return kind === "helm" || kind === "patch" && name === "";
}
/**
* The files whose objects and patches show in a build: they need no look by themselves. Of an object that brings
* others along, such as a release of a chart, more is known from its own file.
*/
function shownIn(read, answer, { elsewhere } = {}) {
	if (!("sources" in answer)) return [];
	return [...answer.sources, ...read.sources.plugged ?? []].flatMap((path) => !elsewhere && bringsOthers(read, path) ? [] : reportedPath(read, path));
}
function bringsOthers({ sources }, path) {
	const text = sources.files[path] ?? "";
	const isKustomization = KUSTOMIZATION_FILES.includes(path.slice(path.lastIndexOf("/") + 1));
	return mayBringOthers(text) && (!isKustomization || PATCH_TEXT.test(text));
}
/** What a kustomization has of an object by itself; else it only says which one a file patches. */
const PATCH_TEXT = /\bpatch["']?[ \t]*:|[|>][-+]?[ \t]*$/m;
function reasonFor({ kind, name }) {
	const what = name === "" ? "this patch" : name;
	return {
		remote: `${what} is not in the repository: ${CHECK_BUILT}`,
		missing: `${what} does not exist`,
		helm: `the Helm chart ${what}: ${CHECK_RENDERED}`,
		plugin: `the plugin ${what} is not run: ${CHECK_BUILT}`,
		patch: `the object of ${what} is not in the repository`
	}[kind];
}
/** Kustomize repeats in an error where it came through; the end says what is wrong, and in which folder. */
function short(error) {
	const whole = error.replaceAll(/\s+/g, " ").trim();
	const start = INTO_FOLDER.reduce((last, words) => {
		const at = whole.lastIndexOf(words);
		return at === -1 ? last : Math.max(last, at + words.length);
	}, 0);
	const text = causeOf(whole.slice(start));
	return text.length > MAX_ERROR ? `… ${text.slice(-MAX_ERROR)}` : text;
}
/** Of a resource that is a file, it also says that the file is no folder: what is wrong is before that. */
function causeOf(text) {
	const end = text.endsWith(NO_FOLDER) ? text.lastIndexOf(AS_FOLDER) : -1;
	const start = end === -1 ? -1 : text.lastIndexOf(AS_FILE, end);
	return start === -1 ? text : text.slice(start + AS_FILE.length, end);
}
/** What stands before a folder and what is wrong in it. */
const INTO_FOLDER = ["recursed accumulation of path ", "couldn't make target for path "];
const AS_FILE = "accumulation err='";
const AS_FOLDER = "': must build at directory: '";
const NO_FOLDER = "file is not directory";
const MAX_ERROR = 300;
/**
* What a kustomization becomes, by the files that its objects come from: an object is known by its file, as if
* it were judged there.
*/
function manifestsIn(read, build, { elsewhere, kinds, releaseSources }) {
	const { files, named } = objectsByFile(read, build, elsewhere);
	const own = files.flatMap(({ file }) => sourcesIn(file));
	const options = {
		kinds,
		releaseSources: releaseSources && [...own, ...releaseSources],
		renderedDocuments: new Set(namedDocuments(named, own)),
		isRendered: true,
		together: [build.text]
	};
	return files.map(({ path, objects, file }) => {
		return {
			set: { name: void 0 },
			sources: new BuiltLines(objects.flatMap((one, index) => index === 0 ? one.places : [void 0, ...one.places]), {
				path,
				text: file.text
			}, build.deployedBy),
			manifest: readManifest(file, options)
		};
	});
}
/** The objects that are judged in a build, and what the releases among all of its objects name. */
function objectsByFile(read, build, elsewhere) {
	const { folder, sources } = read;
	const byFile = /* @__PURE__ */ new Map();
	const named = [];
	for (const [index, object] of objectsIn(build, generatorsIn(sources)).entries()) {
		const path = object.places.find((place) => place !== void 0)?.path ?? mainOf(sources);
		const own = namedSourcesIn({
			path: reportedPath({ folder }, path),
			text: object.text
		});
		for (const one of own) named.push(one);
		if (elsewhere ? elsewhere.has(index) : bringsOthers(read, path)) continue;
		const there = byFile.get(path);
		if (there) there.push(object);
		else byFile.set(path, [object]);
	}
	return {
		files: [...byFile].map(([path, objects]) => {
			const text = objects.map((one) => one.text).join("---\n");
			return {
				path,
				objects,
				file: {
					path: reportedPath({ folder }, path),
					text
				}
			};
		}),
		named
	};
}
/** The way back from a build as a whole. */
function builtLines({ sources }, build) {
	return new BuiltLines(objectsIn(build, generatorsIn(sources)).flatMap((one, index) => index === 0 ? one.places : [void 0, ...one.places]), {
		path: mainOf(sources),
		text: build.text
	});
}
/** The objects of a build. All of what an entry of the kustomization makes is at that entry. */
function objectsIn(build, generators) {
	const all = build.lines.map((_, index) => placeAt(build, index));
	let line = 0;
	return build.text.split(/^---\n/m).filter((text) => text !== "").map((text) => {
		const count = text.split("\n").length - 1;
		const places = all.slice(line, line + count);
		line += count + 1;
		if (places.some((place) => place !== void 0)) return {
			text,
			places
		};
		const made = generatorOf(text, generators);
		return {
			text,
			places: Array.from({ length: count }, () => made)
		};
	});
}
function placeAt({ files, lines, causes }, index) {
	const [file, line] = lines[index] ?? [];
	const path = file === void 0 ? void 0 : files[file];
	return path === void 0 || line === void 0 ? void 0 : {
		path,
		line,
		causes: causes?.get(index)
	};
}
/** Leads from the lines of a build's objects to those of their files. */
var BuiltLines = class {
	path;
	deployedBy;
	#places;
	#text;
	/** @param places of the lines of the text */
	constructor(places, { path, text }, deployedBy) {
		this.path = path;
		this.deployedBy = deployedBy;
		this.#places = places;
		this.#text = text.split("\n");
	}
	valueAt(line) {
		const { path, line: at } = this.#places[line] ?? {};
		return path === void 0 || at === void 0 ? void 0 : {
			path,
			line: at
		};
	}
	textAt(line) {
		return this.valueAt(line);
	}
	causesAt(line) {
		return this.#places[line]?.causes ?? [];
	}
	/**
	* A field that is missing stands at the securityContext, where that is in the file of its container or pod;
	* else at the container itself. What is set there counts wherever a patch adds to it.
	*/
	contextFor(from) {
		const key = [from, from - 1].find((line) => CONTEXT.test(this.#text[line] ?? ""));
		const parent = key === void 0 ? void 0 : lineOfParent(this.#text, key);
		if (key === void 0 || parent === void 0) return void 0;
		const [own, above] = [this.valueAt(key), this.valueAt(parent)];
		return above && own?.path !== above.path ? above : own;
	}
};
const CONTEXT = /^ *(?:- )?securityContext:/;
export { globsOfSets as _, readBuilt as a, hasObject as c, plainKustomization as d, relayered as f, collectKustomization as g, placedAnswer as h, mainOf as i, layeredFileOf as l, layeredText as m, builtLines as n, shownIn as o, untoldFilesOf as p, leftOutOf as r, filesOfLayer as s, buildRequestFor as t, plainFolder as u, hasGitGenerators as v, Engine as y };
