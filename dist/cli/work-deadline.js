// src/engine/work-deadline.ts
/**
* The milliseconds of processor time that this process has had: on a busy machine, less than a clock counts.
* What is bounded by it comes to the same there.
*/
function workedMilliseconds() {
	const { user, system } = process.cpuUsage();
	return (user + system) / 1e3;
}
/** How often it is looked at, at most. */
const LOOK_MS = 250;
/** Of a deadline that is this short, the looks are a part. */
const LOOKS = 5;
/** A process that gets no processor at all is given up after so many times its deadline. */
const MOST_WALL = 20;
/**
* A deadline for work on a thread of this process, which counts only time in which the process worked: a thread
* that waits for a busy machine is not late. No platform tells the time of a thread to another one, so that what
* several threads do at once is divided among them.
*/
var WorkDeadline = class {
	#limitMs;
	#onOver;
	#timer;
	#worked = 0;
	#lookedAt = {
		wall: performance.now(),
		work: workedMilliseconds()
	};
	#start = performance.now();
	/** @param threads how many do such work at the moment */
	constructor(limitMs, onOver, threads = () => 1) {
		this.#limitMs = limitMs;
		this.#onOver = onOver;
		this.#timer = setInterval(() => this.#look(Math.max(1, threads())), Math.max(1, Math.min(LOOK_MS, limitMs / LOOKS)));
	}
	stop() {
		clearInterval(this.#timer);
	}
	#look(threads) {
		const now = {
			wall: performance.now(),
			work: workedMilliseconds()
		};
		const [wall, work] = [now.wall - this.#lookedAt.wall, now.work - this.#lookedAt.work];
		this.#lookedAt = now;
		this.#worked += Math.min(wall, work / threads);
		if (this.#worked < this.#limitMs && now.wall - this.#start < MOST_WALL * this.#limitMs) return;
		this.stop();
		this.#onOver();
	}
};
export { workedMilliseconds as n, WorkDeadline as t };
