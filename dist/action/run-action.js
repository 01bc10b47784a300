import { V as getInput, W as setFailed, b as describeFault, p as visibleLine, t as carryOut } from "./carry-out.js";
import { a as readTrigger, o as UserError } from "./action.js";
import { Bn as exactOptional, Bt as CHECK_RENDERED, Cn as splitDocuments, Dr as parseDocumentAt, Fn as textLike, Jn as object, L as NOWHERE, Ln as array, Qn as pipe, R as separated, Rn as boolean, Wn as minValue, Xn as parse, Y as dequal, Yn as optional, Zn as picklist, an as BrokenConfiguration, ar as union, bn as docPage, br as rootOf, c as requireBaseline, dn as flagOption, er as safeInteger, fn as listOption, hn as valuesOf, ln as OPTIONS, lr as headerOf, mn as textOption, nn as NO_CONFIGURATION, nr as strictTuple, o as composeConfiguration, on as placedLines, pn as readTexts, pr as isMapping, qn as number, rr as string, un as choiceOption, wn as knownImage, zt as CHECK_BUILT } from "./judge-thread.js";
import { n as failureOf, r as isFailure } from "./failure.js";
import { t as DEFAULTS } from "./options.js";
import { t as ChartIndexCache } from "./chart-index-cache.js";
import { i as needsFixes, n as logText, t as JobReport } from "./report.js";
const { promisify } = process.getBuiltinModule("node:util");
const readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
const { join } = process.getBuiltinModule("node:path");
const homedir = (...of) => process.getBuiltinModule("node:os").homedir(...of);
// src/options/report-formats.ts
/** The formats of the report of a check or a review. */
const REPORT_FORMATS = [
	"text",
	"json",
	"github",
	"sarif",
	"junit",
	"gitlab",
	"checkstyle",
	"markdown",
	"rdjson",
	"patch",
	"html"
];
const OUTPUT = new RegExp(`^(?:${REPORT_FORMATS.join("|")})=.`);
/** The option of all that write reports to files. */
const outputOption = listOption("format=file", {
	help: "A further report in a file, such as `sarif=podseal.sarif` or `html=review.html`.",
	default: void 0
}, () => textLike(OUTPUT, "a format and a file, such as sarif=podseal.sarif"));
/** The values of the option `output`, which have its syntax. */
function outputsOf(values = []) {
	return values.flatMap((value) => {
		const at = value.indexOf("=");
		const format = REPORT_FORMATS.find((one) => one === value.slice(0, at));
		return format ? [{
			format,
			path: value.slice(at + 1)
		}] : [];
	});
}
/** The options that only the Action has. */
const ACTION_OPTIONS = {
	token: textOption("token", {
		help: "The token to read the pull request and to write the review and the check with.",
		default: void 0,
		defaultText: "`${{ github.token }}`"
	}),
	mode: choiceOption([
		"review",
		"plan",
		"publish"
	], {
		help: "`review` does all; it also carries out commands in comments (`on: issue_comment` and `pull_request_review_comment`). For pull requests from forks, `plan` only writes a plan file, with a token that may only read, and `publish` posts the review from a workflow on `workflow_run`.",
		default: "review"
	}),
	"plan-file": textOption("file", {
		help: "The file that mode `plan` writes and mode `publish` checks; empty for no check.",
		default: "podseal-plan.json"
	}),
	"trials-file": textOption("file", {
		help: "What `podseal try --suggested --format json` wrote in a job of the pull request: the check then says which suggestions were run, and by whom.",
		default: void 0
	}),
	output: outputOption,
	"dry-run": flagOption({ help: "Print the review to the log and post nothing." })
};
// src/action/given-inputs.ts
/** @throws UserError where a value is none of those that there are */
function readGivenInputs() {
	return {
		given: readGiven(OPTIONS),
		own: valuesOf(ACTION_OPTIONS, readGiven(ACTION_OPTIONS))
	};
}
/** What was given of the options of a table; an input that is empty is not given. */
function readGiven(table) {
	const { given, faults } = readTexts(table, (key) => getInput(key), (key) => `Input ${key}`);
	if (faults.length > 0) throw new UserError(faults.join("\n"));
	return given;
}
// src/registry/flags.ts
/** What the options that all front ends share say about registries. */
function registryFlagsOf(values) {
	return {
		registry: values.registry,
		registryAllow: values["registry-allow"],
		registryMirror: values["registry-mirror"],
		registryCache: values["registry-cache"],
		registryLayers: values["registry-layers"],
		pullCharts: values["pull-charts"]
	};
}
/**
* The options that the flags mean, with the logins of the Docker configuration that `docker` itself
* would use; undefined where no registry is to be asked.
*
* @throws UserError for a mirror that is none, and for flags that would do nothing
*/
function registryOptions(flags, env) {
	const { registry, registryAllow = [], registryMirror = [], registryCache } = flags;
	if (!registry) {
		if (flags.pullCharts === true) return void 0;
		if (registryAllow.length + registryMirror.length === 0 && registryCache === void 0) return;
		throw new UserError("registry-allow, registry-mirror and registry-cache do nothing without registry: give that, too.");
	}
	const { registryLayers = "unknown" } = flags;
	const folder = env["DOCKER_CONFIG"] ?? join(homedir(), ".docker");
	return {
		allow: registryAllow,
		mirrors: Object.fromEntries(registryMirror.map(readMirror)),
		cacheFolder: registryCache,
		layers: registryLayers,
		dockerConfig: join(folder, "config.json")
	};
}
function readMirror(text) {
	const equals = text.indexOf("=");
	if (equals > 0) return [text.slice(0, equals), text.slice(equals + 1)];
	throw new UserError(`${JSON.stringify(text)} is not a mirror: write docker.io=https://host.`);
}
// src/registry/layer-cache.ts
/** Files and folders that are kept in memory, some hundred bytes each. */
const MAX_ENTRIES = 3e5;
/**
* Keeps for a run which files layers have, by their verified digests: the images of a project mostly
* have the same base.
*/
var LayerCache = class {
	#layers = /* @__PURE__ */ new Map();
	#left = MAX_ENTRIES;
	get(digest) {
		return this.#layers.get(digest);
	}
	set(digest, layer, entries) {
		if (entries > this.#left || this.#layers.has(digest)) return;
		this.#left -= entries;
		this.#layers.set(digest, layer);
	}
};
// src/registry/wanted-layers.ts
/** More paths than images name. */
const MAX_PATHS = 200;
/**
* The paths of an image to look at in its layers; undefined where the catalog already tells all that they
* could.
*/
function wantedLayers(reference, { volumes, env, workingDir, platform }) {
	if (platform.startsWith("windows/")) return void 0;
	const known = knownImage(reference);
	if (known?.isVersionChecked === true && known.writes?.every(({ hidesFiles }) => hidesFiles !== void 0) === true && (known.user?.declared !== "name" || known.user.uid !== void 0)) return void 0;
	const named = Object.values(env).filter((value) => /^(?:\/[\w.@+-]+)+\/?$/.test(value));
	const paths = [
		...(known?.writes ?? []).map(({ path }) => path),
		...volumes,
		...named,
		workingDir
	];
	return [...new Set(paths)].filter((path) => path.startsWith("/")).slice(0, MAX_PATHS);
}
// src/registry/run-reader.ts
/** A registry that is slow for every file must not hold up a run for an hour. */
const MAX_RUN$1 = 5 * DEFAULTS.deadline;
/** A reader for one run: each image is read once, and the limits are for all of them together. */
function runReader(options, tell) {
	const { maxImages = DEFAULTS.maxImages, deadline = DEFAULTS.deadline } = options;
	const configs = /* @__PURE__ */ new Map();
	const asked = /* @__PURE__ */ new Set();
	const layers = options.layers === "unknown" ? layerReading(options, tell) : void 0;
	let spent = 0;
	return async (images) => {
		const fresh = images.filter((image) => !asked.has(image));
		if (fresh.length === 0) return configs;
		const start = performance.now();
		const { readImageConfigs } = await import("./read-image-configs.js");
		const bounds = {
			maxImages: Math.max(0, maxImages - asked.size),
			deadline: Math.max(0, Math.min(deadline, Math.ceil(MAX_RUN$1 - spent)))
		};
		const results = await readImageConfigs(fresh, {
			...options,
			...bounds
		}, layers);
		spent += performance.now() - start;
		for (const image of fresh) asked.add(image);
		for (const [image, result] of results) if (isFailure(result)) tell(image, result.reason);
		else configs.set(image, result);
		return configs;
	};
}
function layerReading({ maxRunBytes = DEFAULTS.maxRunBytes }, tell) {
	return {
		wanted: wantedLayers,
		failed: (image, { reason }) => tell(image, `its layers were not read: ${reason}`),
		cache: new LayerCache(),
		left: maxRunBytes
	};
}
// src/run/chart-archives.ts
/** Registries that are slow for every chart must not hold up a run for an hour. */
const MAX_RUN = 5 * DEFAULTS.deadline;
/**
* Opens the charts of others: nothing of them is run.
*
* @param registries how they are pulled; undefined where no registry is asked
*/
function chartArchives(registries) {
	if (!registries) return { open: open$1 };
	const indexes = new ChartIndexCache();
	let spent = 0;
	const pull = async (place) => {
		if (spent > MAX_RUN) return { reason: "pulling the charts before it took too long" };
		const start = performance.now();
		try {
			return await pulled(place, registries, indexes);
		} catch (error) {
			return { reason: `the chart can't be pulled: ${failureOf(error).reason}` };
		} finally {
			spent += performance.now() - start;
		}
	};
	return {
		open: open$1,
		pull
	};
}
async function pulled(place, registries, indexes) {
	const { fetchChart } = await import("./fetch-chart.js");
	const { unpackChart } = await import("./unpack-chart.js");
	return unpackChart((await fetchChart(place, registries, indexes)).archive);
}
const open$1 = async (archive, { path, digest }) => {
	const { verify } = await import("./digest2.js").then((all) => ({ verify: all.i }));
	const { unpackChart } = await import("./unpack-chart.js");
	const bytes = Buffer.from(archive);
	try {
		verify(bytes, digest, path);
		return await unpackChart(bytes);
	} catch (error) {
		return { reason: failureOf(error).reason };
	}
};
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
			return join$1([
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
function join$1(parts) {
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
function readAnswer$1(bytes) {
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
		if (outcome.kind === "done") return readAnswer$1(outcome.output);
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
function reasonFor(outcome, { what, by, deep, instead }) {
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
	throw new BrokenConfiguration(composed.faults, `${placedLines(composed.faults)}\nCorrect the configuration${where}: ${docPage("configuration")} has the keys.`);
}
// src/run/run-options.ts
/**
* What the options say of reviews on GitHub.
*
* @param valuesWith all options, with those of a configuration in their place
*/
function runOptionsOf(valuesWith) {
	const values = valuesWith({});
	return {
		scope: values.scope,
		failOn: values["fail-on"],
		requestChanges: values["request-changes"],
		files: values.files,
		automation: values.automation,
		skipsDrafts: values.drafts === "skip",
		checkName: values["check-name"],
		engine: values.render === "charts" ? new Engine() : void 0,
		settle: (files) => settle(files, {
			values: valuesWith,
			today: (/* @__PURE__ */ new Date()).toISOString().slice(0, 10),
			where: " on the base branch"
		})
	};
}
// src/action/inputs.ts
/** @throws UserError for options that do not go together */
function inputsOf({ given, own }, report, judge) {
	const valuesWith = (configured) => valuesOf(OPTIONS, given, configured);
	const values = valuesWith({});
	const flags = registryFlagsOf(values);
	const outputs = outputsOf(own.output);
	return {
		...runOptionsOf(valuesWith),
		ruleSet: { profile: values.profile },
		dryRun: own["dry-run"],
		inspect: readInspect(values),
		archives: chartArchives(registryOptions({
			...flags,
			registry: true
		}, process.env)),
		show: (change, plan) => report.show(change, plan),
		report,
		judge,
		planFile: getInput("plan-file"),
		trialsFile: getInput("trials-file"),
		outputs,
		fixes: outputs.some(({ format }) => needsFixes(format))
	};
}
/** What can't be looked into changes nothing else, so that it is only a line of the log. */
function readInspect(values) {
	const options = registryOptions({
		...registryFlagsOf(values),
		pullCharts: true
	}, process.env);
	return options && runReader(options, (image, reason) => logText(visibleLine(`Not looked into ${image}: ${reason}`)));
}
// src/action/task.ts
/**
* Says what to do for an event.
*
* @throws UserError where the event and the mode do not go together
*/
function readTask(event, mode) {
	const { eventName, payload } = event;
	if (mode === "publish") return readPublish(event);
	if (eventName === "issue_comment" && mode === "review") return readAnswer(event, at(payload, "issue", "pull_request") !== void 0 ? at(payload, "issue", "number") : void 0);
	if (eventName === "pull_request_review_comment" && mode === "review") {
		const id = at(payload, "comment", "id");
		const thread = at(payload, "comment", "in_reply_to_id") ?? id;
		return readAnswer(event, at(payload, "pull_request", "number"), thread);
	}
	if (eventName === "workflow_run") throw new UserError("A workflow on workflow_run needs `mode: publish`.");
	return {
		kind: mode,
		trigger: readTrigger(eventName, payload)
	};
}
function readPublish({ eventName, payload }) {
	if (eventName !== "workflow_run") throw new UserError(`Mode publish works on workflow_run, and this run was started by ${eventName || "no event"}.`);
	const run = (...path) => text(payload, "workflow_run", ...path);
	if (run("event") !== "pull_request") return {
		kind: "nothing",
		why: "the finished run was not started by a pull request"
	};
	const headRepository = run("head_repository", "full_name");
	if (headRepository === "") return {
		kind: "nothing",
		why: "the fork is gone"
	};
	return {
		kind: "publish",
		run: {
			head: run("head_sha"),
			branch: run("head_branch"),
			headRepository
		}
	};
}
/**
* Only comments that a person just wrote count: not ours, no other bot's, and none that was edited.
*
* @param number of the pull request
* @param thread the comment that its thread starts with, for one on lines
*/
function readAnswer({ payload, repo }, number, thread) {
	const comment = (...path) => text(payload, "comment", ...path);
	const id = at(payload, "comment", "id");
	if (typeof number !== "number" || typeof id !== "number") return {
		kind: "nothing",
		why: "the comment is not on a pull request"
	};
	if (text(payload, "action") !== "created") return {
		kind: "nothing",
		why: "only new comments are answered"
	};
	if (comment("user", "type") !== "User") return {
		kind: "nothing",
		why: "only people are answered"
	};
	return {
		kind: "answer",
		request: {
			pullRequest: {
				...repo,
				number
			},
			commentId: id,
			...typeof thread === "number" && { thread },
			url: comment("html_url"),
			createdAt: comment("created_at"),
			login: comment("user", "login")
		},
		body: comment("body")
	};
}
function at(value, ...path) {
	const [name, ...rest] = path;
	if (name === void 0) return value;
	if (typeof value !== "object" || value === null) return void 0;
	return at(new Map(Object.entries(value)).get(name), ...rest);
}
function text(value, ...path) {
	const found = at(value, ...path);
	return typeof found === "string" ? found : "";
}
// src/action/token.ts
/**
* The token that the Action is told.
*
* @throws UserError for none: a secret that there is not is an empty input
*/
function readToken() {
	const token = getInput("token");
	if (token !== "") return token;
	throw new UserError("Input token is empty. Runs on Dependabot's pull requests have Dependabot's secrets only: add it there, or use `github.token`.");
}
// src/action/run-action.ts
/** Runs the Action: does what its event asks for. The job fails with what is thrown. */
async function runAction(surroundings) {
	const report = new JobReport();
	try {
		await run(surroundings, report);
	} catch (error) {
		const fault = describeFault(error);
		const reason = fault ?? (error instanceof Error ? error.message : String(error));
		setFailed(reason);
		await report.fail(reason);
		if (fault === void 0) throw error;
	}
}
async function run({ event, connect, judge }, report) {
	const client = await connect(readToken());
	const given = readGivenInputs();
	const task = readTask(event, given.own.mode);
	await carryOut(task, {
		client,
		repo: event.repo,
		inputs: inputsOf(given, report, judge)
	});
}
export { runAction };
