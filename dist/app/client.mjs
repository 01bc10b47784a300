import { i as __require, o as __toESM, t as __commonJSMin } from "./rolldown-runtime.mjs";
import { bn as parseImageReference, zr as UserError } from "./judge-thread.mjs";
import { a as DEFAULTS, c as MAX_MANIFEST, l as RegistryError, o as MAX_CONFIG } from "./app.mjs";
import { i as verify, n as isDigest, r as sha256 } from "./digest2.mjs";
const setTimeout = (...of) => process.getBuiltinModule("node:timers/promises").setTimeout(...of);
const { join } = process.getBuiltinModule("node:path");
const { callbackify } = process.getBuiltinModule("node:util");
const addAbortSignal = (...of) => process.getBuiltinModule("node:stream").addAbortSignal(...of);
const { Agent, request } = process.getBuiltinModule("node:http");
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
const isIP = (...of) => process.getBuiltinModule("node:net").isIP(...of);
const { Agent: Agent$1, request: request$1 } = process.getBuiltinModule("node:https");
const lookup = (...of) => process.getBuiltinModule("node:dns/promises").lookup(...of);
// src/registry/hosts.ts
/** The names of Docker Hub, and the host that serves its images. */
const HUB_NAMES = [
	"docker.io",
	"index.docker.io",
	"registry-1.docker.io"
];
const HUB_HOST = "registry-1.docker.io";
/** @throws UserError for a host or a mirror that is none */
function readHosts({ allow = [], mirrors = {} }) {
	const named = allow.map((text) => {
		const url = readUrl(text);
		if (url.pathname === "/") return url;
		throw new UserError(`${JSON.stringify(text)} has a path: write host:port.`);
	});
	const urls = Object.entries(mirrors).map(([name, url]) => [canonicalRegistry(name), readUrl(url)]);
	const origins = [...named, ...urls.map(([, url]) => url)].map(({ origin }) => origin);
	return {
		allowed: new Set(origins),
		mirrors: new Map(urls)
	};
}
function readUrl(text) {
	const url = URL.parse(/^\w+:\/\//.test(text) ? text : `https://${text}`);
	if ((url?.protocol === "https:" || url?.protocol === "http:") && url.username + url.password + url.search + url.hash === "") return url;
	throw new UserError(`${JSON.stringify(text)} is no host of a registry: write host:port.`);
}
/** Where the image of a reference is asked for. Throws RegistryError for no reference. */
function targetOf(reference, { allowed, mirrors }) {
	const parsed = parseImageReference(reference);
	if (!parsed) throw new RegistryError("no-reference", "it is not a valid image reference");
	const registry = canonicalRegistry(parsed.registry ?? "docker.io");
	const isHub = registry === "docker.io";
	const repository = isHub && !parsed.repository.includes("/") ? `library/${parsed.repository}` : parsed.repository;
	const version = parsed.digest ?? parsed.tag ?? "latest";
	const mirror = mirrors.get(registry);
	if (mirror) {
		const prefix = mirror.pathname.split("/").filter((part) => part !== "");
		return {
			origin: mirror.origin,
			registry: mirror.host,
			repository: [...prefix, repository].join("/"),
			version
		};
	}
	const url = URL.parse(`https://${isHub ? HUB_HOST : registry}`);
	if (!url) throw new RegistryError("no-reference", "its registry is no host");
	const plain = `http://${registry}`;
	return {
		origin: allowed.has(new URL(plain).origin) ? new URL(plain).origin : url.origin,
		registry,
		repository,
		version
	};
}
/** Docker Hub by one name, every other registry by its own, in lower case as hosts are. */
function canonicalRegistry(name) {
	const lower = name.toLowerCase();
	return HUB_NAMES.includes(lower) ? "docker.io" : lower;
}
// src/registry/credentials.ts
/**
* Reads Docker's configuration; a missing file has no logins. Its helpers are programs: they are run only
* where somebody says how, each once for a registry.
*
* @throws UserError when the file is there and can't be read
*/
async function readCredentials(path, ask) {
	const config = path === void 0 ? {} : await readConfig(path);
	const auths = byRegistry(config.auths);
	const helpers = byRegistry(config.credHelpers);
	const known = /* @__PURE__ */ new Map();
	const find = async (registry) => {
		const written = readEntry(auths.get(registry));
		const name = helpers.get(registry) ?? config.credsStore;
		if (written || typeof name !== "string" || name === "") return written;
		if (!ask) return {
			kind: "helper",
			name,
			wasRun: false
		};
		return readAnswer(await ask(name, registry === "docker.io" ? HUB_SERVER : registry)) ?? {
			kind: "helper",
			name,
			wasRun: true
		};
	};
	return async (registry) => {
		const found = known.get(registry) ?? find(registry);
		known.set(registry, found);
		return found;
	};
}
/** Under which Docker keeps the login of its Hub (docker/cli, registry.go). */
const HUB_SERVER = "https://index.docker.io/v1/";
function byRegistry(entries) {
	return new Map(Object.entries(entries ?? {}).map(([name, one]) => [registryOf(name), one]));
}
/** What a helper prints: an object with `Username` and `Secret`; the name `<token>` is no user's. */
function readAnswer(answer) {
	const { Username: username, Secret: secret } = parsed(answer) ?? {};
	if (typeof username !== "string" || typeof secret !== "string" || secret === "") return void 0;
	return username === "<token>" ? {
		kind: "token",
		refreshToken: secret
	} : {
		kind: "password",
		username,
		password: secret
	};
}
function parsed(text = "") {
	try {
		const value = JSON.parse(text);
		return typeof value === "object" && value !== null ? value : void 0;
	} catch {
		return;
	}
}
async function readConfig(path) {
	try {
		const config = JSON.parse(await readFile(path, "utf8"));
		if (typeof config === "object" && config !== null) return config;
	} catch (error) {
		if (error instanceof Error && "code" in error && error.code === "ENOENT") return {};
		throw new UserError(`${path}: Docker's configuration can't be read.`, { cause: error });
	}
	throw new UserError(`${path}: this is no configuration of Docker.`);
}
/** `https://index.docker.io/v1/`, `https://ghcr.io`, `ghcr.io`: Docker has written all of them. */
function registryOf(name) {
	return canonicalRegistry(name.replace(/^https?:\/\//, "").split("/", 1).join(""));
}
function readEntry(entry) {
	const { auth, identitytoken } = entry ?? {};
	if (typeof identitytoken === "string" && identitytoken !== "") return {
		kind: "token",
		refreshToken: identitytoken
	};
	if (typeof auth !== "string") return void 0;
	const text = Buffer.from(auth, "base64").toString("utf8").replace(/(?<!\0)\0+$/, "");
	const colon = text.indexOf(":");
	if (colon === -1) return void 0;
	return {
		kind: "password",
		username: text.slice(0, colon),
		password: text.slice(colon + 1)
	};
}
// node_modules/signal-exit/dist/cjs/signals.js
var require_signals = /* @__PURE__ */ __commonJSMin(((exports) => {
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.signals = void 0;
	/**
	* This is not the set of all possible signals.
	*
	* It IS, however, the set of all signals that trigger
	* an exit on either Linux or BSD systems.  Linux is a
	* superset of the signal names supported on BSD, and
	* the unknown signals just fail to register, so we can
	* catch that easily enough.
	*
	* Windows signals are a different set, since there are
	* signals that terminate Windows processes, but don't
	* terminate (or don't even exist) on Posix systems.
	*
	* Don't bother with SIGKILL.  It's uncatchable, which
	* means that we can't fire any callbacks anyway.
	*
	* If a user does happen to register a handler on a non-
	* fatal signal like SIGWINCH or something, and then
	* exit, it'll end up firing `process.emit('exit')`, so
	* the handler will be fired anyway.
	*
	* SIGBUS, SIGFPE, SIGSEGV and SIGILL, when not raised
	* artificially, inherently leave the process in a
	* state from which it is not safe to try and enter JS
	* listeners.
	*/
	exports.signals = [];
	exports.signals.push("SIGHUP", "SIGINT", "SIGTERM");
	if (process.platform !== "win32") exports.signals.push("SIGALRM", "SIGABRT", "SIGVTALRM", "SIGXCPU", "SIGXFSZ", "SIGUSR2", "SIGTRAP", "SIGSYS", "SIGQUIT", "SIGIOT");
	if (process.platform === "linux") exports.signals.push("SIGIO", "SIGPOLL", "SIGPWR", "SIGSTKFLT");
}));
// node_modules/signal-exit/dist/cjs/index.js
var require_cjs = /* @__PURE__ */ __commonJSMin(((exports) => {
	var _a;
	Object.defineProperty(exports, "__esModule", { value: true });
	exports.unload = exports.load = exports.onExit = exports.signals = void 0;
	const signals_js_1 = require_signals();
	Object.defineProperty(exports, "signals", {
		enumerable: true,
		get: function() {
			return signals_js_1.signals;
		}
	});
	const processOk = (process) => !!process && typeof process === "object" && typeof process.removeListener === "function" && typeof process.emit === "function" && typeof process.reallyExit === "function" && typeof process.listeners === "function" && typeof process.kill === "function" && typeof process.pid === "number" && typeof process.on === "function";
	const kExitEmitter = Symbol.for("signal-exit emitter");
	const global = globalThis;
	const ObjectDefineProperty = Object.defineProperty.bind(Object);
	var Emitter = class {
		emitted = {
			afterExit: false,
			exit: false
		};
		listeners = {
			afterExit: [],
			exit: []
		};
		count = 0;
		id = Math.random();
		constructor() {
			if (global[kExitEmitter]) return global[kExitEmitter];
			ObjectDefineProperty(global, kExitEmitter, {
				value: this,
				writable: false,
				enumerable: false,
				configurable: false
			});
		}
		on(ev, fn) {
			this.listeners[ev].push(fn);
		}
		removeListener(ev, fn) {
			const list = this.listeners[ev];
			const i = list.indexOf(fn);
			/* c8 ignore start */
			if (i === -1) return;
			/* c8 ignore stop */
			if (i === 0 && list.length === 1) list.length = 0;
			else list.splice(i, 1);
		}
		emit(ev, code, signal) {
			if (this.emitted[ev]) return false;
			this.emitted[ev] = true;
			let ret = false;
			for (const fn of this.listeners[ev]) ret = fn(code, signal) === true || ret;
			if (ev === "exit") ret = this.emit("afterExit", code, signal) || ret;
			return ret;
		}
	};
	var SignalExitBase = class {};
	const signalExitWrap = (handler) => {
		return {
			onExit(cb, opts) {
				return handler.onExit(cb, opts);
			},
			load() {
				return handler.load();
			},
			unload() {
				return handler.unload();
			}
		};
	};
	var SignalExitFallback = class extends SignalExitBase {
		onExit() {
			return () => {};
		}
		load() {}
		unload() {}
	};
	var SignalExit = class extends SignalExitBase {
		/* c8 ignore start */
		#hupSig = process.platform === "win32" ? "SIGINT" : "SIGHUP";
		/* c8 ignore stop */
		#emitter = new Emitter();
		#process;
		#originalProcessEmit;
		#originalProcessReallyExit;
		#sigListeners = {};
		#loaded = false;
		constructor(process) {
			super();
			this.#process = process;
			this.#sigListeners = {};
			for (const sig of signals_js_1.signals) this.#sigListeners[sig] = () => {
				const listeners = this.#process.listeners(sig);
				let { count } = this.#emitter;
				/* c8 ignore start */
				const p = process;
				if (typeof p.__signal_exit_emitter__ === "object" && typeof p.__signal_exit_emitter__.count === "number") count += p.__signal_exit_emitter__.count;
				/* c8 ignore stop */
				if (listeners.length === count) {
					this.unload();
					const ret = this.#emitter.emit("exit", null, sig);
					/* c8 ignore start */
					const s = sig === "SIGHUP" ? this.#hupSig : sig;
					if (!ret) process.kill(process.pid, s);
				}
			};
			this.#originalProcessReallyExit = process.reallyExit;
			this.#originalProcessEmit = process.emit;
		}
		onExit(cb, opts) {
			/* c8 ignore start */
			if (!processOk(this.#process)) return () => {};
			/* c8 ignore stop */
			if (this.#loaded === false) this.load();
			const ev = opts?.alwaysLast ? "afterExit" : "exit";
			this.#emitter.on(ev, cb);
			return () => {
				this.#emitter.removeListener(ev, cb);
				if (this.#emitter.listeners["exit"].length === 0 && this.#emitter.listeners["afterExit"].length === 0) this.unload();
			};
		}
		load() {
			if (this.#loaded) return;
			this.#loaded = true;
			this.#emitter.count += 1;
			for (const sig of signals_js_1.signals) try {
				const fn = this.#sigListeners[sig];
				if (fn) this.#process.on(sig, fn);
			} catch (_) {}
			this.#process.emit = (ev, ...a) => {
				return this.#processEmit(ev, ...a);
			};
			this.#process.reallyExit = (code) => {
				return this.#processReallyExit(code);
			};
		}
		unload() {
			if (!this.#loaded) return;
			this.#loaded = false;
			signals_js_1.signals.forEach((sig) => {
				const listener = this.#sigListeners[sig];
				/* c8 ignore start */
				if (!listener) throw new Error("Listener not defined for signal: " + sig);
				/* c8 ignore stop */
				try {
					this.#process.removeListener(sig, listener);
				} catch (_) {}
				/* c8 ignore stop */
			});
			this.#process.emit = this.#originalProcessEmit;
			this.#process.reallyExit = this.#originalProcessReallyExit;
			this.#emitter.count -= 1;
		}
		#processReallyExit(code) {
			/* c8 ignore start */
			if (!processOk(this.#process)) return 0;
			this.#process.exitCode = code || 0;
			/* c8 ignore stop */
			this.#emitter.emit("exit", this.#process.exitCode, null);
			return this.#originalProcessReallyExit.call(this.#process, this.#process.exitCode);
		}
		#processEmit(ev, ...args) {
			const og = this.#originalProcessEmit;
			if (ev === "exit" && processOk(this.#process)) {
				if (typeof args[0] === "number") this.#process.exitCode = args[0];
				/* c8 ignore start */
				const ret = og.call(this.#process, ev, ...args);
				/* c8 ignore start */
				this.#emitter.emit("exit", this.#process.exitCode, null);
				/* c8 ignore stop */
				return ret;
			} else return og.call(this.#process, ev, ...args);
		}
	};
	const process = globalThis.process;
	_a = signalExitWrap(processOk(process) ? new SignalExit(process) : new SignalExitFallback()), exports.onExit = _a.onExit, exports.load = _a.load, exports.unload = _a.unload;
}));
// src/registry/document-cache.ts
var import_lib = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module) => {
	module.exports = writeFile;
	module.exports.sync = writeFileSync;
	module.exports._getTmpname = getTmpname;
	module.exports._cleanupOnExit = cleanupOnExit;
	const fs = __require("fs");
	const crypto = __require("node:crypto");
	const { onExit } = require_cjs();
	const path = __require("path");
	const { promisify } = __require("util");
	const activeFiles = {};
	/* istanbul ignore next */
	const threadId = (function getId() {
		try {
			return __require("worker_threads").threadId;
		} catch (e) {
			return 0;
		}
	})();
	let invocations = 0;
	function getTmpname(filename) {
		return filename + "." + crypto.createHash("sha1").update(import.meta.filename).update(String(process.pid)).update(String(threadId)).update(String(++invocations)).digest().readUInt32BE(0);
	}
	function cleanupOnExit(tmpfile) {
		return () => {
			try {
				fs.unlinkSync(typeof tmpfile === "function" ? tmpfile() : tmpfile);
			} catch {}
		};
	}
	function serializeActiveFile(absoluteName) {
		return new Promise((resolve) => {
			if (!activeFiles[absoluteName]) activeFiles[absoluteName] = [];
			activeFiles[absoluteName].push(resolve);
			if (activeFiles[absoluteName].length === 1) resolve();
		});
	}
	function isChownErrOk(err) {
		if (err.code === "ENOSYS") return true;
		if (!process.getuid || process.getuid() !== 0) {
			if (err.code === "EINVAL" || err.code === "EPERM") return true;
		}
		return false;
	}
	async function writeFileAsync(filename, data, options = {}) {
		if (typeof options === "string") options = { encoding: options };
		let fd;
		let tmpfile;
		/* istanbul ignore next -- The closure only gets called when onExit triggers */
		const removeOnExitHandler = onExit(cleanupOnExit(() => tmpfile));
		const absoluteName = path.resolve(filename);
		try {
			await serializeActiveFile(absoluteName);
			const truename = await promisify(fs.realpath)(filename).catch(() => filename);
			tmpfile = getTmpname(truename);
			if (!options.mode || !options.chown) {
				const stats = await promisify(fs.stat)(truename).catch(() => {});
				if (stats) {
					if (options.mode == null) options.mode = stats.mode;
					if (options.chown == null && process.getuid) options.chown = {
						uid: stats.uid,
						gid: stats.gid
					};
				}
			}
			fd = await promisify(fs.open)(tmpfile, "w", options.mode);
			if (options.tmpfileCreated) await options.tmpfileCreated(tmpfile);
			if (ArrayBuffer.isView(data)) await promisify(fs.write)(fd, data, 0, data.length, 0);
			else if (data != null) await promisify(fs.write)(fd, String(data), 0, String(options.encoding || "utf8"));
			if (options.fsync !== false) await promisify(fs.fsync)(fd);
			await promisify(fs.close)(fd);
			fd = null;
			if (options.chown) await promisify(fs.chown)(tmpfile, options.chown.uid, options.chown.gid).catch((err) => {
				if (!isChownErrOk(err)) throw err;
			});
			if (options.mode) await promisify(fs.chmod)(tmpfile, options.mode).catch((err) => {
				if (!isChownErrOk(err)) throw err;
			});
			await promisify(fs.rename)(tmpfile, truename);
		} finally {
			if (fd) await promisify(fs.close)(fd).catch(
				/* istanbul ignore next */
				() => {}
			);
			removeOnExitHandler();
			await promisify(fs.unlink)(tmpfile).catch(() => {});
			activeFiles[absoluteName].shift();
			if (activeFiles[absoluteName].length > 0) activeFiles[absoluteName][0]();
			else delete activeFiles[absoluteName];
		}
	}
	async function writeFile(filename, data, options, callback) {
		if (options instanceof Function) {
			callback = options;
			options = {};
		}
		const promise = writeFileAsync(filename, data, options);
		if (callback) try {
			const result = await promise;
			return callback(result);
		} catch (err) {
			return callback(err);
		}
		return promise;
	}
	function writeFileSync(filename, data, options) {
		if (typeof options === "string") options = { encoding: options };
		else if (!options) options = {};
		try {
			filename = fs.realpathSync(filename);
		} catch (ex) {}
		const tmpfile = getTmpname(filename);
		if (!options.mode || !options.chown) try {
			const stats = fs.statSync(filename);
			options = Object.assign({}, options);
			if (!options.mode) options.mode = stats.mode;
			if (!options.chown && process.getuid) options.chown = {
				uid: stats.uid,
				gid: stats.gid
			};
		} catch (ex) {}
		let fd;
		const cleanup = cleanupOnExit(tmpfile);
		const removeOnExitHandler = onExit(cleanup);
		let threw = true;
		try {
			fd = fs.openSync(tmpfile, "w", options.mode || 438);
			if (options.tmpfileCreated) options.tmpfileCreated(tmpfile);
			if (ArrayBuffer.isView(data)) fs.writeSync(fd, data, 0, data.length, 0);
			else if (data != null) fs.writeSync(fd, String(data), 0, String(options.encoding || "utf8"));
			if (options.fsync !== false) fs.fsyncSync(fd);
			fs.closeSync(fd);
			fd = null;
			if (options.chown) try {
				fs.chownSync(tmpfile, options.chown.uid, options.chown.gid);
			} catch (err) {
				if (!isChownErrOk(err)) throw err;
			}
			if (options.mode) try {
				fs.chmodSync(tmpfile, options.mode);
			} catch (err) {
				if (!isChownErrOk(err)) throw err;
			}
			fs.renameSync(tmpfile, filename);
			threw = false;
		} finally {
			if (fd) try {
				fs.closeSync(fd);
			} catch (ex) {}
			removeOnExitHandler();
			if (threw) cleanup();
		}
	}
})))(), 1);
/** As many bytes are kept in memory: a run has hundreds of images at most, of some kilobytes each. */
const MAX_KEPT = 64 * 1024 ** 2;
/** Keeps documents by their digests: for the run, and in a folder where one is given. */
var DocumentCache = class {
	#documents = /* @__PURE__ */ new Map();
	#folder;
	#kept = 0;
	constructor(folder) {
		this.#folder = folder;
	}
	async get(digest) {
		const kept = this.#documents.get(digest);
		if (kept || this.#folder === void 0) return kept;
		try {
			const bytes = await readFile(this.#pathOf(this.#folder, digest));
			verify(bytes, digest, "a document of the cache");
			return bytes;
		} catch {
			return;
		}
	}
	/** Keeps a document that was verified. A folder that can't be written to keeps nothing. */
	async set(digest, bytes) {
		if (this.#kept + bytes.length <= MAX_KEPT) {
			this.#documents.set(digest, bytes);
			this.#kept += bytes.length;
		}
		if (this.#folder === void 0) return;
		const path = this.#pathOf(this.#folder, digest);
		try {
			await mkdir(join(path, ".."), { recursive: true });
			await (0, import_lib.default)(path, bytes);
		} catch {}
	}
	#pathOf(folder, digest) {
		return join(folder, ...digest.split(":"));
	}
};
// src/registry/untrusted-json.ts
/** Longer than any path, command or variable that an image has use for. */
const MAX_TEXT = 32768;
/** More than the layers (127), variables or platforms that an image can have use for. */
const MAX_ITEMS = 4096;
/** Parses an object that others wrote. Throws RegistryError for anything else. */
function parseObject(bytes, what) {
	return objectIn(parse(bytes, what), what);
}
function parse(bytes, what) {
	try {
		return JSON.parse(bytes.toString("utf8"));
	} catch {
		throw new RegistryError("invalid", `${what} is no JSON`);
	}
}
/** A value that has to be an object. */
function objectIn(value, what) {
	if (isObject(value)) return value;
	throw new RegistryError("invalid", `${what} has not the shape that it should have`);
}
/** A value that has to be a short text; undefined and null count as empty. */
function textIn(value, what) {
	if (value === void 0 || value === null) return "";
	if (typeof value === "string" && value.length <= MAX_TEXT) return value;
	throw new RegistryError("invalid", `${what} has no text, or a long one, where a short one belongs`);
}
/** A value that has to be a list; undefined and null count as empty. */
function listIn(value, what) {
	if (value === void 0 || value === null) return [];
	if (Array.isArray(value) && value.length <= MAX_ITEMS) return value;
	throw new RegistryError("invalid", `${what} has no list, or a long one, where a short one belongs`);
}
/** The names of an object, which Go writes for a set; undefined and null count as empty. */
function namesIn(value, what) {
	if (value === void 0 || value === null) return [];
	return listIn(Object.keys(objectIn(value, what)), what).map((name) => textIn(name, what));
}
function isObject(value) {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
// src/registry/image-manifest.ts
const MANIFEST_TYPES = [
	"application/vnd.oci.image.index.v1+json",
	"application/vnd.oci.image.manifest.v1+json",
	"application/vnd.docker.distribution.manifest.list.v2+json",
	"application/vnd.docker.distribution.manifest.v2+json"
];
const CONFIG_TYPES = ["application/vnd.oci.image.config.v1+json", "application/vnd.docker.container.image.v1+json"];
const WHAT = "the manifest of the image";
/** Reads a manifest or an index, whichever it is. Throws RegistryError for anything else. */
function readManifest(bytes) {
	const json = parseObject(bytes, WHAT);
	if (json["schemaVersion"] === 1) throw new RegistryError("unsupported", "its manifest has the schema 1, which runtimes gave up");
	const isIndex = "manifests" in json;
	if (isIndex && ("config" in json || "layers" in json)) throw new RegistryError("invalid", `${WHAT} is an index, too`);
	if (isIndex) return {
		kind: "index",
		manifests: listIn(json["manifests"], WHAT).map(descriptor)
	};
	const config = descriptor(json["config"]);
	if (!CONFIG_TYPES.includes(config.mediaType)) throw new RegistryError("unsupported", "it is no image of a container");
	return {
		kind: "image",
		config,
		layers: listIn(json["layers"], WHAT).map(descriptor)
	};
}
const CHART_CONFIG = "application/vnd.cncf.helm.config.v1+json";
const CHART_LAYER = "application/vnd.cncf.helm.chart.content.v1.tar+gzip";
/** The archive that the manifest of a chart points to (helm.sh/docs/topics/registries). */
function readChartManifest(bytes) {
	const what = "the manifest of the chart";
	const json = parseObject(bytes, what);
	const layer = listIn(json["layers"], what).map(descriptor).find(({ mediaType }) => mediaType === CHART_LAYER);
	if ("manifests" in json || !layer || descriptor(json["config"]).mediaType !== CHART_CONFIG) throw new RegistryError("unsupported", "it is no Helm chart");
	return layer;
}
function descriptor(value) {
	const json = objectIn(value, WHAT);
	const digest = textIn(json["digest"], WHAT);
	const { size } = json;
	if (!isDigest(digest) || !Number.isSafeInteger(size) || Number(size) < 0) throw new RegistryError("invalid", `${WHAT} has a descriptor without a digest or a size`);
	const { platform, annotations } = json;
	return {
		mediaType: textIn(json["mediaType"], WHAT),
		digest,
		size: Number(size),
		platform: platform === void 0 ? "" : platformOf(objectIn(platform, WHAT)),
		annotations: annotations === void 0 ? {} : objectIn(annotations, WHAT)
	};
}
/** `linux/arm/v7`; empty where system or architecture is not said. */
function platformOf(json) {
	const [os, architecture, variant] = [
		"os",
		"architecture",
		"variant"
	].map((name) => textIn(json[name], WHAT));
	if (os === "" || architecture === "") return "";
	const platform = [
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
	if (/^[\w.-]{1,32}(?:\/[\w.-]{1,32}){1,2}$/.test(platform)) return platform;
	throw new RegistryError("invalid", `${WHAT} is for no platform that there is`);
}
/**
* The manifest of an index that stands for all: linux/amd64, else the first for Linux, else the first.
* Attestations are filed as images of an unknown platform (docs.docker.com/build/metadata/attestations).
*/
function choosePlatform({ manifests }) {
	const images = manifests.filter(({ platform }) => !platform.startsWith("unknown/"));
	const isLinux = ({ platform }) => platform.startsWith("linux/");
	const chosen = images.find(({ platform }) => platform === "linux/amd64") ?? images.find(isLinux) ?? images[0];
	if (chosen) return chosen;
	throw new RegistryError("not-found", "its index has no image");
}
// src/registry/challenge.ts
/**
* A scheme, or a parameter with its value. Sticky, and read from the start on, so that no part of a
* header is looked at more than a few times.
*/
const PART = /[\s,]*([\w.-]+)(?:[ \t]*=[ \t]*(?:"([^"]*)"|([^\s,"]*)))?/y;
/** Reads `WWW-Authenticate`; Bearer comes before Basic where a registry offers both. */
function readChallenge(header) {
	const challenges = readChallenges(header);
	return ["bearer", "basic"].map((name) => challenges.find(({ scheme }) => scheme === name)).find((challenge) => challenge !== void 0);
}
/** What comes behind something that is no challenge is not read. */
function readChallenges(header) {
	const challenges = [];
	const part = new RegExp(PART);
	for (let match = part.exec(header); match; match = part.exec(header)) {
		const [, name = "", quoted, plain] = match;
		const value = quoted ?? plain;
		if (value === void 0) challenges.push({
			scheme: name.toLowerCase(),
			parameters: /* @__PURE__ */ new Map()
		});
		else challenges.at(-1)?.parameters.set(name.toLowerCase(), value);
	}
	return challenges;
}
// src/registry/address.ts
var import_ipaddr = /* @__PURE__ */ __toESM((/* @__PURE__ */ __commonJSMin(((exports, module, this$1) => {
	(function(root) {
		"use strict";
		const ipv4Part = "(0?\\d+|0x[a-f0-9]+)";
		const ipv4Regexes = {
			fourOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
			threeOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}$`, "i"),
			twoOctet: new RegExp(`^${ipv4Part}\\.${ipv4Part}$`, "i"),
			longValue: new RegExp(`^${ipv4Part}$`, "i")
		};
		const octalRegex = new RegExp(`^0[0-7]+$`, "i");
		const hexRegex = new RegExp(`^0x[a-f0-9]+$`, "i");
		const zoneIndex = "%[0-9a-z]{1,}";
		const ipv6Part = "(?:[0-9a-f]+::?)+";
		const ipv6Regexes = {
			zoneIndex: new RegExp(zoneIndex, "i"),
			"native": new RegExp(`^(::)?(${ipv6Part})?([0-9a-f]+)?(::)?(${zoneIndex})?$`, "i"),
			deprecatedTransitional: new RegExp(`^(?:::)(${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?)$`, "i"),
			transitional: new RegExp(`^((?:${ipv6Part})|(?:::)(?:${ipv6Part})?)${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}\\.${ipv4Part}(${zoneIndex})?$`, "i")
		};
		function expandIPv6(string, parts) {
			if (string.indexOf("::") !== string.lastIndexOf("::")) return null;
			let colonCount = 0;
			let lastColon = -1;
			let zoneId = (string.match(ipv6Regexes.zoneIndex) || [])[0];
			let replacement, replacementCount;
			if (zoneId) {
				zoneId = zoneId.substring(1);
				string = string.replace(/%.+$/, "");
			}
			while ((lastColon = string.indexOf(":", lastColon + 1)) >= 0) colonCount++;
			if (string.substr(0, 2) === "::") colonCount--;
			if (string.substr(-2, 2) === "::") colonCount--;
			if (colonCount >= parts) return null;
			replacementCount = parts - colonCount;
			replacement = ":";
			while (replacementCount--) replacement += "0:";
			string = string.replace("::", replacement);
			if (string[0] === ":") string = string.slice(1);
			if (string[string.length - 1] === ":") string = string.slice(0, -1);
			parts = (function() {
				const ref = string.split(":");
				const results = [];
				for (let i = 0; i < ref.length; i++) results.push(ref[i].length > 4 ? NaN : parseInt(ref[i], 16));
				return results;
			})();
			return {
				parts,
				zoneId
			};
		}
		function matchCIDR(first, second, partSize, cidrBits) {
			if (first.length !== second.length) throw new Error("ipaddr: cannot match CIDR for objects with different lengths");
			let part = 0;
			let shift;
			while (cidrBits > 0) {
				shift = partSize - cidrBits;
				if (shift < 0) shift = 0;
				if (first[part] >> shift !== second[part] >> shift) return false;
				cidrBits -= partSize;
				part += 1;
			}
			return true;
		}
		function parseIntAuto(string) {
			if (hexRegex.test(string)) return parseInt(string, 16);
			if (string[0] === "0" && !isNaN(parseInt(string[1], 10))) {
				if (octalRegex.test(string)) return parseInt(string, 8);
				throw new Error(`ipaddr: cannot parse ${string} as octal`);
			}
			return parseInt(string, 10);
		}
		function padPart(part, length) {
			while (part.length < length) part = `0${part}`;
			return part;
		}
		const ipaddr = {};
		ipaddr.IPv4 = (function() {
			function IPv4(octets) {
				if (octets.length !== 4) throw new Error("ipaddr: ipv4 octet count should be 4");
				let i, octet;
				for (i = 0; i < octets.length; i++) {
					octet = octets[i];
					if (!(0 <= octet && octet <= 255)) throw new Error("ipaddr: ipv4 octet should fit in 8 bits");
				}
				this.octets = octets;
			}
			IPv4.prototype.SpecialRanges = {
				unspecified: [[new IPv4([
					0,
					0,
					0,
					0
				]), 8]],
				broadcast: [[new IPv4([
					255,
					255,
					255,
					255
				]), 32]],
				multicast: [[new IPv4([
					224,
					0,
					0,
					0
				]), 4]],
				linkLocal: [[new IPv4([
					169,
					254,
					0,
					0
				]), 16]],
				loopback: [[new IPv4([
					127,
					0,
					0,
					0
				]), 8]],
				carrierGradeNat: [[new IPv4([
					100,
					64,
					0,
					0
				]), 10]],
				"private": [
					[new IPv4([
						10,
						0,
						0,
						0
					]), 8],
					[new IPv4([
						172,
						16,
						0,
						0
					]), 12],
					[new IPv4([
						192,
						168,
						0,
						0
					]), 16]
				],
				reserved: [
					[new IPv4([
						192,
						0,
						0,
						0
					]), 24],
					[new IPv4([
						192,
						0,
						2,
						0
					]), 24],
					[new IPv4([
						192,
						88,
						99,
						0
					]), 24],
					[new IPv4([
						198,
						18,
						0,
						0
					]), 15],
					[new IPv4([
						198,
						51,
						100,
						0
					]), 24],
					[new IPv4([
						203,
						0,
						113,
						0
					]), 24],
					[new IPv4([
						240,
						0,
						0,
						0
					]), 4]
				],
				as112: [[new IPv4([
					192,
					175,
					48,
					0
				]), 24], [new IPv4([
					192,
					31,
					196,
					0
				]), 24]],
				amt: [[new IPv4([
					192,
					52,
					193,
					0
				]), 24]]
			};
			IPv4.prototype.kind = function() {
				return "ipv4";
			};
			IPv4.prototype.match = function(other, cidrRange) {
				let ref;
				if (cidrRange === void 0) {
					ref = other;
					other = ref[0];
					cidrRange = ref[1];
				}
				if (other.kind() !== "ipv4") throw new Error("ipaddr: cannot match ipv4 address with non-ipv4 one");
				return matchCIDR(this.octets, other.octets, 8, cidrRange);
			};
			IPv4.prototype.prefixLengthFromSubnetMask = function() {
				let cidr = 0;
				let stop = false;
				const zerotable = {
					0: 8,
					128: 7,
					192: 6,
					224: 5,
					240: 4,
					248: 3,
					252: 2,
					254: 1,
					255: 0
				};
				let i, octet, zeros;
				for (i = 3; i >= 0; i -= 1) {
					octet = this.octets[i];
					if (octet in zerotable) {
						zeros = zerotable[octet];
						if (stop && zeros !== 0) return null;
						if (zeros !== 8) stop = true;
						cidr += zeros;
					} else return null;
				}
				return 32 - cidr;
			};
			IPv4.prototype.range = function() {
				return ipaddr.subnetMatch(this, this.SpecialRanges);
			};
			IPv4.prototype.toByteArray = function() {
				return this.octets.slice(0);
			};
			IPv4.prototype.toIPv4MappedAddress = function() {
				return ipaddr.IPv6.parse(`::ffff:${this.toString()}`);
			};
			IPv4.prototype.toNormalizedString = function() {
				return this.toString();
			};
			IPv4.prototype.toString = function() {
				return this.octets.join(".");
			};
			return IPv4;
		})();
		ipaddr.IPv4.broadcastAddressFromCIDR = function(string) {
			try {
				const cidr = this.parseCIDR(string);
				const ipInterfaceOctets = cidr[0].toByteArray();
				const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				const octets = [];
				let i = 0;
				while (i < 4) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv4.isIPv4 = function(string) {
			return this.parser(string) !== null;
		};
		ipaddr.IPv4.isValid = function(string) {
			try {
				new this(this.parser(string));
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv4.isValidCIDR = function(string) {
			try {
				this.parseCIDR(string);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv4.isValidFourPartDecimal = function(string) {
			if (ipaddr.IPv4.isValid(string) && string.match(/^(0|[1-9]\d*)(\.(0|[1-9]\d*)){3}$/)) return true;
			else return false;
		};
		ipaddr.IPv4.isValidCIDRFourPartDecimal = function(string) {
			const match = string.match(/^(.+)\/(\d+)$/);
			if (!ipaddr.IPv4.isValidCIDR(string) || !match) return false;
			return ipaddr.IPv4.isValidFourPartDecimal(match[1]);
		};
		ipaddr.IPv4.networkAddressFromCIDR = function(string) {
			let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
			try {
				cidr = this.parseCIDR(string);
				ipInterfaceOctets = cidr[0].toByteArray();
				subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				octets = [];
				i = 0;
				while (i < 4) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv4 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv4.parse = function(string) {
			const parts = this.parser(string);
			if (parts === null) throw new Error("ipaddr: string is not formatted like an IPv4 Address");
			return new this(parts);
		};
		ipaddr.IPv4.parseCIDR = function(string) {
			let match;
			if (match = string.match(/^(.+)\/(\d+)$/)) {
				const maskLength = parseInt(match[2]);
				if (maskLength >= 0 && maskLength <= 32) {
					const parsed = [this.parse(match[1]), maskLength];
					Object.defineProperty(parsed, "toString", { value: function() {
						return this.join("/");
					} });
					return parsed;
				}
			}
			throw new Error("ipaddr: string is not formatted like an IPv4 CIDR range");
		};
		ipaddr.IPv4.parser = function(string) {
			let match, part, value;
			if (match = string.match(ipv4Regexes.fourOctet)) return (function() {
				const ref = match.slice(1, 6);
				const results = [];
				for (let i = 0; i < ref.length; i++) {
					part = ref[i];
					results.push(parseIntAuto(part));
				}
				return results;
			})();
			else if (match = string.match(ipv4Regexes.longValue)) {
				value = parseIntAuto(match[1]);
				if (value > 4294967295 || value < 0) throw new Error("ipaddr: address outside defined range");
				return (function() {
					const results = [];
					let shift = 0;
					for (; shift <= 24; shift += 8) results.push(value >> shift & 255);
					return results;
				})().reverse();
			} else if (match = string.match(ipv4Regexes.twoOctet)) return (function() {
				const ref = match.slice(1, 4);
				const results = [];
				value = parseIntAuto(ref[1]);
				if (value > 16777215 || value < 0) throw new Error("ipaddr: address outside defined range");
				results.push(parseIntAuto(ref[0]));
				results.push(value >> 16 & 255);
				results.push(value >> 8 & 255);
				results.push(value & 255);
				return results;
			})();
			else if (match = string.match(ipv4Regexes.threeOctet)) return (function() {
				const ref = match.slice(1, 5);
				const results = [];
				value = parseIntAuto(ref[2]);
				if (value > 65535 || value < 0) throw new Error("ipaddr: address outside defined range");
				results.push(parseIntAuto(ref[0]));
				results.push(parseIntAuto(ref[1]));
				results.push(value >> 8 & 255);
				results.push(value & 255);
				return results;
			})();
			else return null;
		};
		ipaddr.IPv4.subnetMaskFromPrefixLength = function(prefix) {
			prefix = parseInt(prefix);
			if (Number.isNaN(prefix) || prefix < 0 || prefix > 32) throw new Error("ipaddr: invalid IPv4 prefix length");
			const octets = [
				0,
				0,
				0,
				0
			];
			let j = 0;
			const filledOctetCount = Math.floor(prefix / 8);
			while (j < filledOctetCount) {
				octets[j] = 255;
				j++;
			}
			if (filledOctetCount < 4) octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
			return new this(octets);
		};
		ipaddr.IPv6 = (function() {
			function IPv6(parts, zoneId) {
				let i, part;
				if (parts.length === 16) {
					this.parts = [];
					for (i = 0; i <= 14; i += 2) this.parts.push(parts[i] << 8 | parts[i + 1]);
				} else if (parts.length === 8) this.parts = parts;
				else throw new Error("ipaddr: ipv6 part count should be 8 or 16");
				for (i = 0; i < this.parts.length; i++) {
					part = this.parts[i];
					if (!(0 <= part && part <= 65535)) throw new Error("ipaddr: ipv6 part should fit in 16 bits");
				}
				if (zoneId) this.zoneId = zoneId;
			}
			IPv6.prototype.SpecialRanges = {
				unspecified: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 128],
				linkLocal: [new IPv6([
					65152,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 10],
				multicast: [new IPv6([
					65280,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 8],
				loopback: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					0,
					0,
					1
				]), 128],
				uniqueLocal: [new IPv6([
					64512,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 7],
				ipv4Mapped: [new IPv6([
					0,
					0,
					0,
					0,
					0,
					65535,
					0,
					0
				]), 96],
				deprecatedSiteLocal: [new IPv6([
					65216,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 10],
				discard: [new IPv6([
					256,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 64],
				rfc6145: [new IPv6([
					0,
					0,
					0,
					0,
					65535,
					0,
					0,
					0
				]), 96],
				rfc6052: [[new IPv6([
					100,
					65435,
					0,
					0,
					0,
					0,
					0,
					0
				]), 96], [new IPv6([
					100,
					65435,
					1,
					0,
					0,
					0,
					0,
					0
				]), 48]],
				"6to4": [new IPv6([
					8194,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 16],
				teredo: [new IPv6([
					8193,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 32],
				benchmarking: [new IPv6([
					8193,
					2,
					0,
					0,
					0,
					0,
					0,
					0
				]), 48],
				amt: [new IPv6([
					8193,
					3,
					0,
					0,
					0,
					0,
					0,
					0
				]), 32],
				as112v6: [[new IPv6([
					8193,
					4,
					274,
					0,
					0,
					0,
					0,
					0
				]), 48], [new IPv6([
					9760,
					79,
					32768,
					0,
					0,
					0,
					0,
					0
				]), 48]],
				deprecatedOrchid: [new IPv6([
					8193,
					16,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				orchid2: [new IPv6([
					8193,
					32,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				droneRemoteIdProtocolEntityTags: [new IPv6([
					8193,
					48,
					0,
					0,
					0,
					0,
					0,
					0
				]), 28],
				segmentRouting: [new IPv6([
					24320,
					0,
					0,
					0,
					0,
					0,
					0,
					0
				]), 16],
				reserved: [
					[new IPv6([
						8193,
						0,
						0,
						0,
						0,
						0,
						0,
						0
					]), 23],
					[new IPv6([
						8193,
						3512,
						0,
						0,
						0,
						0,
						0,
						0
					]), 32],
					[new IPv6([
						16383,
						0,
						0,
						0,
						0,
						0,
						0,
						0
					]), 20]
				]
			};
			IPv6.prototype.isIPv4MappedAddress = function() {
				return this.range() === "ipv4Mapped";
			};
			IPv6.prototype.kind = function() {
				return "ipv6";
			};
			IPv6.prototype.match = function(other, cidrRange) {
				let ref;
				if (cidrRange === void 0) {
					ref = other;
					other = ref[0];
					cidrRange = ref[1];
				}
				if (other.kind() !== "ipv6") throw new Error("ipaddr: cannot match ipv6 address with non-ipv6 one");
				return matchCIDR(this.parts, other.parts, 16, cidrRange);
			};
			IPv6.prototype.prefixLengthFromSubnetMask = function() {
				let cidr = 0;
				let stop = false;
				const zerotable = {
					0: 16,
					32768: 15,
					49152: 14,
					57344: 13,
					61440: 12,
					63488: 11,
					64512: 10,
					65024: 9,
					65280: 8,
					65408: 7,
					65472: 6,
					65504: 5,
					65520: 4,
					65528: 3,
					65532: 2,
					65534: 1,
					65535: 0
				};
				let part, zeros;
				for (let i = 7; i >= 0; i -= 1) {
					part = this.parts[i];
					if (part in zerotable) {
						zeros = zerotable[part];
						if (stop && zeros !== 0) return null;
						if (zeros !== 16) stop = true;
						cidr += zeros;
					} else return null;
				}
				return 128 - cidr;
			};
			IPv6.prototype.range = function() {
				return ipaddr.subnetMatch(this, this.SpecialRanges);
			};
			IPv6.prototype.toByteArray = function() {
				let part;
				const bytes = [];
				const ref = this.parts;
				for (let i = 0; i < ref.length; i++) {
					part = ref[i];
					bytes.push(part >> 8);
					bytes.push(part & 255);
				}
				return bytes;
			};
			IPv6.prototype.toFixedLengthString = function() {
				const addr = (function() {
					const results = [];
					for (let i = 0; i < this.parts.length; i++) results.push(padPart(this.parts[i].toString(16), 4));
					return results;
				}).call(this).join(":");
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				return addr + suffix;
			};
			IPv6.prototype.toIPv4Address = function() {
				if (!this.isIPv4MappedAddress()) throw new Error("ipaddr: trying to convert a generic ipv6 address to ipv4");
				const ref = this.parts.slice(-2);
				const high = ref[0];
				const low = ref[1];
				return new ipaddr.IPv4([
					high >> 8,
					high & 255,
					low >> 8,
					low & 255
				]);
			};
			IPv6.prototype.toNormalizedString = function() {
				const addr = (function() {
					const results = [];
					for (let i = 0; i < this.parts.length; i++) results.push(this.parts[i].toString(16));
					return results;
				}).call(this).join(":");
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				return addr + suffix;
			};
			IPv6.prototype.toRFC5952String = function() {
				const regex = /((^|:)(0(:|$)){2,})/g;
				let suffix = "";
				if (this.zoneId) suffix = `%${this.zoneId}`;
				const normalized = this.toNormalizedString();
				const string = normalized.slice(0, normalized.length - suffix.length);
				let bestMatchIndex = 0;
				let bestMatchLength = -1;
				let bestMatchGroups = -1;
				let match;
				while (match = regex.exec(string)) {
					const groups = (match[0].match(/0/g) || []).length;
					if (groups > bestMatchGroups) {
						bestMatchGroups = groups;
						bestMatchIndex = match.index;
						bestMatchLength = match[0].length;
					}
				}
				if (bestMatchLength < 0) return string + suffix;
				return `${string.substring(0, bestMatchIndex)}::${string.substring(bestMatchIndex + bestMatchLength)}${suffix}`;
			};
			IPv6.prototype.toString = function() {
				return this.toRFC5952String();
			};
			return IPv6;
		})();
		ipaddr.IPv6.broadcastAddressFromCIDR = function(string) {
			try {
				const cidr = this.parseCIDR(string);
				const ipInterfaceOctets = cidr[0].toByteArray();
				const subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				const octets = [];
				let i = 0;
				while (i < 16) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) | parseInt(subnetMaskOctets[i], 10) ^ 255);
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv6.isIPv6 = function(string) {
			return this.parser(string) !== null;
		};
		ipaddr.IPv6.isValid = function(string) {
			if (typeof string === "string" && string.indexOf(":") === -1) return false;
			try {
				const addr = this.parser(string);
				new this(addr.parts, addr.zoneId);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv6.isValidCIDR = function(string) {
			if (typeof string === "string" && string.indexOf(":") === -1) return false;
			try {
				this.parseCIDR(string);
				return true;
			} catch {
				return false;
			}
		};
		ipaddr.IPv6.networkAddressFromCIDR = function(string) {
			let cidr, i, ipInterfaceOctets, octets, subnetMaskOctets;
			try {
				cidr = this.parseCIDR(string);
				ipInterfaceOctets = cidr[0].toByteArray();
				subnetMaskOctets = this.subnetMaskFromPrefixLength(cidr[1]).toByteArray();
				octets = [];
				i = 0;
				while (i < 16) {
					octets.push(parseInt(ipInterfaceOctets[i], 10) & parseInt(subnetMaskOctets[i], 10));
					i++;
				}
				return new this(octets);
			} catch (e) {
				throw new Error("ipaddr: the address does not have IPv6 CIDR format", { cause: e });
			}
		};
		ipaddr.IPv6.parse = function(string) {
			const addr = this.parser(string);
			if (addr === null) throw new Error("ipaddr: string is not formatted like an IPv6 Address");
			return new this(addr.parts, addr.zoneId);
		};
		ipaddr.IPv6.parseCIDR = function(string) {
			let maskLength, match, parsed;
			if (match = string.match(/^(.+)\/(\d+)$/)) {
				maskLength = parseInt(match[2]);
				if (maskLength >= 0 && maskLength <= 128) {
					parsed = [this.parse(match[1]), maskLength];
					Object.defineProperty(parsed, "toString", { value: function() {
						return this.join("/");
					} });
					return parsed;
				}
			}
			throw new Error("ipaddr: string is not formatted like an IPv6 CIDR range");
		};
		ipaddr.IPv6.parser = function(string) {
			let addr, i, match, octet, octets, zoneId;
			if (match = string.match(ipv6Regexes.deprecatedTransitional)) return this.parser(`::ffff:${match[1]}`);
			if (ipv6Regexes.native.test(string)) return expandIPv6(string, 8);
			if (match = string.match(ipv6Regexes.transitional)) {
				zoneId = match[6] || "";
				addr = match[1];
				if (!match[1].endsWith("::")) addr = addr.slice(0, -1);
				addr = expandIPv6(addr + zoneId, 6);
				if (addr && addr.parts) {
					octets = [
						parseInt(match[2]),
						parseInt(match[3]),
						parseInt(match[4]),
						parseInt(match[5])
					];
					for (i = 0; i < octets.length; i++) {
						octet = octets[i];
						if (!(0 <= octet && octet <= 255)) return null;
					}
					addr.parts.push(octets[0] << 8 | octets[1]);
					addr.parts.push(octets[2] << 8 | octets[3]);
					return {
						parts: addr.parts,
						zoneId: addr.zoneId
					};
				}
			}
			return null;
		};
		ipaddr.IPv6.subnetMaskFromPrefixLength = function(prefix) {
			prefix = parseInt(prefix);
			if (Number.isNaN(prefix) || prefix < 0 || prefix > 128) throw new Error("ipaddr: invalid IPv6 prefix length");
			const octets = [
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0,
				0
			];
			let j = 0;
			const filledOctetCount = Math.floor(prefix / 8);
			while (j < filledOctetCount) {
				octets[j] = 255;
				j++;
			}
			if (filledOctetCount < 16) octets[filledOctetCount] = Math.pow(2, prefix % 8) - 1 << 8 - prefix % 8;
			return new this(octets);
		};
		ipaddr.fromByteArray = function(bytes) {
			const length = bytes.length;
			if (length === 4) return new ipaddr.IPv4(bytes);
			else if (length === 16) return new ipaddr.IPv6(bytes);
			else throw new Error("ipaddr: the binary input is neither an IPv6 nor IPv4 address");
		};
		ipaddr.isValid = function(string) {
			return ipaddr.IPv6.isValid(string) || ipaddr.IPv4.isValid(string);
		};
		ipaddr.isValidCIDR = function(string) {
			return ipaddr.IPv6.isValidCIDR(string) || ipaddr.IPv4.isValidCIDR(string);
		};
		ipaddr.parse = function(string) {
			if (ipaddr.IPv6.isValid(string)) return ipaddr.IPv6.parse(string);
			else if (ipaddr.IPv4.isValid(string)) return ipaddr.IPv4.parse(string);
			else throw new Error("ipaddr: the address has neither IPv6 nor IPv4 format");
		};
		ipaddr.parseCIDR = function(string) {
			try {
				return ipaddr.IPv6.parseCIDR(string);
			} catch {
				try {
					return ipaddr.IPv4.parseCIDR(string);
				} catch (e) {
					throw new Error("ipaddr: the address has neither IPv6 nor IPv4 CIDR format", { cause: e });
				}
			}
		};
		ipaddr.process = function(string) {
			const addr = this.parse(string);
			if (addr.kind() === "ipv6" && addr.isIPv4MappedAddress()) return addr.toIPv4Address();
			else return addr;
		};
		ipaddr.subnetMatch = function(address, rangeList, defaultName) {
			let i, rangeName, rangeSubnets, subnet;
			if (defaultName === void 0 || defaultName === null) defaultName = "unicast";
			for (rangeName in rangeList) if (Object.prototype.hasOwnProperty.call(rangeList, rangeName)) {
				rangeSubnets = rangeList[rangeName];
				if (rangeSubnets[0] && !(rangeSubnets[0] instanceof Array)) rangeSubnets = [rangeSubnets];
				for (i = 0; i < rangeSubnets.length; i++) {
					subnet = rangeSubnets[i];
					if (address.kind() === subnet[0].kind() && address.match.apply(address, subnet)) return rangeName;
				}
			}
			return defaultName;
		};
		if (typeof module !== "undefined" && module.exports) module.exports = ipaddr;
		else root.ipaddr = ipaddr;
	})(this$1);
})))(), 1);
/** Asks the system, as every other program on the machine does. */
const resolveBySystem = async (host) => lookup(host, { all: true });
/**
* Azure's wire server, which hands out a machine's secrets, has a public address
* (learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16).
*/
const METADATA = "168.63.129.16";
/** All of IPv6 that is given out to the public (IANA, IPv6 Global Unicast Address Assignments). */
const GLOBAL_IPV6 = import_ipaddr.default.IPv6.parseCIDR("2000::/3");
/** Whether an address is on the public internet. IPv4 inside IPv6 counts as the IPv4 address. */
function isPublicAddress(address) {
	if (!import_ipaddr.default.isValid(address)) return false;
	const parsed = import_ipaddr.default.process(address);
	if (parsed.range() !== "unicast") return false;
	return parsed instanceof import_ipaddr.default.IPv6 ? parsed.match(GLOBAL_IPV6) : parsed.toString() !== METADATA;
}
/**
* A lookup for connections that answers with public addresses only. What it answers is what the
* socket connects to, so that a second answer of DNS can't lead elsewhere.
*/
function publicLookup(resolve) {
	return connectionLookup(async (host) => {
		const addresses = (await resolve(host)).filter(({ address }) => isPublicAddress(address));
		if (addresses.length > 0) return addresses;
		throw new RegistryError("refused-address", `${host} has no public address`);
	});
}
/** A lookup for connections to hosts that the user named. */
function connectionLookup(resolve) {
	const find = callbackify(resolve);
	return (host, options, callback) => {
		find(host, (error, addresses) => {
			if (error) return callback(error, []);
			const [first] = addresses;
			if (options.all === true) callback(null, [...addresses]);
			else callback(null, first?.address ?? "", first?.family ?? 0);
		});
	};
}
// src/registry/transport.ts
/** Blobs are redirected once, to a store; registries in front of registries need a few more. */
const MAX_REDIRECTS = 5;
const REDIRECTS = [
	301,
	302,
	303,
	307,
	308
];
/**
* Agents of our own: the global ones may be told by the environment to use a proxy, which would
* connect to addresses that nobody checked.
*/
function connections(lookup) {
	return {
		lookup,
		plain: new Agent({ keepAlive: true }),
		tls: new Agent$1({ keepAlive: true })
	};
}
/** Sends requests, to public addresses and to hosts that the user named, and nowhere else. */
var Transport = class {
	#hosts;
	#timeout;
	#named;
	#others;
	constructor(hosts, { resolve = resolveBySystem, timeout }) {
		this.#hosts = hosts;
		this.#timeout = timeout ?? DEFAULTS.timeout;
		this.#named = connections(connectionLookup(resolve));
		this.#others = connections(publicLookup(resolve));
	}
	/** Sends a request and follows redirects; credentials stay with the origin that they are for. */
	async send(request, hops = MAX_REDIRECTS) {
		const { url } = request;
		const answer = await this.#sendOnce(request).catch((error) => {
			throw explain(error, url.host);
		});
		const { location } = answer.headers;
		if (!REDIRECTS.includes(answer.status) || location === void 0) return answer;
		answer.body.destroy();
		const next = URL.parse(location, url.href);
		if (!next || hops === 0 || request.form) throw new RegistryError("invalid", `${url.host} redirects where nobody can follow`);
		const authorization = next.origin === url.origin ? request.authorization : void 0;
		return this.send({
			...request,
			url: next,
			authorization
		}, hops - 1);
	}
	/** Closes the connections that are kept for more requests. */
	close() {
		for (const { plain, tls } of [this.#named, this.#others]) {
			plain.destroy();
			tls.destroy();
		}
	}
	async #sendOnce({ url, from, accept, authorization, form, signal }) {
		const isNamed = [url.origin, from].every((origin) => this.#hosts.allowed.has(origin));
		const { lookup, plain, tls } = isNamed ? this.#named : this.#others;
		assertMayAsk(url, isNamed);
		const isTls = url.protocol === "https:";
		const options = {
			method: form ? "POST" : "GET",
			agent: isTls ? tls : plain,
			lookup,
			signal,
			timeout: this.#timeout,
			headers: {
				accept,
				"user-agent": "podseal",
				...authorization !== void 0 && { authorization },
				...form && { "content-type": "application/x-www-form-urlencoded" }
			}
		};
		return new Promise((resolve, reject) => {
			let response;
			const sent = (isTls ? request$1 : request)(url, options, (incoming) => {
				response = addAbortSignal(signal, incoming);
				const { statusCode: status = 0, headers } = response;
				resolve({
					status,
					headers,
					body: response,
					host: url.host,
					origin: url.origin
				});
			});
			sent.on("timeout", () => {
				const error = new RegistryError("timeout", `${url.host} does not answer`);
				(response ?? sent).destroy(error);
			});
			sent.on("error", reject);
			sent.end(form?.toString());
		});
	}
};
/** An address in the URL itself is never looked up, so it is checked here. */
function assertMayAsk(url, isNamed) {
	if (url.username !== "" || url.password !== "") throw new RegistryError("invalid", `${url.host} is given with a password`);
	if (url.protocol !== "https:" && !(url.protocol === "http:" && isNamed)) throw new RegistryError("refused-address", `${url.host} would be asked without TLS`);
	const address = url.hostname.replace(/^\[|\]$/g, "");
	if (!isNamed && isIP(address) !== 0 && !isPublicAddress(address)) throw new RegistryError("refused-address", `${url.host} is no public address`);
}
/** What broke a connection, or the reading of an answer, as a failure. */
function explain(error, host) {
	if (error instanceof RegistryError) return error;
	if (error instanceof AggregateError && error.errors[0] instanceof RegistryError) return error.errors[0];
	const { name = "", code = "" } = error instanceof Error ? error : {};
	if (name === "AbortError" || name === "TimeoutError") return new RegistryError("timeout", `${host} took too long`, { cause: error });
	const known = /^[A-Z][A-Z0-9_]+$/.test(code) ? ` (${code})` : "";
	return new RegistryError("unreachable", `${host} can't be reached${known}`, { cause: error });
}
/** Reads a body that may have so many bytes and no more. */
async function readBody({ body, headers, host }, limit) {
	const tooLarge = new RegistryError("too-large", `${host} sends more than ${limit} bytes`);
	const chunks = [];
	let length = 0;
	try {
		if (Number(headers["content-length"] ?? 0) > limit) throw tooLarge;
		for await (const chunk of body) {
			length += chunk.length;
			if (length > limit) throw tooLarge;
			chunks.push(chunk);
		}
	} catch (error) {
		body.destroy();
		throw explain(error, host);
	}
	return Buffer.concat(chunks);
}
// src/registry/login.ts
/** Tokens have some kilobytes. */
const MAX_TOKEN = 262144;
/** Answers the challenges of registries with what Docker's configuration has for them, or with nothing. */
var Login = class {
	#transport;
	#credentials;
	constructor(transport, credentials) {
		this.#transport = transport;
		this.#credentials = credentials;
	}
	/** The value of `Authorization` that a challenge asks for. Throws RegistryError without one. */
	async answer(header, target, signal) {
		const challenge = readChallenge(header);
		const credential = await this.#credentials(target.registry);
		if (challenge?.scheme === "bearer") return `Bearer ${await this.#fetchToken(challenge, target, credential, signal)}`;
		const basic = challenge && basicOf(credential);
		if (basic === void 0) throw await this.refusal(target);
		return basic;
	}
	/** Why a registry does not let us in, as far as it can be told from here. */
	async refusal({ registry }) {
		const credential = await this.#credentials(registry);
		return new RegistryError("needs-login", whyRefused(registry, credential));
	}
	/**
	* A token by distribution's specification: with a password (auth/token), with a refresh token
	* (auth/oauth), or for anybody.
	*/
	async #fetchToken({ parameters }, target, credential, signal) {
		const realm = URL.parse(parameters.get("realm") ?? "");
		if (!realm) throw new RegistryError("invalid", `${target.registry} names no place for tokens`);
		const scope = parameters.get("scope") ?? `repository:${target.repository}:pull`;
		const service = parameters.get("service");
		const wanted = new URLSearchParams({
			...service !== void 0 && { service },
			scope
		});
		const request = {
			from: target.origin,
			accept: "application/json",
			signal
		};
		const answer = await this.#transport.send(credential?.kind === "token" ? {
			...request,
			url: realm,
			form: refreshForm(wanted, credential.refreshToken)
		} : {
			...request,
			url: withQuery(realm, wanted),
			authorization: basicOf(credential)
		});
		const body = await readBody(answer, MAX_TOKEN);
		if (answer.status === 429) throw new RegistryError("rate-limited", `${answer.host} asks to wait`);
		if (answer.status !== 200) throw await this.refusal(target);
		const { token, access_token: accessToken } = parseObject(body, "the token of the registry");
		const found = [token, accessToken].find((text) => typeof text === "string" && text !== "");
		if (typeof found === "string" && /^[\x21-\x7e]+$/.test(found)) return found;
		throw new RegistryError("invalid", `${answer.host} gives no token`);
	}
};
function whyRefused(registry, credential) {
	if (!credential) return `${registry} wants a login, or the image does not exist`;
	if (credential.kind !== "helper") return `${registry} refuses the login that Docker's configuration has`;
	return credential.wasRun ? `${registry} wants a login, and Docker's credential helper gives none` : `${registry} wants a login, and credential helpers are not run here`;
}
function withQuery(realm, wanted) {
	const url = new URL(realm);
	for (const [name, value] of wanted) url.searchParams.set(name, value);
	return url;
}
function refreshForm(wanted, refreshToken) {
	const form = new URLSearchParams(wanted);
	form.set("grant_type", "refresh_token");
	form.set("client_id", "podseal");
	form.set("refresh_token", refreshToken);
	return form;
}
function basicOf(credential) {
	if (credential?.kind !== "password") return void 0;
	const { username, password } = credential;
	return `Basic ${Buffer.from(`${username}:${password}`).toString("base64")}`;
}
// src/registry/client.ts
/** A registry that asks for more patience is not waited for: a review should not take minutes. */
const MAX_WAIT = 5e3;
/** Once for a registry that is busy, and once more. */
const MAX_TRIES = 3;
/** Reads from registries what manifests and digests name. All its methods throw RegistryError. */
var RegistryClient = class RegistryClient {
	hosts;
	/** When the time for everything is over, by `performance.now()`. */
	endsAt;
	#transport;
	#login;
	#cache;
	#timeout;
	#signal;
	#authorizations = /* @__PURE__ */ new Map();
	constructor(hosts, transport, login, options) {
		this.hosts = hosts;
		this.#transport = transport;
		this.#login = login;
		this.#cache = new DocumentCache(options.cacheFolder);
		this.#timeout = options.timeout ?? DEFAULTS.timeout;
		const deadline = options.deadline ?? DEFAULTS.deadline;
		this.#signal = AbortSignal.timeout(deadline);
		this.endsAt = performance.now() + deadline;
	}
	/** @throws UserError when the options, or the files that they name, can't be used */
	static async open(options) {
		const hosts = readHosts(options);
		const transport = new Transport(hosts, options);
		const login = new Login(transport, await readCredentials(options.dockerConfig, options.askHelper));
		return new RegistryClient(hosts, transport, login, options);
	}
	close() {
		this.#transport.close();
	}
	/** The manifest or index that a target's tag or digest names, and its digest. */
	async manifest(target) {
		const { version } = target;
		if (isDigest(version)) return {
			bytes: await this.#document(target, `manifests/${version}`, version, MAX_MANIFEST),
			digest: version
		};
		const { bytes, headers } = await this.#fetch(target, `manifests/${version}`, MAX_MANIFEST);
		const claimed = headers["docker-content-digest"];
		const digest = typeof claimed === "string" && isDigest(claimed) ? claimed : sha256(bytes);
		verify(bytes, digest, "the manifest of the image");
		await this.#cache.set(digest, bytes);
		return {
			bytes,
			digest
		};
	}
	/** The manifest that an index points to. */
	async manifestOf(target, descriptor) {
		return this.#document(target, `manifests/${descriptor.digest}`, descriptor.digest, MAX_MANIFEST);
	}
	/** The configuration that a manifest points to. */
	async config(target, { digest, size }) {
		if (size > MAX_CONFIG) throw new RegistryError("too-large", `its configuration has more than ${MAX_CONFIG} bytes`);
		return this.#document(target, `blobs/${digest}`, digest, MAX_CONFIG);
	}
	/** A layer's bytes, unverified: the reader hashes what it reads. */
	async layer(target, { digest }) {
		return this.#get(target, `blobs/${digest}`, this.#signal);
	}
	async #document(target, path, digest, limit) {
		const kept = await this.#cache.get(digest);
		if (kept) return kept;
		const { bytes } = await this.#fetch(target, path, limit);
		verify(bytes, digest, path.startsWith("blobs/") ? "its configuration" : "its manifest");
		await this.#cache.set(digest, bytes);
		return bytes;
	}
	async #fetch(target, path, limit) {
		const signal = AbortSignal.any([this.#signal, AbortSignal.timeout(this.#timeout)]);
		const answer = await this.#get(target, path, signal);
		return {
			bytes: await readBody(answer, limit),
			headers: answer.headers
		};
	}
	async #get(target, path, signal, tries = 1) {
		const url = new URL(`${target.origin}/v2/${target.repository}/${path}`);
		const key = `${target.origin}/${target.repository}`;
		const accept = path.startsWith("manifests/") ? MANIFEST_TYPES.join(", ") : "*/*";
		const authorization = this.#authorizations.get(key);
		const answer = await this.#transport.send({
			url,
			from: target.origin,
			accept,
			authorization,
			signal
		});
		if (answer.status === 200) return answer;
		answer.body.destroy();
		const challenge = answer.headers["www-authenticate"];
		const pause = pauseOf(answer);
		if (tries === MAX_TRIES) throw await this.#refusal(answer, target);
		const isRefused = authorization?.startsWith("Basic ") === true;
		const mayLogIn = answer.origin === target.origin && !isRefused;
		if (answer.status === 401 && challenge !== void 0 && mayLogIn) this.#authorizations.set(key, await this.#login.answer(challenge, target, signal));
		else if (pause !== void 0) await pauseFor(pause, answer.host, signal);
		else throw await this.#refusal(answer, target);
		return this.#get(target, path, signal, tries + 1);
	}
	async #refusal({ status, host, origin }, target) {
		switch (status) {
			case 401:
				if (origin === target.origin) return this.#login.refusal(target);
				return new RegistryError("needs-login", `${target.registry} leads to ${host}, which wants a login`);
			case 403: return new RegistryError("forbidden", `${host} does not let us read it`);
			case 404: return new RegistryError("not-found", `${host} does not have it`);
			case 429: return new RegistryError("rate-limited", `${host} has been asked too often`);
			default: return new RegistryError("unreachable", `${host} answers with the status ${status}`);
		}
	}
};
/** How long a busy registry asks to wait, in milliseconds; undefined where it is no use. */
function pauseOf({ status, headers }) {
	if (status !== 429 && status !== 503) return void 0;
	const seconds = Number(headers["retry-after"] ?? "none");
	return seconds >= 0 && seconds * 1e3 <= MAX_WAIT ? seconds * 1e3 : void 0;
}
async function pauseFor(pause, host, signal) {
	try {
		await setTimeout(pause, void 0, { signal });
	} catch (error) {
		throw explain(error, host);
	}
}
export { choosePlatform as a, readManifest as c, objectIn as d, parseObject as f, targetOf as h, readBody as i, listIn as l, readHosts as m, Transport as n, platformOf as o, textIn as p, explain as r, readChartManifest as s, RegistryClient as t, namesIn as u };
