import { H as imageInspector, I as painter, M as AttributeFiles, b as loadReports, er as ReleaseSources, h as checkFiles, m as ListedFindings, rr as KustomizationsBeside } from "./check.js";
const setImmediate = (...of) => process.getBuiltinModule("node:timers/promises").setImmediate(...of);
const { on } = process.getBuiltinModule("node:events");
const { Worker, isMainThread, parentPort, workerData } = process.getBuiltinModule("node:worker_threads");
// src/cli/check-threads.ts
/** Large enough that messages cost nothing, small enough that the threads end at about the same time. */
const BATCH_FILES = 16;
/** One that is being judged and one that waits, so that no thread does. */
const BATCHES_PER_THREAD = 2;
/** Batches that wait for one before them: where a thread takes long for its own, the others wait for it then. */
const MAX_UNDER_WAY = 16;
/**
* As much stack as the main thread has, so that what is nested too deeply for one is for all: the
* 984 kB that V8 gives, and 192 kB that Node keeps back in a thread (node/src/node_worker.h).
*/
const STACK_MEGABYTES = 1176 / 1024;
/** Tells our threads from those of others, such as a test runner's. */
const ROLE = "podseal-check";
/** Room for what a file leaves behind; with V8's own 48 MB, a thread took twice the memory in the same time. */
const YOUNG_MEGABYTES = 8;
/** Checks files in several threads, of which this is one. The parts come in the order of the files. */
async function* checkInThreads(files, { setup, count, checkHere }) {
	const threads = Array.from({ length: count - 1 }, () => new CheckThread(setup));
	const underWay = [];
	let next = 0;
	const take = () => files.slice(next, next += BATCH_FILES);
	try {
		while (next < files.length || underWay.length > 0) {
			for (const thread of threads) while (thread.waiting < BATCHES_PER_THREAD && next < files.length) underWay.push(batchOf(thread.check(take())));
			if (next < files.length && underWay.length < MAX_UNDER_WAY) {
				underWay.push(batchOf(checkHere(take())));
				await setImmediate();
				if (underWay[0]?.isDone !== true) continue;
			}
			const oldest = underWay.shift();
			if (oldest) yield await oldest.part;
		}
	} finally {
		await Promise.all(threads.map(async (thread) => thread.end()));
	}
}
function batchOf(part) {
	const batch = {
		part,
		isDone: false
	};
	part.catch(() => void 0).finally(() => {
		batch.isDone = true;
	});
	return batch;
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
		releases: new ReleaseSources(setup.paths),
		beside: new KustomizationsBeside()
	};
	const reports = await loadReports(setup.reports, painter(setup.isColoured));
	const inspect = imageInspector({ registry: false }, root, ruleSet.images);
	for await (const [files] of on(port, "message")) port.postMessage(await checkFiles(files, reports, by, inspect));
}
if (!isMainThread && parentPort && isTask(workerData)) await serveChecks(parentPort, workerData);
export { checkInThreads };
