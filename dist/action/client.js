import { A as isBroken, D as limitWait, H as info, M as stopOf, S as makeClient } from "./carry-out.js";
import { t as Octokit } from "./dist-src.js";
import { i as hasProxy, o as UserError, r as apiUrl } from "./action.js";
const setTimeout = (...of) => process.getBuiltinModule("node:timers/promises").setTimeout(...of);
// src/github/with-retry.ts
/** GitHub asks for a second between requests that write (docs: best practices for the REST API). */
const PACE_MS = 1e3;
/** GitHub gives up after 10 s itself (docs: troubleshooting the REST API); the rest is the network. */
const TIMEOUT_MS = 3e4;
/** The pace of one process. */
function makePace(clock) {
	let next = 0;
	return { async reserve() {
		const at = Math.max(clock.now(), next);
		next = at + PACE_MS;
		return at - clock.now();
	} };
}
/**
* Sends requests as GitHub asks for it: writes a second apart, nothing while a limit is reached, and
* once more where an answer got lost. Octokit has plugins for this, which can't do all that is needed:
*
* - `@octokit/plugin-retry` sends a POST again after a 5xx, and a review would be there twice; it does
*   not look at the shape of an answer, nor at the faults that GraphQL tells with status 200.
* - `@octokit/plugin-throttling` does not know the limits that are told with status 422 (`abuse`) or,
*   by their type, with status 200; it takes queries of GraphQL for writes; it bounds no wait, and
*   can't hand a long one over to a queue, so that a worker would sit there for an hour.
*
* After a limit that lasts too long, or a {@link StopError}, nothing is sent any more.
*/
function withRetry(policy) {
	const { clock, pace, pausesMs, timeoutMs = TIMEOUT_MS } = policy;
	const waitForLimit = limitWaiter(policy);
	let end;
	return async ({ name, isWrite, isOnce }, attempt) => {
		const send = async (limits, faults) => {
			if (end) throw end;
			if (isWrite) await clock.sleep(await pace.reserve());
			try {
				return await attempt(AbortSignal.timeout(timeoutMs));
			} catch (error) {
				end ??= stopOf(error);
				if (end) throw end;
				const wait = limitWait(error, clock.now(), limits);
				const pause = pausesMs[faults];
				if (wait === void 0 && (isOnce || pause === void 0 || !isBroken(error))) throw error;
				end = wait === void 0 ? void 0 : await waitForLimit(wait, name);
				if (wait !== void 0) return send(limits + 1, faults);
				await clock.sleep(pause ?? 0);
				return send(limits, faults + 1);
			}
		};
		return send(0, 0);
	};
}
/** Waits for limits, but not for ever: then it gives the error that says so. */
function limitWaiter({ clock, maxWaitMs, maxTotalWaitMs, tooLong }) {
	let waited = 0;
	return async (wait, name) => {
		waited += wait;
		if (wait > maxWaitMs || waited > maxTotalWaitMs) return tooLong(wait);
		clock.log(`GitHub's limit is reached: waiting ${Math.ceil(wait / 1e3)} s before ${name}.`);
		await clock.sleep(wait);
	};
}
// src/action/client.ts
/**
* A secondary limit lasts a minute or a few; a primary one up to an hour, which is too long to pay a
* runner for.
*/
const MAX_WAIT_MS = 9e5;
/**
* A client that waits where GitHub asks for it.
*
* @param send sends its requests, where there is no proxy; Node's `fetch` by default
*/
async function createClient(token, send) {
	const clock = {
		now: Date.now,
		sleep: async (time) => setTimeout(time),
		log: info
	};
	return makeClient(await requestWith(token, send), withRetry(runnerPolicy(clock)));
}
/** Octokit's way to ask GitHub, through the proxy of the runner where it has one. */
async function requestWith(token, send = fetch) {
	if (hasProxy(process.env)) {
		const { getOctokit } = await import("./github.js");
		return getOctokit(token).request;
	}
	return new Octokit({
		auth: token,
		baseUrl: apiUrl(process.env),
		request: { fetch: send }
	}).request;
}
/** How a job waits that has nothing else to do. */
function runnerPolicy(clock) {
	return {
		clock,
		pace: makePace(clock),
		pausesMs: [
			1e3,
			4e3,
			9e3
		],
		maxWaitMs: MAX_WAIT_MS,
		maxTotalWaitMs: MAX_WAIT_MS,
		tooLong: (wait) => tooLong(clock.now() + wait)
	};
}
function tooLong(end) {
	const until = new Date(end).toISOString();
	return new UserError(`GitHub's limit on requests is reached until ${until}: run the job again then.`);
}
export { createClient };
