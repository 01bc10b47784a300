import "./rolldown-runtime.js";
import { A as imageInspector, Mn as ReleaseSources, b as AttributeFiles, c as loadReports, n as ListedFindings, r as checkFiles, w as painter } from "./check.js";
import { on } from "node:events";
import { Worker, isMainThread, parentPort, workerData } from "node:worker_threads";
// src/cli/check-threads.ts
/** Large enough that messages cost nothing, small enough that the threads end at about the same time. */
const BATCH_FILES = 16;
/** One that is being judged and one that waits, so that no thread does: memory holds no more. */
const BATCHES_PER_THREAD = 2;
/**
* As much stack as the main thread has, so that what is nested too deeply for one is for all: the
* 984 kB that V8 gives, and 192 kB that Node keeps back in a thread (node/src/node_worker.h).
*/
const STACK_MEGABYTES = 1176 / 1024;
/** Tells our threads from those of others, such as a test runner's. */
const ROLE = "podseal-check";
/** Room for what a file leaves behind; with V8's own 48 MB, a thread took twice the memory in the same time. */
const YOUNG_MEGABYTES = 8;
/** Checks files in several threads. The parts come in the order of the files. */
async function* checkInThreads(files, setup, count) {
	const threads = Array.from({ length: count }, () => new CheckThread(setup));
	try {
		const underWay = [];
		for (let start = 0; start < files.length; start += BATCH_FILES) {
			const oldest = underWay.length < count * BATCHES_PER_THREAD ? void 0 : underWay.shift();
			if (oldest) yield await oldest;
			const part = threads.reduce((one, other) => other.waiting < one.waiting ? other : one).check(files.slice(start, start + BATCH_FILES));
			part.catch(() => void 0);
			underWay.push(part);
		}
		yield* underWay;
	} finally {
		await Promise.all(threads.map(async (thread) => thread.end()));
	}
}
function isTask(data) {
	return typeof data === "object" && data !== null && "role" in data && data.role === ROLE;
}
/** A thread that runs this file and answers batches in the order in which it got them. */
var CheckThread = class {
	#worker;
	#waiting = [];
	/** Why it answers no more. */
	#failure;
	constructor(setup) {
		const workerTask = {
			...setup,
			role: ROLE
		};
		this.#worker = new Worker(new URL(import.meta.url), {
			workerData: workerTask,
			resourceLimits: {
				stackSizeMb: STACK_MEGABYTES,
				maxYoungGenerationSizeMb: YOUNG_MEGABYTES
			}
		});
		this.#worker.on("message", (part) => this.#waiting.shift()?.resolve(part));
		this.#worker.on("error", (error) => this.#fail(error));
		this.#worker.on("exit", (code) => this.#fail(/* @__PURE__ */ new Error(`A thread ended with ${code}.`)));
	}
	/** How many batches it has not answered. */
	get waiting() {
		return this.#waiting.length;
	}
	async check(files) {
		return new Promise((resolve, reject) => {
			if (this.#failure !== void 0) reject(this.#failure);
			else {
				this.#waiting.push({
					resolve,
					reject
				});
				this.#worker.postMessage(files);
			}
		});
	}
	async end() {
		await this.#worker.terminate();
	}
	#fail(error) {
		this.#failure ??= error;
		for (const { reject } of this.#waiting.splice(0)) reject(this.#failure);
	}
};
/** What a thread does: it checks batch after batch of files, until it is ended. */
async function serveChecks(port, setup) {
	const { ruleSet, root } = setup;
	const by = {
		ruleSet,
		listed: new ListedFindings(setup),
		attributes: new AttributeFiles(root),
		releases: new ReleaseSources(setup.paths)
	};
	const reports = await loadReports(setup.reports, painter(setup.isColoured));
	const inspect = imageInspector({ registry: false }, root, ruleSet.images);
	for await (const [files] of on(port, "message")) port.postMessage(await checkFiles(files, reports, by, inspect));
}
if (!isMainThread && parentPort && isTask(workerData)) await serveChecks(parentPort, workerData);
export { checkInThreads };
