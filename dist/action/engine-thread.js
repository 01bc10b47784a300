import { A as WorkDeadline } from "./judge-thread.js";
const { Worker, isMainThread, parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
// src/engine/wasi.ts
/** How much a module may write: four times as much as the largest of 87 public charts does, places included. */
const MAX_OUTPUT = 33554432;
const MAX_ERRORS = 4096;
const SUCCESS = 0;
const BAD_DESCRIPTOR = 8;
const NOT_THERE = 52;
/** 2025-01-01, for templates that print a date. */
const NOW = 1735689600000000000n;
/** Thrown through the module to end it. */
var Exit = class extends Error {
	code;
	constructor(code) {
		super(`The module ended with ${code}.`);
		this.code = code;
	}
};
/** Thrown through the module when it writes too much. */
var TooMuchOutput = class extends Error {};
/**
* Runs a command compiled for `wasip1`. Returns when it ends; nothing but the end of the thread stops it before.
*
* @throws what V8 throws where the module breaks off, and TooMuchOutput
*/
async function runModule(module, input) {
	const host = new Host(input);
	const calls = host.calls();
	const imports = WebAssembly.Module.imports(module).map(({ name }) => [name, calls[name] ?? (() => NOT_THERE)]);
	const { memory, _start: start } = (await WebAssembly.instantiate(module, { wasi_snapshot_preview1: Object.fromEntries(imports) })).exports;
	if (!(memory instanceof WebAssembly.Memory) || typeof start !== "function") throw new Error("The module is no command of wasip1.");
	host.memory = memory;
	try {
		start();
	} catch (error) {
		if (!(error instanceof Exit)) throw error;
		return host.end(error.code);
	}
	return host.end(0);
}
var Host = class {
	memory;
	#input;
	#read = 0;
	#output = [];
	#written = 0;
	#errors = "";
	#ticks = 0n;
	#random = 2654435769;
	constructor(input) {
		this.#input = input;
	}
	end(code) {
		const output = new Uint8Array(this.#written);
		let at = 0;
		for (const part of this.#output) {
			output.set(part, at);
			at += part.length;
		}
		return {
			code,
			output,
			errors: this.#errors
		};
	}
	calls() {
		return {
			args_sizes_get: (count, size) => this.#argumentSizes(count, size),
			args_get: (list, text) => this.#arguments(list, text),
			environ_sizes_get: (count, size) => this.#put(count, 0) || this.#put(size, 0),
			environ_get: () => SUCCESS,
			clock_time_get: (clock, _precision, at) => this.#clock(clock, at),
			random_get: (at, length) => this.#fillRandom(at, length),
			fd_write: (file, vectors, count, written) => this.#write(file, vectors, count, written),
			fd_read: (file, vectors, count, read) => this.#readInput(file, vectors, count, read),
			fd_fdstat_get: (file, at) => this.#describe(file, at),
			fd_fdstat_set_flags: () => SUCCESS,
			fd_prestat_get: () => BAD_DESCRIPTOR,
			fd_close: () => SUCCESS,
			sched_yield: () => SUCCESS,
			poll_oneoff: (asked, events, count, done) => this.#poll(asked, events, count, done),
			proc_exit: (code) => {
				throw new Exit(code);
			}
		};
	}
	get #view() {
		if (!this.memory) throw new Error("The module called its host before it started.");
		return new DataView(this.memory.buffer);
	}
	#bytes(at, length) {
		return new Uint8Array(this.#view.buffer, at, length);
	}
	#put(at, value) {
		this.#view.setUint32(at, value, true);
		return SUCCESS;
	}
	/** Go's flag packages want the name of a program. */
	#argumentSizes(count, size) {
		return this.#put(count, 1) || this.#put(size, 2);
	}
	#arguments(list, text) {
		this.#bytes(text, 2).set([101, 0]);
		return this.#put(list, text);
	}
	/** The date stands still; what measures time sees it pass from call to call, so that no wait is endless. */
	#clock(clock, at) {
		this.#ticks += 1000n;
		this.#view.setBigUint64(at, clock === 0 ? NOW : this.#ticks, true);
		return SUCCESS;
	}
	/** Not zeros: a search for prime numbers would never end. */
	#fillRandom(at, length) {
		const bytes = this.#bytes(at, length);
		for (let index = 0; index < length; index++) {
			this.#random ^= this.#random << 13;
			this.#random ^= this.#random >>> 17;
			this.#random ^= this.#random << 5;
			bytes[index] = this.#random & 255;
		}
		return SUCCESS;
	}
	#vectors(vectors, count) {
		const view = this.#view;
		return Array.from({ length: count }, (_, index) => {
			const at = vectors + 8 * index;
			return this.#bytes(view.getUint32(at, true), view.getUint32(at + 4, true));
		});
	}
	#write(file, vectors, count, written) {
		if (file !== 1 && file !== 2) return BAD_DESCRIPTOR;
		let length = 0;
		for (const bytes of this.#vectors(vectors, count)) {
			length += bytes.length;
			if (file === 1) this.#output.push(bytes.slice());
			else this.#keepError(new TextDecoder().decode(bytes));
		}
		if (file === 1) this.#written += length;
		if (this.#written > MAX_OUTPUT) throw new TooMuchOutput();
		return this.#put(written, length);
	}
	/** Kustomize writes a warning for each deprecated field: these are not why it ends. */
	#keepError(text) {
		if (this.#errors.length < MAX_ERRORS && !text.startsWith("# Warning: ")) this.#errors += text;
	}
	#readInput(file, vectors, count, read) {
		if (file !== 0) return BAD_DESCRIPTOR;
		const before = this.#read;
		for (const bytes of this.#vectors(vectors, count)) {
			const part = this.#input.subarray(this.#read, this.#read + bytes.length);
			bytes.set(part);
			this.#read += part.length;
		}
		return this.#put(read, this.#read - before);
	}
	/** The three streams are character devices, on which everything is allowed. */
	#describe(file, at) {
		if (file > 2) return BAD_DESCRIPTOR;
		this.#bytes(at, 24).fill(0);
		this.#view.setUint8(at, 2);
		this.#view.setBigUint64(at + 8, 4294967295n, true);
		return SUCCESS;
	}
	/** Whatever is waited for has happened; of a wait, its time has passed. */
	#poll(asked, events, count, done) {
		const view = this.#view;
		this.#ticks += 1000000000n;
		for (let index = 0; index < count; index++) {
			const event = events + 32 * index;
			this.#bytes(event, 32).fill(0);
			view.setBigUint64(event, view.getBigUint64(asked + 48 * index, true), true);
			view.setUint8(event + 10, view.getUint8(asked + 48 * index + 8));
		}
		return this.#put(done, count);
	}
};
// src/engine/engine-thread.ts
/** Tells our threads from those of others, such as a test runner's. */
const ROLE = "podseal-engine";
/** Whether this file was started to run the engine once, and for nothing else. */
const isEngineThread = !isMainThread && isTask(workerData);
function isTask(data) {
	return typeof data === "object" && data !== null && "role" in data && data.role === ROLE;
}
/** Go's calls are V8's: Helm's bound on includes within includes (1,000) needs more than the usual 4 MB. */
const STACK_MEGABYTES = 32;
/** For the answer's bytes; the module's own memory is not on this heap. */
const HEAP_MEGABYTES = 256;
/** Runs the engine once, in a thread of its own that ends with it, or at the deadline. */
async function runInThread(module, input, { deadlineMs, threads }) {
	const workerTask = {
		role: ROLE,
		module,
		input
	};
	const worker = new Worker(new URL(import.meta.url), {
		workerData: workerTask,
		resourceLimits: {
			maxOldGenerationSizeMb: HEAP_MEGABYTES,
			stackSizeMb: STACK_MEGABYTES
		}
	});
	let deadline;
	const outcome = await new Promise((resolve) => {
		const over = {
			kind: "over",
			limit: "time"
		};
		deadline = new WorkDeadline(deadlineMs, () => resolve(over), threads);
		worker.on("message", resolve);
		worker.on("error", (error) => resolve(failureOf(error)));
		worker.on("exit", (code) => resolve({
			kind: "failed",
			why: `its thread ended with ${code}`
		}));
	});
	deadline?.stop();
	await worker.terminate();
	return outcome;
}
function failureOf(error) {
	if (error instanceof TooMuchOutput) return {
		kind: "over",
		limit: "output"
	};
	if (error instanceof RangeError && /call stack/.test(error.message)) return {
		kind: "over",
		limit: "depth"
	};
	return error instanceof Error && "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY" ? {
		kind: "over",
		limit: "memory"
	} : {
		kind: "failed",
		why: String(error)
	};
}
/** What Go says when the bound on its memory is met. */
const OUT_OF_MEMORY = /out of memory|cannot allocate memory/;
/** What it says when it calls too deeply: a gigabyte of stack is more than its memory. */
const TOO_DEEP = /stack overflow|stack exceeds/;
async function run({ module, input }) {
	try {
		const { code, output, errors } = await runModule(module, input);
		if (code === 0) return {
			kind: "done",
			output
		};
		if (OUT_OF_MEMORY.test(errors)) return {
			kind: "over",
			limit: "memory"
		};
		if (TOO_DEEP.test(errors)) return {
			kind: "over",
			limit: "depth"
		};
		return {
			kind: "failed",
			why: errors.split("\n", 1)[0] ?? ""
		};
	} catch (error) {
		return failureOf(error);
	}
}
/** What a thread does: it runs the engine, and answers. */
async function serveEngine(port) {
	if (!isTask(workerData)) throw new Error("This thread has no task.");
	port.postMessage(await run(workerData));
}
if (isEngineThread && parentPort) await serveEngine(parentPort);
export { runInThread };
