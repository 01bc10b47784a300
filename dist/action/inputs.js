import "./rolldown-runtime.js";
import { Jr as boolean, Vt as knownImage, Yn as OPTIONS, Zr as exactOptional, _i as UserError, ai as parse, bi as getInput, di as strictTuple, ei as minValue, er as outputsOf, fi as string, hi as union, ii as optional, li as safeInteger, ni as number, nr as valuesOf, oi as picklist, qr as array, ri as object, si as pipe } from "./action.js";
import { s as isFailure, t as DEFAULTS } from "./options.js";
import { i as needsFixes, n as logText } from "./report.js";
import { G as placedLines, V as NO_CONFIGURATION, W as BrokenConfiguration, i as composeConfiguration, o as requireBaseline } from "./judge-thread.js";
import { d as visibleLine } from "./carry-out.js";
import { promisify } from "node:util";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { homedir } from "node:os";
// src/registry/flags.ts
/** What the options that all front ends share say about registries. */
function registryFlagsOf(values) {
	return {
		registry: values.registry,
		registryAllow: values["registry-allow"],
		registryMirror: values["registry-mirror"],
		registryCache: values["registry-cache"],
		registryLayers: values["registry-layers"]
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
const MAX_RUN = 5 * DEFAULTS.deadline;
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
			deadline: Math.max(0, Math.min(deadline, Math.ceil(MAX_RUN - spent)))
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
	throw new BrokenConfiguration(composed.faults, `${placedLines(composed.faults)}\nCorrect the configuration${where}: docs/configuration.md has the keys.`);
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
	const outputs = outputsOf(own.output);
	return {
		...runOptionsOf(valuesWith),
		ruleSet: { profile: values.profile },
		dryRun: own["dry-run"],
		inspect: readInspect(values),
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
	const options = registryOptions(registryFlagsOf(values), process.env);
	return options && runReader(options, (image, reason) => logText(visibleLine(`Not looked into ${image}: ${reason}`)));
}
export { inputsOf };
