import { i as __require, o as __toESM, t as __commonJSMin } from "./rolldown-runtime.mjs";
import { Mt as parseImageReference, Nt as realPath, tr as UserError } from "./judge-thread.mjs";
import { a as DEFAULTS, c as MAX_MANIFEST, d as isFailure, l as RegistryError, o as MAX_CONFIG, s as MAX_KEPT_CONFIG, u as failureOf } from "./app.mjs";
const { once } = process.getBuiltinModule("node:events");
const setTimeout = (...of) => process.getBuiltinModule("node:timers/promises").setTimeout(...of);
const { join } = process.getBuiltinModule("node:path");
const createHash = (...of) => process.getBuiltinModule("node:crypto").createHash(...of);
const { callbackify } = process.getBuiltinModule("node:util");
const { PassThrough, Readable, Transform, addAbortSignal } = process.getBuiltinModule("node:stream");
const { Agent, request } = process.getBuiltinModule("node:http");
const mkdir = (...of) => process.getBuiltinModule("node:fs/promises").mkdir(...of), readFile = (...of) => process.getBuiltinModule("node:fs/promises").readFile(...of);
const isIP = (...of) => process.getBuiltinModule("node:net").isIP(...of);
const { Agent: Agent$1, request: request$1 } = process.getBuiltinModule("node:https");
const lookup = (...of) => process.getBuiltinModule("node:dns/promises").lookup(...of);
const pipeline = (...of) => process.getBuiltinModule("node:stream/promises").pipeline(...of);
const { ReadableStream: ReadableStream$1 } = process.getBuiltinModule("node:stream/web");
const zlib = process.getBuiltinModule("node:zlib");
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
// src/registry/digest.ts
/** The algorithms of the OCI image-spec ("Registered Algorithms"), and one that runtimes know too. */
const DIGEST = /^(sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128})$/;
function isDigest(text) {
	return DIGEST.test(text);
}
/** A hash of the kind that a digest is. */
function hashFor(digest) {
	return createHash(digest.slice(0, digest.indexOf(":")));
}
function sha256(bytes) {
	return `sha256:${createHash("sha256").update(bytes).digest("hex")}`;
}
/** @throws RegistryError when bytes are not those that a digest names */
function verify(bytes, digest, what) {
	verifyHash(hashFor(digest).update(bytes), digest, what);
}
/** @throws RegistryError when what was hashed is not what a digest names */
function verifyHash(hash, digest, what) {
	if (hash.digest("hex") === digest.slice(digest.indexOf(":") + 1)) return;
	throw new RegistryError("digest-mismatch", `${what} is not what its digest says`);
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
const WHAT$1 = "the manifest of the image";
/** Reads a manifest or an index, whichever it is. Throws RegistryError for anything else. */
function readManifest(bytes) {
	const json = parseObject(bytes, WHAT$1);
	if (json["schemaVersion"] === 1) throw new RegistryError("unsupported", "its manifest has the schema 1, which runtimes gave up");
	const isIndex = "manifests" in json;
	if (isIndex && ("config" in json || "layers" in json)) throw new RegistryError("invalid", `${WHAT$1} is an index, too`);
	if (isIndex) return {
		kind: "index",
		manifests: listIn(json["manifests"], WHAT$1).map(descriptor)
	};
	const config = descriptor(json["config"]);
	if (!CONFIG_TYPES.includes(config.mediaType)) throw new RegistryError("unsupported", "it is no image of a container");
	return {
		kind: "image",
		config,
		layers: listIn(json["layers"], WHAT$1).map(descriptor)
	};
}
function descriptor(value) {
	const json = objectIn(value, WHAT$1);
	const digest = textIn(json["digest"], WHAT$1);
	const { size } = json;
	if (!isDigest(digest) || !Number.isSafeInteger(size) || Number(size) < 0) throw new RegistryError("invalid", `${WHAT$1} has a descriptor without a digest or a size`);
	const { platform, annotations } = json;
	return {
		mediaType: textIn(json["mediaType"], WHAT$1),
		digest,
		size: Number(size),
		platform: platform === void 0 ? "" : platformOf(objectIn(platform, WHAT$1)),
		annotations: annotations === void 0 ? {} : objectIn(annotations, WHAT$1)
	};
}
/** `linux/arm/v7`; empty where system or architecture is not said. */
function platformOf(json) {
	const [os, architecture, variant] = [
		"os",
		"architecture",
		"variant"
	].map((name) => textIn(json[name], WHAT$1));
	if (os === "" || architecture === "") return "";
	const platform = [
		os,
		architecture,
		...variant === "" ? [] : [variant]
	].join("/");
	if (/^[\w.-]{1,32}(?:\/[\w.-]{1,32}){1,2}$/.test(platform)) return platform;
	throw new RegistryError("invalid", `${WHAT$1} is for no platform that there is`);
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
// src/registry/accounts.ts
/** Distributions have some twenty; what comes after so many is not read. */
const MAX_LINES = 500;
/** As `useradd` takes names (shadow, lib/chkname.c), and short. */
const NAME = /^[a-zA-Z_][\w.-]{0,63}\$?$/;
const ID = /^\d{1,10}$/;
/** The API takes ids up to the largest signed 32-bit number. */
const MAX_ID = 2147483647;
/** The users of an `/etc/passwd`; lines of another form are left out. */
function readAccounts(text) {
	return new Map(linesOf(text).flatMap(([name = "", , uid = "", gid = "", , home = ""]) => NAME.test(name) && isId(uid) && isId(gid) ? [[name, {
		uid: Number(uid),
		gid: Number(gid),
		home
	}]] : []));
}
/** The groups of an `/etc/group`. */
function readGroups(text) {
	return new Map(linesOf(text).flatMap(([name = "", , gid = "", members = ""]) => NAME.test(name) && isId(gid) ? [[name, {
		gid: Number(gid),
		members: members.split(",").slice(0, MAX_LINES)
	}]] : []));
}
function linesOf(text) {
	return text.split("\n", MAX_LINES).toReversed().map((line) => line.trim().split(":"));
}
function isId(text) {
	return ID.test(text) && Number(text) <= MAX_ID;
}
// src/registry/file-tree.ts
/** As many links as Linux follows (path_resolution(7)). */
const MAX_LINKS = 40;
function emptyFolder() {
	return {
		kind: "folder",
		children: /* @__PURE__ */ new Map(),
		isImplied: true,
		isOpaque: false,
		removed: /* @__PURE__ */ new Set()
	};
}
/** The names in a path; undefined for one that leads out of where it starts. */
function partsOf(path) {
	const parts = path.split("/").filter((part) => part !== "" && part !== ".");
	return parts.includes("..") ? void 0 : parts;
}
/**
* Lays a layer over what lower layers made. The layer stays as it is: an image can have it twice.
*
* @throws RegistryError when that takes too many steps
*/
function applyLayer(root, layer, steps) {
	merge(root, layer, {
		root,
		at: [],
		steps
	});
}
function merge(base, layer, merging) {
	const { at, steps } = merging;
	steps.take(layer.removed.size + layer.children.size);
	if (!layer.isImplied) base.owner = layer.owner;
	if (layer.isOpaque) base.children.clear();
	for (const name of layer.removed) base.children.delete(name);
	for (const [name, node] of layer.children) {
		at.push(name);
		if (node.kind === "folder") merge(folderBelow(base, node, merging), node, merging);
		else base.children.set(name, node);
		at.pop();
	}
}
/** The folder that a layer's folder adds to: an entry of its own replaces a link, others follow it. */
function folderBelow(base, node, { root, at, steps }) {
	const name = at.at(-1) ?? "";
	const below = base.children.get(name);
	const found = below?.kind === "link" && node.isImplied ? nodeAt(root, at, steps) : below;
	if (found?.kind === "folder") return found;
	const made = emptyFolder();
	base.children.set(name, made);
	return made;
}
/** Finds a node as the kernel does, links from the root of the image; undefined where none is. */
function nodeAt(root, path, steps) {
	steps.take(path.length);
	const waiting = path.toReversed();
	const folders = [root];
	let links = 0;
	let file;
	for (let part = waiting.pop(); part !== void 0; part = waiting.pop()) {
		if (part === "" || part === ".") continue;
		if (file) return void 0;
		if (part === "..") {
			if (folders.length > 1) folders.pop();
			continue;
		}
		const next = folders.at(-1)?.children.get(part);
		if (!next) return void 0;
		if (next.kind === "folder") folders.push(next);
		else if (next.kind === "file") file = next;
		else {
			if (++links > MAX_LINKS) return void 0;
			if (next.to.startsWith("/")) folders.length = 1;
			const parts = next.to.split("/");
			steps.take(parts.length);
			waiting.push(...parts.toReversed());
		}
	}
	return file ?? folders.at(-1);
}
// src/registry/image-files.ts
/** Folders so many names below the root are told of one by one: `/usr/src/app`, `/var/lib/web`. */
const DEPTHS = [
	3,
	2,
	1
];
/** Debian has some 800 of them; what has more is told of less deep. */
const MAX_FOLDERS = 1500;
/** Images have a handful of paths that are not root's. */
const MAX_OPEN = 300;
/** Longer ones are nobody's. */
const MAX_PATH$1 = 500;
const MAX_PRIVILEGED = 100;
const MAX_SCRIPTS = 3;
/** The owner of what has no other, with the mode that such files and folders have. */
const ROOT = {
	uid: 0,
	gid: 0,
	mode: 493
};
/** Where the kernel has its own. */
const KERNEL = /* @__PURE__ */ new Set([
	"/dev",
	"/proc",
	"/sys"
]);
/**
* What of the files of an image a fix has to know.
*
* @param paths that somebody wants to know of, whatever their depth
* @throws RegistryError when that takes too many steps
*/
function imageFiles(root, config, paths, steps) {
	const walk = new Walk(steps);
	walk.folder(root, "", "");
	const starts = startFiles(root, config, steps);
	return {
		...foldersOf(root, walk, paths, steps),
		accounts: readAccounts(textAt(root, "/etc/passwd", steps)),
		groups: readGroups(textAt(root, "/etc/group", steps)),
		scripts: starts.flatMap(({ path, node: { text } }) => text === void 0 ? [] : [{
			path,
			text
		}]).slice(0, MAX_SCRIPTS),
		startCapabilities: [...new Set(starts.flatMap(({ node }) => toldCapabilities(node) ?? []))],
		privileged: walk.privileged,
		open: walk.open,
		canCopy: ["/bin/cp", "/usr/bin/cp"].some((path) => nodeAt(root, path.split("/"), steps)),
		isCut: walk.isCut
	};
}
function foldersOf(root, walk, paths, steps) {
	const depth = DEPTHS.find((one) => walk.foldersTo(one) <= MAX_FOLDERS) ?? 0;
	const told = /* @__PURE__ */ new Map();
	const others = /* @__PURE__ */ new Map();
	for (const { path, folder, depth: own } of walk.folders) if (own <= depth) told.set(path, foundFolder(folder));
	for (const path of paths) {
		const node = nodeAt(root, path.split("/"), steps);
		if (node?.kind === "folder") told.set(realPath(path), foundFolder(node));
		else others.set(realPath(path), node ? "file" : "absent");
	}
	return {
		folders: told,
		depth,
		others,
		links: walk.links.filter((one) => one.depth <= depth).map(({ path }) => path)
	};
}
function toldCapabilities({ capabilities }) {
	return capabilities === "unknown" ? void 0 : capabilities ?? [];
}
/** The names of the permissions by which others than root may write, apart by a space. */
function writers({ uid, gid, mode }) {
	return [
		...uid !== 0 ? [`user ${uid}`] : [],
		...(mode & 16) !== 0 ? [`group ${gid}`] : [],
		...(mode & 2) !== 0 ? ["others"] : []
	];
}
function foundFolder({ children, owner = ROOT }) {
	return {
		...owner,
		names: [...children.keys()].slice(0, 5).sort()
	};
}
/** Goes through all files of an image once. */
var Walk = class {
	open = [];
	privileged = [];
	folders = [];
	links = [];
	isCut = false;
	#steps;
	constructor(steps) {
		this.#steps = steps;
	}
	foldersTo(depth) {
		return this.folders.filter((one) => one.depth <= depth).length;
	}
	/** @param above who may write to the folder around it */
	folder(folder, path, above, depth = 0) {
		this.#steps.take(folder.children.size + 1);
		if (KERNEL.has(path)) return;
		if (depth > 0 && depth <= (DEPTHS[0] ?? 0)) this.folders.push({
			path,
			folder,
			depth
		});
		const within = this.#owned(path, folder, above);
		for (const [name, node] of folder.children) {
			const at = `${path}/${name}`;
			if (node.kind === "folder") this.folder(node, at, within, depth + 1);
			else if (node.kind === "link") this.#link(at, depth + 1);
			else this.#file(at, node, within);
		}
	}
	#link(path, depth) {
		if (depth <= (DEPTHS[0] ?? 0) && this.links.length < MAX_FOLDERS) this.links.push({
			path,
			depth
		});
	}
	#file(path, node, above) {
		this.#owned(path, node, above);
		const { owner = ROOT, capabilities } = node;
		const isSetUser = (owner.mode & 3072) !== 0 && (owner.mode & 73) !== 0;
		if (!isSetUser && capabilities === void 0) return;
		if (this.privileged.length === MAX_PRIVILEGED) this.isCut = true;
		else this.privileged.push({
			path,
			capabilities: toldCapabilities(node),
			isSetUser
		});
	}
	/** Keeps what others may write to than those who may write to what is around it. */
	#owned(path, node, above) {
		const { owner } = node;
		if (!owner) return above;
		const known = above.split(", ");
		const own = writers(owner).filter((one) => !known.includes(one));
		if (own.length === 0) return above;
		if (this.open.length === MAX_OPEN || path.length > MAX_PATH$1) this.isCut = true;
		else {
			const names = node.kind === "folder" ? foundFolder(node).names : [];
			this.open.push({
				...owner,
				path: path || "/",
				kind: node.kind,
				names
			});
		}
		return [...known, ...own].join(", ");
	}
};
/** The `PATH` of images that set none (moby/moby, oci/defaults.go). */
const USUAL_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";
/** More words than an image starts with, and folders than a `PATH` has. */
const MAX_WORDS = 20;
/** The files that the words of an image's entrypoint and command name. */
function startFiles(root, config, steps) {
	const { entrypoint, cmd, env, workingDir } = config;
	const folders = (env["PATH"] ?? USUAL_PATH).split(":").slice(0, MAX_WORDS);
	return [...entrypoint, ...cmd].slice(0, MAX_WORDS).filter((word) => /^[\w./@+-]+$/.test(word) && !word.startsWith("-")).flatMap((word) => {
		const places = word.includes("/") ? [word.startsWith("/") ? word : `${workingDir}/${word}`] : folders.map((folder) => `${folder}/${word}`);
		for (const path of places) {
			const node = nodeAt(root, path.split("/"), steps);
			if (node?.kind === "file") return [{
				path,
				node
			}];
		}
		return [];
	});
}
function textAt(root, path, steps) {
	const node = nodeAt(root, path.split("/"), steps);
	return node?.kind === "file" ? node.text ?? "" : "";
}
// src/registry/image-config.ts
const WHAT = "the configuration of the image";
/**
* Reads an image's configuration (OCI image-spec, config.md). Throws RegistryError for anything else.
*
* @param digest what the reference leads to
*/
function readImageConfig(bytes, digest) {
	const json = parseObject(bytes, WHAT);
	const config = isNothing(json["config"]) ? {} : objectIn(json["config"], WHAT);
	const read = {
		user: textIn(config["User"], WHAT),
		volumes: namesIn(config["Volumes"], WHAT),
		workingDir: textIn(config["WorkingDir"], WHAT),
		env: readEnv(config["Env"]),
		exposedPorts: readPorts(config["ExposedPorts"]),
		entrypoint: readCommand(config["Entrypoint"]),
		cmd: readCommand(config["Cmd"]),
		digest,
		platform: platformOf(json)
	};
	if (JSON.stringify(read).length <= MAX_KEPT_CONFIG) return read;
	throw new RegistryError("too-large", `${WHAT} says more than is read`);
}
function isNothing(value) {
	return value === void 0 || value === null;
}
function readEnv(value) {
	const entries = listIn(value, WHAT).map((item) => {
		const text = textIn(item, WHAT);
		const equals = text.indexOf("=");
		return equals === -1 ? [text, ""] : [text.slice(0, equals), text.slice(equals + 1)];
	});
	return Object.fromEntries(entries);
}
/** `8080/tcp`, `53/udp`, `80`; old builders also wrote ranges, of which both ends are kept. */
function readPorts(value) {
	const ports = namesIn(value, WHAT).flatMap((name) => name.split("/")[0]?.split("-") ?? []).filter((text) => /^\d{1,5}$/.test(text)).map(Number).filter((port) => port > 0 && port < 65536);
	return [...new Set(ports)].sort((a, b) => a - b);
}
/** A command in one text is what Docker once allowed, and still reads. */
function readCommand(value) {
	if (typeof value === "string") return [textIn(value, WHAT)];
	return listIn(value, WHAT).map((word) => textIn(word, WHAT));
}
// src/registry/read-image.ts
/** Reads the image that a reference names. Throws RegistryError. */
async function readImage(client, reference) {
	const target = targetOf(reference, client.hosts);
	const { bytes, digest } = await client.manifest(target);
	let manifest = readManifest(bytes);
	if (manifest.kind === "index") manifest = readManifest(await client.manifestOf(target, choosePlatform(manifest)));
	if (manifest.kind === "index") throw new RegistryError("unsupported", "its index leads to another index");
	const config = readImageConfig(await client.config(target, manifest.config), digest);
	return {
		target,
		manifest,
		config
	};
}
// src/registry/file-capabilities.ts
/**
* The names of capabilities by their numbers (linux/capability.h).
*/
const NAMES = "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE".split(" ");
/** `struct vfs_cap_data` of version 2, and of version 3 with the root of a namespace behind it. */
const LENGTHS = [20, 24];
/** Where its permitted sets are, each of 32 bits in little endian. */
const PERMITTED = [4, 12];
/**
* The capabilities of a file by its extended attribute, as a tar file has it; undefined for none.
*
* @param attribute decoded as UTF-8: a byte that is none is a replacement character
* @returns `unknown` where such a byte, or another length, hides some of them
*/
function capabilitiesOf(attribute) {
	if (attribute === void 0) return void 0;
	const bytes = Array.from(attribute, (character) => character.codePointAt(0) ?? 0);
	if (!LENGTHS.includes(bytes.length)) return "unknown";
	const sets = PERMITTED.flatMap((start) => bytes.slice(start, start + 4));
	if (sets.some((byte) => byte > 127)) return "unknown";
	return NAMES.filter((_, number) => ((sets[number >> 3] ?? 0) & 1 << (number & 7)) !== 0);
}
// node_modules/modern-tar/dist/packer-By1HVV7Z.js
const FILE = "file";
const LINK = "link";
const SYMLINK = "symlink";
const DIRECTORY = "directory";
const FLAGTYPE = {
	48: FILE,
	49: LINK,
	50: SYMLINK,
	51: "character-device",
	52: "block-device",
	53: DIRECTORY,
	54: "fifo",
	120: "pax-header",
	103: "pax-global-header",
	76: "gnu-long-name",
	75: "gnu-long-link-name"
};
const EMPTY = /* @__PURE__ */ new Uint8Array(0);
new TextEncoder();
const decoder = new TextDecoder();
function readString(view, offset, size) {
	if (view[offset] === 0) return "";
	const end = view.indexOf(0, offset);
	const sliceEnd = end === -1 || end > offset + size ? offset + size : end;
	return decoder.decode(view.subarray(offset, sliceEnd));
}
function readOctal(view, offset, size) {
	let value = 0;
	const end = offset + size;
	for (let i = offset; i < end; i++) {
		const charCode = view[i];
		if (charCode === 0) break;
		if (charCode === 32) continue;
		if (charCode < 48 || charCode > 55) throw new Error("Invalid tar number.");
		value = value * 8 + (charCode - 48);
	}
	return value;
}
function readNumeric(view, offset, size) {
	if (view[offset] & 128) {
		let result = 0;
		result = view[offset] & 127;
		for (let i = 1; i < size; i++) result = result * 256 + view[offset + i];
		if (!Number.isSafeInteger(result)) throw new Error("TAR number too large");
		return result;
	}
	return readOctal(view, offset, size);
}
const isBodyless = (header) => header.type === "directory" || header.type === "symlink" || header.type === "link" || header.type === "character-device" || header.type === "block-device" || header.type === "fifo";
const INITIAL_CAPACITY = 256;
function createChunkQueue() {
	let chunks = new Array(INITIAL_CAPACITY);
	let capacityMask = chunks.length - 1;
	let head = 0;
	let tail = 0;
	let totalAvailable = 0;
	const consumeFromHead = (count) => {
		const chunk = chunks[head];
		if (count === chunk.length) {
			chunks[head] = EMPTY;
			head = head + 1 & capacityMask;
		} else chunks[head] = chunk.subarray(count);
		totalAvailable -= count;
		if (totalAvailable === 0 && chunks.length > INITIAL_CAPACITY) {
			chunks = new Array(INITIAL_CAPACITY);
			capacityMask = 255;
			head = 0;
			tail = 0;
		}
	};
	function pull(bytes, callback) {
		if (callback) {
			let fed = 0;
			let remaining = Math.min(bytes, totalAvailable);
			while (remaining > 0) {
				const chunk = chunks[head];
				const toFeed = Math.min(remaining, chunk.length);
				const segment = toFeed === chunk.length ? chunk : chunk.subarray(0, toFeed);
				consumeFromHead(toFeed);
				remaining -= toFeed;
				fed += toFeed;
				if (!callback(segment)) break;
			}
			return fed;
		}
		if (totalAvailable < bytes) return null;
		if (bytes === 0) return EMPTY;
		const firstChunk = chunks[head];
		if (firstChunk.length >= bytes) {
			const view = firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			consumeFromHead(bytes);
			return view;
		}
		const result = new Uint8Array(bytes);
		let copied = 0;
		let remaining = bytes;
		while (remaining > 0) {
			const chunk = chunks[head];
			const toCopy = Math.min(remaining, chunk.length);
			result.set(toCopy === chunk.length ? chunk : chunk.subarray(0, toCopy), copied);
			copied += toCopy;
			remaining -= toCopy;
			consumeFromHead(toCopy);
		}
		return result;
	}
	return {
		push: (chunk) => {
			if (chunk.length === 0) return;
			let nextTail = tail + 1 & capacityMask;
			if (nextTail === head) {
				const oldLen = chunks.length;
				const newLen = oldLen * 2;
				const newChunks = new Array(newLen);
				const count = tail - head + oldLen & oldLen - 1;
				if (head < tail) for (let i = 0; i < count; i++) newChunks[i] = chunks[head + i];
				else {
					const firstPart = oldLen - head;
					for (let i = 0; i < firstPart; i++) newChunks[i] = chunks[head + i];
					for (let i = 0; i < tail; i++) newChunks[firstPart + i] = chunks[i];
				}
				chunks = newChunks;
				capacityMask = newLen - 1;
				head = 0;
				tail = count;
				nextTail = tail + 1 & capacityMask;
			}
			chunks[tail] = chunk;
			tail = nextTail;
			totalAvailable += chunk.length;
		},
		available: () => totalAvailable,
		peek: (bytes) => {
			if (totalAvailable < bytes) return null;
			if (bytes === 0) return EMPTY;
			const firstChunk = chunks[head];
			if (firstChunk.length >= bytes) return firstChunk.length === bytes ? firstChunk : firstChunk.subarray(0, bytes);
			const result = new Uint8Array(bytes);
			let copied = 0;
			let index = head;
			while (copied < bytes) {
				const chunk = chunks[index];
				const toCopy = Math.min(bytes - copied, chunk.length);
				if (toCopy === chunk.length) result.set(chunk, copied);
				else result.set(chunk.subarray(0, toCopy), copied);
				copied += toCopy;
				index = index + 1 & capacityMask;
			}
			return result;
		},
		discard: (bytes) => {
			if (bytes > totalAvailable) throw new Error("Too many bytes consumed");
			if (bytes === 0) return;
			let remaining = bytes;
			while (remaining > 0) {
				const chunk = chunks[head];
				const toConsume = Math.min(remaining, chunk.length);
				consumeFromHead(toConsume);
				remaining -= toConsume;
			}
		},
		pull
	};
}
const CHECKSUM_SPACE = 32;
function validateChecksum(block) {
	const stored = readOctal(block, 148, 8);
	let sum = 0;
	for (let i = 0; i < block.length; i++) if (i >= 148 && i < 156) sum += CHECKSUM_SPACE;
	else sum += block[i];
	return stored === sum;
}
function parseUstarHeader(block, strict) {
	if (strict && !validateChecksum(block)) throw new Error("Invalid tar header checksum.");
	const header = {
		name: readString(block, 0, 100),
		mode: readOctal(block, 100, 8),
		uid: readNumeric(block, 108, 8),
		gid: readNumeric(block, 116, 8),
		size: readNumeric(block, 124, 12),
		mtime: /* @__PURE__ */ new Date(readNumeric(block, 136, 12) * 1e3),
		type: FLAGTYPE[block[156]] || "file",
		linkname: readString(block, 157, 100)
	};
	const magic = readString(block, 257, 6);
	if (magic.trim() === "ustar") {
		header.uname = readString(block, 265, 32);
		header.gname = readString(block, 297, 32);
	}
	if (magic === "ustar") header.prefix = readString(block, 345, 155);
	return header;
}
const PAX_MAPPING = {
	path: ["name", (v) => v],
	linkpath: ["linkname", (v) => v],
	size: ["size", (v) => /^\d+$/.test(v) && Number.isSafeInteger(+v) ? +v : NaN],
	mtime: ["mtime", parseFloat],
	uid: ["uid", (v) => parseInt(v, 10)],
	gid: ["gid", (v) => parseInt(v, 10)],
	uname: ["uname", (v) => v],
	gname: ["gname", (v) => v]
};
function parsePax(buffer) {
	const overrides = Object.create(null);
	const pax = Object.create(null);
	let isPax = false;
	let offset = 0;
	while (offset < buffer.length) {
		const spaceIndex = buffer.indexOf(32, offset);
		if (spaceIndex === -1) break;
		const length = parseInt(decoder.decode(buffer.subarray(offset, spaceIndex)), 10);
		if (!(length > 0)) break;
		const recordEnd = offset + length;
		const recordStr = decoder.decode(buffer.subarray(spaceIndex + 1, recordEnd - 1));
		const equalsIndex = recordStr.indexOf("=");
		if (equalsIndex > 0) {
			const key = recordStr.slice(0, equalsIndex);
			const value = recordStr.slice(equalsIndex + 1);
			pax[key] = value;
			isPax = true;
			if (Object.hasOwn(PAX_MAPPING, key)) {
				const [targetKey, parser] = PAX_MAPPING[key];
				const parsedValue = parser(value);
				if (typeof parsedValue === "string" || !Number.isNaN(parsedValue)) overrides[targetKey] = parsedValue;
			}
		}
		offset = recordEnd;
	}
	if (isPax) overrides.pax = pax;
	return overrides;
}
function applyOverrides(header, overrides) {
	if (overrides.name !== void 0) header.name = overrides.name;
	if (overrides.linkname !== void 0) header.linkname = overrides.linkname;
	if (overrides.size !== void 0) header.size = overrides.size;
	if (overrides.mtime !== void 0) header.mtime = /* @__PURE__ */ new Date(overrides.mtime * 1e3);
	if (overrides.uid !== void 0) header.uid = overrides.uid;
	if (overrides.gid !== void 0) header.gid = overrides.gid;
	if (overrides.uname !== void 0) header.uname = overrides.uname;
	if (overrides.gname !== void 0) header.gname = overrides.gname;
	if (overrides.pax) header.pax = Object.assign({}, header.pax ?? {}, overrides.pax);
}
function getMetaParser(type) {
	switch (type) {
		case "pax-global-header":
		case "pax-header": return parsePax;
		case "gnu-long-name": return (data) => ({ name: readString(data, 0, data.length) });
		case "gnu-long-link-name": return (data) => ({ linkname: readString(data, 0, data.length) });
		default: return;
	}
}
const STATE_HEADER = 0;
const STATE_BODY = 1;
const MAX_META_SIZE = 8388608;
const MAX_GLOBAL_PAX_KEYS = 512;
const truncateErr = /* @__PURE__ */ new Error("Tar archive is truncated.");
function createUnpacker(options = {}) {
	const strict = options.strict ?? false;
	const { available, peek, push, discard, pull } = createChunkQueue();
	let state = STATE_HEADER;
	let ended = false;
	let done = false;
	let eof = false;
	let currentEntry = null;
	const paxGlobals = {};
	let nextEntryOverrides = {};
	const unpacker = {
		isEntryActive: () => state === STATE_BODY,
		isBodyComplete: () => !currentEntry || currentEntry.remaining === 0,
		canFinish: () => !currentEntry || available() >= currentEntry.remaining + currentEntry.padding,
		bodyBytes: () => currentEntry && currentEntry.remaining > 0 ? Math.min(currentEntry.remaining, available()) : 0,
		available,
		write(chunk) {
			if (ended) throw new Error("Archive already ended.");
			if (eof) {
				if (strict) checkPadding(chunk);
				return;
			}
			push(chunk);
		},
		end() {
			ended = true;
		},
		readHeader() {
			if (state !== STATE_HEADER) throw new Error("Cannot read header while an entry is active");
			if (done) return void 0;
			while (!done) {
				if (available() < 512) {
					if (ended) {
						if (available() > 0 && strict) throw truncateErr;
						done = true;
						return;
					}
					return null;
				}
				const headerBlock = peek(512);
				if (isZeroBlock(headerBlock)) {
					if (available() < 1024) {
						if (ended) {
							if (strict) throw truncateErr;
							done = true;
							return;
						}
						return null;
					}
					if (isZeroBlock(peek(1024).subarray(512))) {
						discard(1024);
						done = true;
						eof = true;
						if (strict) pull(available(), checkPadding);
						else discard(available());
						return;
					}
					if (strict) throw new Error("Invalid tar header.");
					discard(512);
					continue;
				}
				let internalHeader;
				try {
					internalHeader = parseUstarHeader(headerBlock, strict);
				} catch (err) {
					if (strict) throw err;
					discard(512);
					continue;
				}
				const metaParser = getMetaParser(internalHeader.type);
				if (metaParser) {
					if (internalHeader.size > MAX_META_SIZE) throw new Error("Tar metadata entry exceeds maximum size.");
					const paddedSize = internalHeader.size + (-internalHeader.size & 511);
					if (available() < 512 + paddedSize) {
						if (ended && strict) throw truncateErr;
						return null;
					}
					discard(512);
					const overrides = metaParser(pull(paddedSize).subarray(0, internalHeader.size));
					if (nextEntryOverrides.pax) nextEntryOverrides = {};
					const target = internalHeader.type === "pax-global-header" ? paxGlobals : nextEntryOverrides;
					if (target === paxGlobals && overrides.pax && Object.keys(overrides.pax).length > MAX_GLOBAL_PAX_KEYS) throw new Error("Too many global attributes.");
					for (const key in overrides) target[key] = overrides[key];
					continue;
				}
				discard(512);
				const header = internalHeader;
				if (internalHeader.prefix) header.name = `${internalHeader.prefix}/${header.name}`;
				applyOverrides(header, paxGlobals);
				applyOverrides(header, nextEntryOverrides);
				let archiveSize = header.size;
				if (isBodyless(header)) {
					archiveSize = 0;
					header.size = 0;
				} else if (header.name.endsWith("/") && header.type === "file") {
					header.type = DIRECTORY;
					header.size = 0;
				}
				nextEntryOverrides = {};
				currentEntry = {
					header,
					remaining: archiveSize,
					padding: -archiveSize & 511
				};
				state = STATE_BODY;
				return header;
			}
		},
		streamBody(callback) {
			if (state !== STATE_BODY || !currentEntry || currentEntry.remaining === 0) return 0;
			const bytesToFeed = Math.min(currentEntry.remaining, available());
			if (bytesToFeed === 0) return 0;
			const fed = pull(bytesToFeed, callback);
			currentEntry.remaining -= fed;
			return fed;
		},
		skipPadding() {
			if (state !== STATE_BODY || !currentEntry) return true;
			if (currentEntry.remaining > 0) throw new Error("Body not fully consumed");
			if (available() < currentEntry.padding) return false;
			discard(currentEntry.padding);
			currentEntry = null;
			state = STATE_HEADER;
			return true;
		},
		skipEntry() {
			if (state !== STATE_BODY || !currentEntry) return true;
			const toDiscard = Math.min(currentEntry.remaining, available());
			if (toDiscard > 0) {
				discard(toDiscard);
				currentEntry.remaining -= toDiscard;
			}
			if (currentEntry.remaining > 0) return false;
			return unpacker.skipPadding();
		},
		finish() {
			if (strict && !eof) throw truncateErr;
		}
	};
	return unpacker;
}
function isZeroBlock(block) {
	if (block.length === 0) return true;
	if (block[0] !== 0) return false;
	if (block.byteOffset % 8 === 0 && block.length % 8 === 0) {
		const view = new BigUint64Array(block.buffer, block.byteOffset, block.length / 8);
		for (let i = 0; i < view.length; i++) if (view[i] !== 0n) return false;
		return true;
	}
	for (let i = 0; i < block.length; i++) if (block[i] !== 0) return false;
	return true;
}
function checkPadding(chunk) {
	if (!isZeroBlock(chunk)) throw new Error("Invalid EOF.");
	return true;
}
// node_modules/modern-tar/dist/web/index.js
const BUFFER_LIMIT = 1048576;
const RESUME_LIMIT = BUFFER_LIMIT / 2;
function createTarDecoder(options = {}) {
	const unpacker = createUnpacker(options);
	const strict = options.strict ?? false;
	let controller = null;
	let bodyController = null;
	let pumping = false;
	let blocked = false;
	let resume = null;
	let abortHooked = false;
	let eofReached = false;
	let sourceEnded = false;
	let closed = false;
	const unblock = () => {
		resume?.();
		resume = null;
	};
	const closeBody = () => {
		try {
			bodyController?.close();
		} catch {}
		bodyController = null;
	};
	const fail = (reason) => {
		if (closed) return;
		closed = true;
		try {
			bodyController?.error(reason);
		} catch {}
		bodyController = null;
		try {
			controller.error(reason);
		} catch {}
		controller = null;
		unblock();
	};
	const finish = () => {
		if (closed) return;
		closed = true;
		closeBody();
		try {
			controller.close();
		} catch {}
		controller = null;
		unblock();
	};
	const truncateOrFinish = () => {
		if (strict) throw new Error("Tar archive is truncated.");
		finish();
	};
	const pump = () => {
		if (pumping || closed || !controller) return;
		blocked = false;
		pumping = true;
		try {
			while (true) {
				if (eofReached) {
					if (sourceEnded) finish();
					break;
				}
				if (unpacker.isEntryActive()) {
					if (sourceEnded && !unpacker.canFinish()) {
						truncateOrFinish();
						break;
					}
					if (bodyController) {
						if ((bodyController.desiredSize ?? 1) <= 0) {
							blocked = true;
							break;
						}
						if (unpacker.streamBody((c) => (bodyController.enqueue(c), (bodyController.desiredSize ?? 1) > 0)) === 0 && !unpacker.isBodyComplete()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					} else if (!unpacker.skipEntry()) {
						if (sourceEnded) truncateOrFinish();
						break;
					}
					if (unpacker.isBodyComplete()) {
						closeBody();
						if (!unpacker.skipPadding()) {
							if (sourceEnded) truncateOrFinish();
							break;
						}
					}
				} else {
					if ((controller.desiredSize ?? 0) < 0) {
						blocked = true;
						break;
					}
					const header = unpacker.readHeader();
					if (header === null) {
						if (sourceEnded) finish();
						break;
					}
					if (header === void 0) {
						if (sourceEnded) {
							unpacker.finish();
							finish();
							break;
						}
						eofReached = true;
						break;
					}
					controller.enqueue({
						header,
						body: new ReadableStream({
							start(c) {
								if (header.size === 0) c.close();
								else bodyController = c;
							},
							pull: pump,
							cancel() {
								bodyController = null;
								pump();
							}
						})
					});
				}
			}
		} catch (error) {
			fail(error);
			throw error;
		} finally {
			pumping = false;
		}
		if (resume && (!blocked || unpacker.available() < RESUME_LIMIT)) unblock();
	};
	return {
		readable: new ReadableStream({
			start(c) {
				controller = c;
			},
			pull: pump,
			cancel(reason) {
				unpacker.end();
				if (reason !== void 0) fail(reason);
				else finish();
			}
		}, { highWaterMark: 2 }),
		writable: new WritableStream({
			write(chunk, controller) {
				try {
					unpacker.write(chunk);
					pump();
					if (blocked && unpacker.available() >= BUFFER_LIMIT) {
						if (!abortHooked) {
							controller.signal.onabort = unblock;
							abortHooked = true;
						}
						return new Promise((resolve) => resume = resolve);
					}
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			close() {
				try {
					sourceEnded = true;
					unpacker.end();
					pump();
				} catch (error) {
					fail(error);
					throw error;
				}
			},
			abort(reason) {
				fail(reason);
			}
		})
	};
}
// src/registry/tar.ts
const EXCEEDED = {
	compressed: "its layers have more bytes than are read",
	plain: "its layers unpack to more bytes than are read",
	entries: "it has more files than are read",
	characters: "its files have longer names than are read"
};
/** @throws RegistryError when the budget is used up */
function spend(budget, kind, amount) {
	budget[kind] -= amount;
	if (budget[kind] < 0) throw new RegistryError("too-large", EXCEEDED[kind]);
}
/**
* Reads a tar file, packed or not, one entry after the other.
*
* @param hash is fed the bytes as they come
* @throws RegistryError for bytes that are no tar file and when the budget is used up; else the error
*   of the source
*/
async function readTar(source, budget, readEntry, hash) {
	try {
		await pipeline(source, counter(budget, "compressed", hash), decompressor(await peek(source)), counter(budget, "plain"), async (bytes) => readEntries(bytes, budget, readEntry));
	} catch (error) {
		source.destroy();
		if (error instanceof RegistryError || error === source.errored) throw error;
		throw new RegistryError("invalid", "its files can't be unpacked", { cause: error });
	}
}
/** The first bytes, which are read again. */
async function peek(source) {
	if (!source.readable) return Buffer.alloc(0);
	await once(source, "readable");
	const chunk = source.read();
	if (!(chunk instanceof Uint8Array)) return Buffer.alloc(0);
	source.unshift(chunk);
	return Buffer.from(chunk.subarray(0, 4));
}
/** By the first bytes of gzip (RFC 1952) and zstd (RFC 8878), whatever the media type says. */
function decompressor(start) {
	if (start.subarray(0, 2).toString("hex") === "1f8b") return zlib.createGunzip();
	if (start.toString("hex") !== "28b52ffd") return new PassThrough();
	if ("createZstdDecompress" in zlib) return zlib.createZstdDecompress();
	throw new RegistryError("unsupported", "a layer is packed with zstd, which needs Node 22.15");
}
function counter(budget, kind, hash) {
	return new Transform({ transform(chunk, _, done) {
		hash?.update(chunk);
		try {
			spend(budget, kind, chunk.length);
			done(null, chunk);
		} catch (error) {
			done(error instanceof Error ? error : null);
		}
	} });
}
async function readEntries(bytes, budget, readEntry) {
	const entries = ReadableStream$1.from(bytes).pipeThrough(createTarDecoder({ strict: true }));
	for await (const entry of entries) {
		const { name, linkname = "" } = entry.header;
		spend(budget, "entries", 1);
		spend(budget, "characters", name.length + linkname.length);
		await readEntry(entry);
		if (!entry.body.locked) await entry.body.cancel();
	}
}
// src/registry/layer.ts
/**
* Layers compress to a third or so; what takes more than sixteen times its size is no software. An
* image of a million files needs some hundred megabytes of memory here, and is larger than any.
*/
function budgetOf(maxLayerBytes) {
	return {
		compressed: maxLayerBytes,
		plain: 16 * maxLayerBytes,
		entries: 1e6,
		characters: 1e8
	};
}
/** Linux opens no longer path (PATH_MAX, limits.h). */
const MAX_PATH = 4096;
/** How layers name what they take away (OCI image-spec, layer.md, "Whiteouts"). */
const WHITEOUT = ".wh.";
const OPAQUE = ".wh..wh..opq";
/**
* Files whose text is kept: the lists of users, and what is called as start scripts are. People's are a
* few kilobytes long.
*/
const KEPT = /^(?:\.\/)*\/*etc\/(?:passwd|group)$|(?:\.sh|entrypoint|(?:^|\/)(?:run|start|init|launch)[\w-]*)$/i;
const MAX_FILE = 65536;
const MAX_TEXTS = 2 * 1024 ** 2;
/**
* Reads which files a layer has, by the headers of its tar file: contents are passed over, but for a few
* texts.
*
* @param digest of the bytes as they come; not verified where nothing says it
*/
async function readLayer(source, digest, budget) {
	const reading = {
		root: emptyFolder(),
		budget,
		owners: /* @__PURE__ */ new Map(),
		texts: MAX_TEXTS
	};
	const hash = digest === void 0 ? void 0 : hashFor(digest);
	await readTar(source, budget, async (entry) => addEntry(entry, reading), hash);
	if (digest !== void 0 && hash) verifyHash(hash, digest, "a layer of the image");
	return reading.root;
}
async function addEntry(entry, reading) {
	const { header } = entry;
	const { budget, root } = reading;
	const parts = header.name.length > MAX_PATH ? void 0 : partsOf(header.name);
	if (!parts) throw new RegistryError("invalid", "a layer of it has a file outside of the image");
	const name = parts.pop();
	if (name === void 0) return;
	const folder = parts.reduce((parent, part) => childFolder(parent, part, budget), root);
	if (name === OPAQUE) folder.isOpaque = true;
	else if (name.startsWith(".wh..wh.")) return;
	else if (name.startsWith(WHITEOUT)) folder.removed.add(name.slice(4));
	else if (header.type === "directory") {
		const child = childFolder(folder, name, budget);
		child.isImplied = false;
		child.owner = ownerOf(header, reading);
	} else folder.children.set(name, await nodeOf(entry, reading));
}
function childFolder(folder, name, budget) {
	const child = folder.children.get(name);
	if (child?.kind === "folder") return child;
	spend(budget, "entries", 1);
	const made = emptyFolder();
	folder.children.set(name, made);
	return made;
}
async function nodeOf(entry, reading) {
	const { header } = entry;
	const { type, linkname } = header;
	if (type === "symlink") {
		if (linkname !== void 0 && linkname.length <= MAX_PATH) return {
			kind: "link",
			to: linkname
		};
		throw new RegistryError("invalid", "a layer of it has a link to nowhere");
	}
	if (type !== "file" && type !== "link") return { kind: "file" };
	const [owner, text] = [ownerOf(header, reading), await textOf(entry, reading)];
	const capabilities = capabilitiesOf(header.pax?.["SCHILY.xattr.security.capability"]);
	return {
		kind: "file",
		...owner && { owner },
		...text !== void 0 && { text },
		...capabilities && { capabilities }
	};
}
/** Undefined for what belongs to root and is as such files are: most of an image. */
function ownerOf({ uid = 0, gid = 0, mode = 0 }, { owners }) {
	if (uid === 0 && gid === 0 && (mode & 3090) === 0) return void 0;
	const key = `${uid}:${gid}:${mode}`;
	const known = owners.get(key) ?? {
		uid,
		gid,
		mode
	};
	owners.set(key, known);
	return known;
}
/** A shell script, or a list of users. */
async function textOf({ header, body }, reading) {
	const { name, size, type } = header;
	if (type !== "file" || size > MAX_FILE || size > reading.texts || !KEPT.test(name)) return;
	const text = Buffer.concat(await Readable.fromWeb(body).toArray()).toString("utf8");
	if (!/^#![^\n]*\b(?:ba|da|a|k)?sh\b/.test(text.slice(0, 200)) && !/etc\/(?:passwd|group)$/.test(name)) return void 0;
	reading.texts -= size;
	return text;
}
// src/registry/read-tree.ts
/** @throws RegistryError for an image of Windows, whose layers have other names for their files */
function assertUnpackable({ platform }) {
	if (!platform.startsWith("windows/")) return;
	throw new RegistryError("unsupported", "the files of images for Windows are not read");
}
/**
* The files of an image, by its layers laid over each other. Layers that were read before are not
* fetched again.
*
* @throws RegistryError
*/
async function readTree(client, { target, manifest, config }, { steps, maxLayerBytes, cache }) {
	assertUnpackable(config);
	const root = emptyFolder();
	const budget = budgetOf(maxLayerBytes);
	for (const layer of manifest.layers) {
		const kept = cache.get(layer.digest);
		if (kept) {
			applyLayer(root, kept, steps);
			continue;
		}
		const { body, host } = await client.layer(target, layer);
		const before = budget.entries;
		const read = await readLayer(body, layer.digest, budget).catch((error) => {
			throw explain(error, host);
		});
		cache.set(layer.digest, read, before - budget.entries);
		applyLayer(root, read, steps);
	}
	return root;
}
// src/registry/steps.ts
/**
* Ten for each of the million files that an image may have. Laying a million files over a million
* others takes two million; following links takes the rest.
*/
const MAX_STEPS = 1e7;
/** How often the clock is looked at: some milliseconds of work. */
const STEPS_PER_LOOK = 1e4;
/** How much work the files of one image may take. No timer ends what never waits, so the work asks. */
var Steps = class {
	#endsAt;
	#left;
	#untilLook = STEPS_PER_LOOK;
	/** @param endsAt by `performance.now()` */
	constructor(endsAt, left = MAX_STEPS) {
		this.#endsAt = endsAt;
		this.#left = left;
	}
	/** @throws RegistryError when all steps are taken, and when the time is over */
	take(count = 1) {
		this.#left -= count;
		this.#untilLook -= count;
		if (this.#left < 0) throw new RegistryError("too-large", "its layers take too many steps to lay over each other");
		if (this.#untilLook > 0) return;
		this.#untilLook = STEPS_PER_LOOK;
		if (performance.now() > this.#endsAt) throw new RegistryError("timeout", "its layers took too long to lay over each other");
	}
};
// src/registry/read-image-configs.ts
/** A layer is a download of megabytes, and its files take memory while they are laid over others. */
const LAYERS_AT_A_TIME = 2;
/**
* Reads the configurations of images from their registries, or why one can't be read, and then the layers
* that are wanted. Whatever happens with one image, the others are read.
*
* @throws UserError when the options, or the files that they name, can't be used
*/
async function readImageConfigs(references, options, layers) {
	const client = await RegistryClient.open(options);
	const results = /* @__PURE__ */ new Map();
	const images = /* @__PURE__ */ new Map();
	const { concurrency = DEFAULTS.concurrency, maxImages = DEFAULTS.maxImages } = options;
	const waiting = [...new Set(references)];
	const reason = "a run reads no more images";
	for (const left of waiting.splice(maxImages)) results.set(left, {
		code: "too-many",
		reason
	});
	try {
		await atATime(concurrency, waiting, async (reference) => {
			const found = await readImage(client, reference).catch(failureOf);
			results.set(reference, isFailure(found) ? found : found.config);
			if (!isFailure(found)) images.set(reference, found);
		});
		await atATime(LAYERS_AT_A_TIME, layers ? [...images] : [], async ([reference, image]) => {
			const config = layers && await withFiles(client, reference, image, {
				layers,
				options
			});
			if (config) results.set(reference, config);
		});
	} finally {
		client.close();
	}
	return results;
}
/** Works on items in their order, so many at a time. */
async function atATime(count, items, work) {
	const waiting = [...items];
	const next = async () => {
		const item = waiting.shift();
		if (item === void 0) return;
		await work(item);
		await next();
	};
	await Promise.all(Array.from({ length: Math.max(1, count) }, next));
}
/** The configuration with what its layers tell; undefined where they are not wanted or can't be read. */
async function withFiles(client, reference, image, { layers, options: { maxLayerBytes = DEFAULTS.maxLayerBytes } }) {
	const paths = layers.wanted(reference, image.config);
	if (!paths) return void 0;
	try {
		const { cache } = layers;
		const size = image.manifest.layers.filter(({ digest }) => !cache.get(digest)).reduce((sum, layer) => sum + layer.size, 0);
		if (size > layers.left) throw new RegistryError("too-large", "its layers have more bytes than a run reads");
		layers.left -= size;
		const steps = new Steps(client.endsAt);
		const root = await readTree(client, image, {
			steps,
			maxLayerBytes,
			cache
		});
		return {
			...image.config,
			files: imageFiles(root, image.config, paths, steps)
		};
	} catch (error) {
		layers.failed(reference, failureOf(error));
		return;
	}
}
export { readImageConfigs };
