const subscribe = (...of) => process.getBuiltinModule("node:diagnostics_channel").subscribe(...of), unsubscribe = (...of) => process.getBuiltinModule("node:diagnostics_channel").unsubscribe(...of);
const setImmediate = (...of) => process.getBuiltinModule("node:timers/promises").setImmediate(...of), setTimeout = (...of) => process.getBuiltinModule("node:timers/promises").setTimeout(...of);
const { readFileSync } = process.getBuiltinModule("node:fs");
// src/errors/user-error.ts
/** Something that the person can fix: the message says what is wrong and what to do. Exit code 2. */
var UserError = class extends Error {
	name = "UserError";
};
// src/run/trigger.ts
/** What an event says of a pull request; undefined for an event of something else. */
function pullRequestOf(eventName, { pull_request: pull, action, changes }) {
	if (!(eventName === "pull_request" || eventName === "pull_request_target") || typeof pull?.number !== "number") return void 0;
	const { number, draft, head } = pull;
	const isBaseEdit = typeof changes === "object" && changes !== null && "base" in changes;
	return {
		kind: "pull-request",
		number,
		head: typeof head?.sha === "string" ? head.sha : void 0,
		isDraft: draft === true,
		isTextEdit: action === "edited" && !isBaseEdit
	};
}
/**
* Reads what a workflow's event is about.
*
* @throws UserError for an event that is about no change
*/
function readTrigger(eventName, payload) {
	const pull = pullRequestOf(eventName, payload);
	if (pull) return pull;
	const { base_sha: base, head_sha: head } = payload.merge_group ?? {};
	if (eventName === "merge_group" && typeof base === "string" && typeof head === "string") return {
		kind: "merge-group",
		base,
		head
	};
	throw new UserError(`Podseal reviews pull requests, and this run was started by ${eventName || "no event"}: write \`on: pull_request\` in the workflow.`);
}
// src/action/connection.ts
/** The variables by which a runner is told of a proxy, as the toolkit reads them. */
const PROXIES = [
	"http_proxy",
	"HTTP_PROXY",
	"https_proxy",
	"HTTPS_PROXY"
];
/** Whether GitHub is asked through a proxy. */
function hasProxy(env) {
	return PROXIES.some((name) => (env[name] ?? "") !== "");
}
/** Where GitHub's API is. */
function apiUrl(env) {
	return env["GITHUB_API_URL"] ?? "https://api.github.com";
}
// src/action/early-request.ts
/**
* Asks for the pull request of a review at once: all else is loaded while GitHub answers. Of a draft, or where only the
* text was edited, it may never be needed. A failure is told of by who asks for the same.
*/
async function sendEarly({ eventName, payload, repo }, env) {
	const pull = pullRequestOf(eventName, payload);
	const token = env["INPUT_TOKEN"]?.trim() ?? "";
	if (!pull || pull.isDraft || pull.isTextEdit || token === "" || hasProxy(env)) return void 0;
	const url = `${apiUrl(env)}/repos/${repo.owner}/${repo.repo}/pulls/${pull.number}`;
	const ending = new AbortController();
	const headers = {
		accept: "application/vnd.github.v3+json",
		authorization: `bearer ${token}`,
		"user-agent": "podseal"
	};
	const answer = fetch(url, {
		headers,
		signal: ending.signal
	});
	await departureOf(answer);
	return {
		fetch: fetchWith(url, answer, ending),
		end: () => ending.abort()
	};
}
function fetchWith(url, answer, ending) {
	let early = answer;
	return async (input, init) => {
		const known = input === url && init?.method === "GET" ? early : void 0;
		if (!known) return fetch(input, init);
		early = void 0;
		init?.signal?.addEventListener("abort", () => ending.abort(), { once: true });
		return known;
	};
}
/** Where Node's HTTP client tells that it sends a request (undici, docs/api/DiagnosticsChannel.md). */
const SENDING = "undici:client:sendHeaders";
/** Who has not connected to GitHub by then has it asked later, with the rest loaded. */
const MAX_DEPARTURE_MS = 500;
/** Waits until a request has left: while code is loaded, nothing is sent. */
async function departureOf(answer) {
	let told;
	const sent = new Promise((resolve) => told = resolve);
	const tell = () => told?.();
	subscribe(SENDING, tell);
	const answered = answer.catch(() => void 0);
	const late = setTimeout(MAX_DEPARTURE_MS, void 0, { ref: false });
	await Promise.race([
		answered,
		sent.then(async () => setImmediate()),
		late
	]);
	unsubscribe(SENDING, tell);
}
// src/action/read-event.ts
/** Reads the event that started a run from the variables and the file that the runner gives. */
function readEvent(env) {
	const [owner = "", repo = ""] = (env["GITHUB_REPOSITORY"] ?? "").split("/");
	return {
		eventName: env["GITHUB_EVENT_NAME"] ?? "",
		payload: readPayload(env),
		repo: {
			owner,
			repo
		}
	};
}
function readPayload({ GITHUB_EVENT_PATH: path }) {
	if (path === void 0 || path === "") return {};
	const payload = JSON.parse(readFileSync(path, "utf8"));
	return typeof payload === "object" && payload !== null ? payload : {};
}
export { readTrigger as a, hasProxy as i, sendEarly as n, UserError as o, apiUrl as r, readEvent as t };
