// src/run/judge-apart.ts
/**
* What is below the bounds on files takes some seconds on an idle machine. With the rest of the
* process, 300 MB of heap stay below 512 MB.
*/
const LIMITS = {
	fileMs: 2e4,
	totalMs: 12e4,
	heapMegabytes: 300
};
/**
* Judges changes in a thread, so that no file of a stranger holds up or ends this process. Tasks wait
* for each other: judging takes all of a processor, and the memory of one thread is bounded.
*/
var Judge = class {
	#start;
	#thread;
	#last = Promise.resolve();
	/** Files that took too much: a run has several tasks for the same files. */
	#tooMuch = /* @__PURE__ */ new WeakMap();
	constructor(limits = LIMITS, program) {
		this.#start = async () => new (await (import("./judge-thread.js").then((all) => ({ JudgeThread: all.r })))).JudgeThread(limits, program);
	}
	/**
	* Does a task. A file that takes too much time or memory is left out and named as not analyzed, and
	* the others are judged without it.
	*/
	async judge(task) {
		let change = await this.#withoutKnown(task.change);
		for (let over = 1;; over++) {
			const outcome = await this.#next({
				...task,
				change
			});
			if (outcome.kind === "done") return outcome.result;
			if (change.files.length === 0) throw new Error(`Judging took too much ${outcome.limit}, with no file to judge.`);
			this.#remember(change, outcome);
			const { withoutFiles } = await import("./judge-thread.js").then((all) => ({ withoutFiles: all.t, withoutKnown: all.n }));
			change = withoutFiles(change, outcome, over);
		}
	}
	#remember({ files }, { path, limit }) {
		const file = files.find((one) => one.path === path);
		if (file && limit !== "total time") this.#tooMuch.set(file, limit);
	}
	async #withoutKnown(change) {
		if (!change.files.some((file) => this.#tooMuch.has(file))) return change;
		const { withoutKnown } = await import("./judge-thread.js").then((all) => ({ withoutFiles: all.t, withoutKnown: all.n }));
		return withoutKnown(change, (file) => this.#tooMuch.get(file));
	}
	async close() {
		await (await this.#thread)?.end();
	}
	/** Whoever has to try again comes after those who wait. */
	async #next(task) {
		const outcome = this.#last.then(async () => (await (this.#thread ??= this.#start())).run(task));
		this.#last = outcome.catch(() => void 0);
		return outcome;
	}
};
export { Judge };
